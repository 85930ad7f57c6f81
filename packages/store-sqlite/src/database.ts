import { statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { StoreFault } from '@kehu/event-store'
import { chain, type Either, isLeft, left, map, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { attempt, corrupt, patiently, unreachable } from './faults.ts'
import { text, whole } from './row.ts'
import { applicationId, migrations, tables } from './schema.ts'

export type OpenedDatabase = { readonly db: DatabaseSync; readonly path: string; readonly id: string }

/** Opens the file, or makes it; a file that is not ours is not touched. */
export const openDatabase = async (
  options: { readonly path: string; readonly newId: () => string },
  patienceMs: number,
): Promise<Either<StoreFault, OpenedDatabase>> => {
  // An absolute path, so that neither `:memory:` nor `file:…` nor a later change of directory means something else.
  const path = resolve(options.path)
  const place = checkPlace(options.path, path)
  if (isLeft(place)) return place
  const opened = await patiently(() => attempt(path, () => new DatabaseSync(path)), patienceMs)
  if (isLeft(opened)) return opened
  const db = opened.right
  const prepared = await patiently(() => prepare(db, path, options.newId), patienceMs)
  if (isLeft(prepared)) db.close()
  return pipe(
    prepared,
    map((id) => ({ db, path, id })),
  )
}

const checkPlace = (given: string, path: string): Either<StoreFault, void> => {
  if (given === '' || given === ':memory:' || given.includes('\0')) {
    return left(unreachable(`"${given}" names no file: give the path of one, or use the memory store.`))
  }
  try {
    const directory = dirname(path)
    const found = statSync(directory, { throwIfNoEntry: false })
    if (found === undefined) {
      return left(
        unreachable(`The directory "${directory}" does not exist: make it, or choose another path.`),
      )
    }
    if (!found.isDirectory()) {
      return left(unreachable(`"${directory}" is not a directory: choose another path for the store.`))
    }
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
      return left(unreachable(`"${path}" is a directory: give the path of a file in it.`))
    }
    return right(undefined)
  } catch (error) {
    const says = error instanceof Error ? error.message : String(error)
    return left(unreachable(`"${path}" cannot be reached (${says}): check the path and this user's rights.`))
  }
}

const prepare = (db: DatabaseSync, path: string, newId: () => string): Either<StoreFault, string> => {
  const recognised = pipe(
    attempt(path, () => foreign(db, path)),
    chain((fault) => (fault === null ? right(undefined) : left(fault))),
  )
  if (isLeft(recognised)) return recognised
  const wal = attempt(path, () => {
    // An acknowledged append survives a power cut only when every commit is synced.
    db.exec('PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF; PRAGMA cache_size = -8192')
    return text(db.prepare('PRAGMA journal_mode = WAL').get()?.journal_mode)
  })
  if (isLeft(wal)) return wal
  if (wal.right !== 'wal') {
    return left(
      unreachable(`"${path}" is on a file system without shared memory: put the store on a local disk.`),
    )
  }
  const migrated = attempt(path, () => migrate(db, path, newId))
  if (isLeft(migrated)) return migrated
  return migrated.right === null ? attempt(path, () => storeId(db)) : left(migrated.right)
}

/** Why this file is not for us, or null. An empty file is a store that is still to be made. */
export const foreign = (db: DatabaseSync, path: string): StoreFault | null => {
  const objects = whole(db.prepare('SELECT count(*) AS n FROM sqlite_schema').get()?.n)
  const [application, version] = [pragma(db, 'application_id'), pragma(db, 'user_version')]
  if (application === 0 && version === 0 && objects === 0) return null
  if (application !== applicationId) {
    return {
      _tag: 'NotAStore',
      message: `"${path}" is a SQLite file of another program: choose another path; it was left as it is.`,
    }
  }
  if (version > migrations.length) {
    return {
      _tag: 'NewerSchema',
      message: `"${path}" was written by a newer Kehu (schema ${version}, this one knows ${migrations.length}): update Kehu.`,
    }
  }
  const placeholders = tables.map(() => '?').join()
  const present = db
    .prepare(`SELECT count(*) AS n FROM sqlite_schema WHERE type = 'table' AND name IN (${placeholders})`)
    .get(...tables)
  return whole(present?.n) === tables.length ? null : corrupt(path, 'a table is missing')
}

const migrate = (db: DatabaseSync, path: string, newId: () => string): StoreFault | null => {
  if (pragma(db, 'user_version') === migrations.length) return null
  db.exec('BEGIN IMMEDIATE')
  try {
    // Another process may have been here between the look and the lock.
    const fault = foreign(db, path)
    const version = pragma(db, 'user_version')
    if (fault === null) {
      for (const step of migrations.slice(version)) db.exec(step)
      if (version === 0) db.prepare('INSERT INTO meta (key, value) VALUES (?, ?)').run('store_id', newId())
      db.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${migrations.length}`)
    }
    db.exec('COMMIT')
    return fault
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK')
    throw error
  }
}

const storeId = (db: DatabaseSync): string =>
  text(db.prepare("SELECT value FROM meta WHERE key = 'store_id'").get()?.value)

const pragma = (db: DatabaseSync, name: 'application_id' | 'user_version'): number =>
  whole(db.prepare(`PRAGMA ${name}`).get()?.[name])
