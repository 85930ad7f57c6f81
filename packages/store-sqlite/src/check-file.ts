import type { DatabaseSync } from 'node:sqlite'
import type { StoreFault } from '@kehu/event-store'
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { attempt, patiently, totally } from './faults.ts'
import { lookAt } from './place.ts'
import { createReading } from './reading.ts'
import { text, whole } from './row.ts'

const findingsMax = 100
const patienceMs = 10_000

/**
 * What is wrong with a store's file, each in a sentence; nothing for a sound one. Checks SQLite's pages and indices, and that
 * positions and revisions go on without a hole. Reads only, also while others write and where nobody may.
 *
 * The check is one piece of work as long as the file: give it a process of its own, such as `kehu store check`.
 *
 * @rejects NotAStore (an empty file is none), NewerSchema, Unreachable, Busy; Corrupt where SQLite cannot even begin
 */
export const checkSqliteFile =
  (options: { readonly path: string }): TaskEither<StoreFault, ReadonlyArray<string>> =>
  () =>
    totally(
      () => options.path,
      async () => {
        const place = lookAt(options.path, 'store')
        if (isLeft(place)) return place
        const { path } = place.right
        const reading = createReading(path)
        try {
          return await patiently(() => reading.read(({ db }) => check(db, path)), patienceMs)
        } finally {
          reading.close()
        }
      },
    )

const check = (db: DatabaseSync, path: string): Either<StoreFault, ReadonlyArray<string>> =>
  attempt(path, () => {
    // Both reads see one state of the file.
    db.exec('BEGIN')
    try {
      const pages = db
        .prepare(`PRAGMA integrity_check(${findingsMax})`)
        .all()
        .map((row) => text(row.integrity_check))
        .filter((finding) => finding !== 'ok')
      return pages.length > 0 ? pages.map((finding) => `SQLite says: ${finding}.`) : continuity(db)
    } finally {
      if (db.isTransaction) db.exec('ROLLBACK')
    }
  })

const continuity = (db: DatabaseSync): ReadonlyArray<string> => {
  const log = db
    .prepare('SELECT count(*) AS n, min(position) AS low, max(position) AS high FROM events')
    .get()
  const [events, low, high] = [whole(log?.n), Number(log?.low ?? 1), Number(log?.high ?? 0)]
  const positions =
    low === 1 && high === events
      ? []
      : [`There are ${events} events at positions ${low} to ${high}: ${high - events} are missing.`]
  const revisions = db
    .prepare(
      `SELECT stream, count(*) AS n, max(revision) AS last FROM events
       GROUP BY stream HAVING n <> last + 1 LIMIT ${findingsMax}`,
    )
    .all()
    .map(
      ({ stream, n, last }) =>
        `Stream "${text(stream)}" goes to revision ${whole(last)} and has ${whole(n)} events.`,
    )
  return [...positions, ...revisions]
}
