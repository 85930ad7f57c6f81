import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { createMemoryStore, type EventStore, type ReadModelStore } from '@kehu/event-store'
import { type Kehu, openKehu } from '@kehu/kehu'
import { openSqliteStore } from '@kehu/store-sqlite'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { exitCodes } from './exit-codes.ts'
import { type Failure, fault, misuse } from './failure.ts'
import type { Io } from './io.ts'

/** Where events are kept, as `--store` says it. */
export type StoreLocation = { readonly kind: 'memory' } | { readonly kind: 'sqlite'; readonly path: string }

/** `sqlite:PATH`, a bare path, or `memory:`. */
export const parseLocation = (text: string, cwd: string): Either<Failure, StoreLocation> => {
  if (text === 'memory:') return right({ kind: 'memory' })
  // A single letter is a drive, not a scheme.
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(text)?.[1]
  const path = scheme === 'sqlite' ? text.slice('sqlite:'.length) : text
  if (scheme !== undefined && scheme !== 'sqlite') {
    return misuse(
      `--store ${text}: there is no store "${scheme}:". There are sqlite:PATH (a bare path means the same) and memory: .`,
    )
  }
  if (path === '') return misuse('--store needs a path, such as --store sqlite:kehu.db.')
  return right({ kind: 'sqlite', path: resolve(cwd, path) })
}

export type OpenedStore = { readonly kehu: Kehu; readonly name: string }

type Opened = { readonly store: EventStore; readonly readModels?: ReadModelStore }

/**
 * Opens the store, does the work and closes it, whatever comes of the work.
 * @param purpose who only reads must not make an empty store of a mistyped name
 */
export const withStore = async <A>(
  io: Io,
  location: StoreLocation,
  purpose: 'read' | 'write',
  work: (opened: OpenedStore) => Promise<Either<Failure, A>>,
): Promise<Either<Failure, A>> => {
  const opened = await open(io, location, purpose)
  if (isLeft(opened)) return opened
  const { store } = opened.right
  const name = location.kind === 'memory' ? 'memory:' : location.path
  try {
    return await work({ kehu: openKehu({ ...opened.right, clock: io.clock, newId: io.newId }), name })
  } finally {
    await store.close()
  }
}

const open = async (
  io: Io,
  location: StoreLocation,
  purpose: 'read' | 'write',
): Promise<Either<Failure, Opened>> => {
  const { clock, newId } = io
  if (location.kind === 'memory') return right({ store: createMemoryStore({ clock, id: newId() }) })
  const { path } = location
  if (purpose === 'read' && !existsSync(path)) {
    return misuse(
      `There is no store at "${path}": name the right one with --store or KEHU_STORE, or fill it first (kehu import purchases FILE.csv, kehu record FILE.jsonl).`,
    )
  }
  const opened = await openSqliteStore({ path, clock, newId })()
  if (isLeft(opened)) {
    const { _tag, message } = opened.left
    // A wrong path is a slip of the user's; a damaged or locked file is not.
    return _tag === 'NotAStore' ? left({ exitCode: exitCodes.usage, message }) : fault(message)
  }
  return right({ store: opened.right, readModels: opened.right.readModels })
}
