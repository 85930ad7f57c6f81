import type { DatabaseSync } from 'node:sqlite'
import type { StoreFault } from '@kehu/event-store'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { createAppender } from './append.ts'
import { type OpenedDatabase, storeId } from './database.ts'
import { attempt, patiently } from './faults.ts'
import { createReader } from './reader.ts'
import { createReading, type Open, type Reading } from './reading.ts'
import { createWriteQueue, type WriteQueue } from './write-queue.ts'

/** How the store gets at its file. */
export type Access = {
  readonly id: string
  readonly read: <A>(work: (open: Open) => Either<StoreFault, A>) => Either<StoreFault, A>
  readonly hold: Reading['hold']
  /** Null where nothing may be written. */
  readonly writer: {
    readonly queue: (committed: () => void) => WriteQueue
    readonly append: ReturnType<typeof createAppender>
    readonly db: DatabaseSync
  } | null
  readonly close: () => void
}

/** A file that may be written. */
export const writing = (
  { db, id, identity, durable }: OpenedDatabase,
  path: string,
  clock: () => number,
  patienceMs: number,
): Access => {
  const open = { db, reader: createReader(db, path) }
  return {
    id,
    read: (work) => {
      // What is read from a file that others no longer see would be true no more, and nobody would know.
      const moved = attempt(path, identity.fileMoved)
      if (isLeft(moved)) return moved
      return moved.right === null ? work(open) : left(moved.right)
    },
    // A handle of its own: the driver copies in another thread, and this one is used meanwhile.
    hold: createReading(path).hold,
    writer: {
      queue: (committed) =>
        createWriteQueue({
          ...{ db, path, patienceMs, committed },
          against: {
            committing: () => durable() ?? identity.fileMoved(),
            acknowledging: identity.moved,
          },
        }),
      append: createAppender(db, clock),
      db,
    },
    close: () => {
      try {
        db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
      } catch {
        // Another process is using the file: it, or the next to open, moves the WAL into it. Nothing is lost.
      }
      db.close()
    },
  }
}

/** A file that is only read. */
export const openForReading = async (
  path: string,
  patienceMs: number,
): Promise<Either<StoreFault, Access>> => {
  const { read, hold, close } = createReading(path)
  const id = await patiently(() => read(({ db }) => attempt(path, () => storeId(db))), patienceMs)
  if (isLeft(id)) close()
  return isLeft(id) ? id : right({ id: id.right, read, hold, writer: null, close })
}
