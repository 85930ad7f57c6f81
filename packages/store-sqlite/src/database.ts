import { DatabaseSync } from 'node:sqlite'
import type { StoreFault } from '@kehu/event-store'
import { chain, type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { createDurabilityCheck, durableSettings } from './durability.ts'
import { attempt, corrupt, moved, patiently, shown, unreachable } from './faults.ts'
import { type Identity, identityOf, inodeOf } from './identity.ts'
import type { Place } from './place.ts'
import { text, whole } from './row.ts'
import { applicationId, migrations, tables } from './schema.ts'

export type OpenedDatabase = {
  readonly db: DatabaseSync
  /** Identity of the log. */
  readonly id: string
  readonly identity: Identity
  /** Null when an acknowledged append would survive a power cut. */
  readonly durable: () => StoreFault | null
}

/** Opens the file for writing, or makes it; a file that is not ours is not touched. */
export const openDatabase = async (
  { path }: Place,
  newId: () => string,
  patienceMs: number,
): Promise<Either<StoreFault, OpenedDatabase>> => {
  const before = attempt(path, () => inodeOf(path))
  if (isLeft(before)) return before
  const opened = await patiently(() => attempt(path, () => new DatabaseSync(path)), patienceMs)
  if (isLeft(opened)) return opened
  const db = opened.right
  const found = attempt(path, () => before.right ?? inodeOf(path))
  const prepared = await patiently(() => prepare(db, path, newId), patienceMs)
  const known = pipe(
    prepared,
    chain((id) =>
      attempt(path, () => ({ db, id, identity: identityOf(path), durable: createDurabilityCheck(db, path) })),
    ),
    // Nobody has put another file there while it was opened.
    chain((known) => (isLeft(found) || inodeOf(path) !== found.right ? left(moved(path)) : right(known))),
    chain((known) => {
      const fault = known.durable()
      return fault === null ? right(known) : left(fault)
    }),
  )
  if (isLeft(known)) closeQuietly(db)
  return known
}

/** Closing what has failed already can only fail again. */
export const closeQuietly = (db: DatabaseSync): void => {
  try {
    db.close()
  } catch {
    // It is closed.
  }
}

const prepare = (db: DatabaseSync, path: string, newId: () => string): Either<StoreFault, string> => {
  const recognised = pipe(
    attempt(path, () => foreign(db, path)),
    chain((fault) => (fault === null ? right(undefined) : left(fault))),
  )
  if (isLeft(recognised)) return recognised
  const wal = attempt(path, () => {
    db.exec(`${durableSettings}; PRAGMA trusted_schema = OFF; PRAGMA cache_size = -8192`)
    return text(db.prepare('PRAGMA journal_mode = WAL').get()?.journal_mode)
  })
  if (isLeft(wal)) return wal
  if (wal.right !== 'wal') {
    return left(
      unreachable(`${shown(path)} is on a file system without shared memory: put the store on a local disk.`),
    )
  }
  const migrated = attempt(path, () => migrate(db, path, newId))
  if (isLeft(migrated)) return migrated
  return migrated.right === null ? attempt(path, () => storeId(db)) : left(migrated.right)
}

/** Why this file is not for us, or null. An empty file is a store that is still to be made. */
export const foreign = (db: DatabaseSync, path: string): StoreFault | null => {
  const objects = whole(db.prepare('SELECT count(*) AS n FROM sqlite_schema').get()?.n)
  const [application, version] = [pragma(db, 'application_id'), schemaVersion(db)]
  if (application === 0 && version === 0 && objects === 0) return null
  if (application !== applicationId) {
    return {
      _tag: 'NotAStore',
      message: `${shown(path)} is a SQLite file of another program: choose another path; it was left as it is.`,
    }
  }
  if (version > migrations.length) {
    return {
      _tag: 'NewerSchema',
      message: `${shown(path)} was written by a newer Kehu (schema ${version}, this one knows ${migrations.length}): update Kehu.`,
    }
  }
  const placeholders = tables.map(() => '?').join()
  const present = db
    .prepare(`SELECT count(*) AS n FROM sqlite_schema WHERE type = 'table' AND name IN (${placeholders})`)
    .get(...tables)
  return whole(present?.n) === tables.length ? null : corrupt(path, 'a table is missing')
}

const migrate = (db: DatabaseSync, path: string, newId: () => string): StoreFault | null => {
  if (schemaVersion(db) === migrations.length) return null
  db.exec('BEGIN IMMEDIATE')
  try {
    // Another process may have been here between the look and the lock.
    const fault = foreign(db, path)
    const version = schemaVersion(db)
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

export const storeId = (db: DatabaseSync): string =>
  text(db.prepare("SELECT value FROM meta WHERE key = 'store_id'").get()?.value)

/** How many steps of the schema the file has taken; 0 for a file that is no store yet. */
export const schemaVersion = (db: DatabaseSync): number => pragma(db, 'user_version')

const pragma = (db: DatabaseSync, name: 'application_id' | 'user_version'): number =>
  whole(db.prepare(`PRAGMA ${name}`).get()?.[name])
