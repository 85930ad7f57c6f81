import { existsSync } from 'node:fs'
import { createMemoryStore, type EventStore, type ReadModelStore, type StoreFault } from '@kehu/event-store'
import { type Kehu, openKehu } from '@kehu/kehu'
import { openSqliteStore } from '@kehu/store-sqlite'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { exitCodes } from '../exit-codes.ts'
import { type Failure, fault, misuse } from '../failure.ts'
import type { Io } from '../io.ts'
import { nameOf, type StoreLocation } from './location.ts'

export type OpenedStore = { readonly kehu: Kehu; readonly name: string; readonly store: EventStore }

type Opened = { readonly store: EventStore; readonly readModels?: ReadModelStore }

/** Who only reads must not make an empty store of a mistyped name. */
export type Purpose = 'read' | 'write'

/** Opens the store, does the work and closes it, whatever comes of the work. */
export const withStore = async <A>(
  io: Io,
  location: StoreLocation,
  purpose: Purpose,
  work: (opened: OpenedStore) => Promise<Either<Failure, A>>,
): Promise<Either<Failure, A>> => {
  const opened = await open(io, location, purpose)
  if (isLeft(opened)) return opened
  const { store } = opened.right
  const kehu = openKehu({ ...opened.right, clock: io.clock, newId: io.newId })
  try {
    return await work({ kehu, store, name: nameOf(location) })
  } finally {
    await kehu.settle()
    await store.close()
  }
}

const open = async (io: Io, location: StoreLocation, purpose: Purpose): Promise<Either<Failure, Opened>> => {
  const { clock, newId } = io
  switch (location.kind) {
    case 'memory':
      return right({ store: createMemoryStore({ clock, id: newId() }) })
    case 'sqlite': {
      const { path } = location
      if (purpose === 'read' && !existsSync(path)) return nothingThere(path)
      const opened = await openSqliteStore({ path, clock, newId, create: purpose === 'write' })()
      return isLeft(opened) ? asFailure(opened.left) : withReadModels(opened.right)
    }
    case 'postgres': {
      // A driver is loaded by whoever needs it, and need not be there for anybody else.
      const driver = await loaded(() => import('@kehu/store-postgres'), '@kehu/store-postgres')
      if (isLeft(driver)) return driver
      const { openPostgresStore } = driver.right
      const { connectionString } = location
      const opened = await openPostgresStore({ connectionString, newId, create: purpose === 'write' })()
      return isLeft(opened) ? asFailure(opened.left) : withReadModels(opened.right)
    }
    case 'eventstoredb': {
      const driver = await loaded(() => import('@kehu/store-eventstoredb'), '@kehu/store-eventstoredb')
      if (isLeft(driver)) return driver
      const { openEventStoreDbStore } = driver.right
      const { connectionString } = location
      const opened = await openEventStoreDbStore({ connectionString, newId, create: purpose === 'write' })()
      return isLeft(opened) ? asFailure(opened.left) : right({ store: opened.right })
    }
  }
}

/** A store's package, or a sentence that says what to install. */
export const loaded = async <A>(load: () => Promise<A>, name: string): Promise<Either<Failure, A>> => {
  try {
    return right(await load())
  } catch (error) {
    const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined
    if (code !== 'ERR_MODULE_NOT_FOUND') throw error
    return misuse(
      `This store needs the package ${name}, which is not installed beside kehu: npm install ${name} (with --global where kehu is).`,
    )
  }
}

const withReadModels = (store: EventStore & { readonly readModels: ReadModelStore }): Either<never, Opened> =>
  right({ store, readModels: store.readModels })

export const nothingThere = (name: string): Either<Failure, never> =>
  misuse(
    `There is no store at "${name}": name the right one with --store or KEHU_STORE, or fill it first (kehu import purchases FILE.csv, kehu record FILE.jsonl).`,
  )

/** A wrong path is a slip of the user's; a damaged or locked file is not. */
export const asFailure = ({ _tag, message }: StoreFault): Either<Failure, never> =>
  _tag === 'NotAStore' ? left({ exitCode: exitCodes.usage, message }) : fault(message)
