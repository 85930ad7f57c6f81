import {
  checkAppend,
  type EventStore,
  followLog,
  type LivePage,
  type Page,
  type Position,
  type ReadAllOptions,
  type ReadModelStore,
  type ReadStreamOptions,
  type StoredEvent,
  type StoreFault,
  type StreamName,
} from '@kehu/event-store'
import { chain, type Either, isLeft, left, map, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { createAppender } from './append.ts'
import { type BackupProgress, backUp } from './backup.ts'
import { openDatabase } from './database.ts'
import { breathe, closedFault, patiently } from './faults.ts'
import { createReadModels } from './read-models.ts'
import { createReader, type Scan, toPosition } from './reader.ts'
import { createSleepers } from './sleepers.ts'
import { createWriteQueue } from './write-queue.ts'

export type SqliteStoreOptions = {
  /** The file; it is made when it is not there, its directory is not. */
  readonly path: string
  /** Now, in UTC milliseconds; gives `recordedAt`. */
  readonly clock: () => number
  /** A fresh UUID; becomes the identity of a new log. */
  readonly newId: () => string
  /** How long to wait for another process that holds the file before answering Busy; default 10,000. */
  readonly busyPatienceMs?: number
}

export type SqliteStore = EventStore & {
  readonly readModels: ReadModelStore
  /**
   * A copy of the whole file as it is at one moment, made while the store is used; it opens as a store of its own.
   * @rejects Unreachable there is a file of that name, or it cannot be written
   */
  readonly backup: (
    path: string,
    options?: { readonly onProgress?: (progress: BackupProgress) => void },
  ) => TaskEither<StoreFault, void>
}

const pollMs = 50

/**
 * Events in one SQLite file: durable when acknowledged, written by one process or many, nothing to install.
 *
 * SQLite answers synchronously, so every call is cut into pieces no longer than one page or one commit, and waiting for
 * another process is done by timers, never inside SQLite.
 *
 * @rejects Unreachable no such directory, a directory instead of a file, no permission
 * @rejects NotAStore the file is something else; it is left as it was
 * @rejects NewerSchema written by a newer Kehu
 */
export const openSqliteStore =
  (options: SqliteStoreOptions): TaskEither<StoreFault, SqliteStore> =>
  async () => {
    const patienceMs = options.busyPatienceMs ?? 10_000
    const opened = await openDatabase(options, patienceMs)
    if (isLeft(opened)) return opened
    const { db, path, id } = opened.right

    const reader = createReader(db, path)
    const append = createAppender(db, options.clock)
    const sleepers = createSleepers(reader.head, pollMs)
    const queue = createWriteQueue({ db, path, patienceMs, committed: sleepers.wakeIfChanged })
    const closed = left(closedFault(path))
    const backups = new Set<Promise<unknown>>()
    let closing: Promise<Either<StoreFault, void>> | null = null

    const read = <A>(work: () => Either<StoreFault, A>): Promise<Either<StoreFault, A>> =>
      patiently(() => (closing === null ? work() : closed), patienceMs)

    async function* readStream(
      stream: StreamName,
      { direction = 'forwards', from, pageSize }: ReadStreamOptions,
    ): Pages<ReadonlyArray<StoredEvent>> {
      let next: number | null = from ?? (direction === 'forwards' ? 0 : Number.MAX_SAFE_INTEGER)
      for (let first = true; next !== null; first = false) {
        if (!first) await breathe()
        const start: number = next
        const page = await read(() => reader.streamPage(stream, direction, start, pageSize))
        if (isLeft(page)) return yield* ending(page)
        if (page.right.events.length > 0) yield right(page.right.events)
        next = page.right.next
      }
    }

    async function* readAll(options: ReadAllOptions): Pages<Page> {
      const { direction = 'forwards', after } = options
      const bounds = await read(() => reader.bounds(direction, after))
      if (isLeft(bounds)) return yield* ending(bounds)
      let { from } = bounds.right
      const { to } = bounds.right
      while (from !== to) {
        const scanned: Either<StoreFault, Scan> = await read(() => reader.scan(from, to, options))
        if (isLeft(scanned)) return yield* ending(scanned)
        const { events, at } = scanned.right
        from = at
        // Long stretches that the filter leaves out are gone through in silence, but the last page tells how far.
        if (events.length > 0 || at === to) yield right({ events, position: toPosition(at) })
        if (from !== to) await breathe()
      }
    }

    const readLive = async (
      after: Position | undefined,
      options: Pick<ReadAllOptions, 'filter' | 'pageSize'> & { readonly signal: AbortSignal },
    ): Promise<Either<StoreFault, LivePage>> => {
      let position = after
      for (;;) {
        const scanned = await read(() =>
          pipe(
            reader.bounds('forwards', position),
            chain(({ from, to }) => reader.scan(from, to, options)),
          ),
        )
        if (isLeft(scanned)) return scanned
        const { events, at, exhausted } = scanned.right
        position = toPosition(at)
        if (events.length > 0 || exhausted || options.signal.aborted) {
          return right({ events, position, caughtUp: exhausted })
        }
        await breathe()
      }
    }

    return right({
      id,
      append: (stream, expected, events) => async () => {
        if (closing !== null) return closed
        const checked = checkAppend(stream, events)
        return isLeft(checked) ? checked : queue.write(() => append(stream, expected, events))
      },
      readStream: (stream, options = {}) => ({ [Symbol.asyncIterator]: () => readStream(stream, options) }),
      readAll: (options = {}) => ({ [Symbol.asyncIterator]: () => readAll(options) }),
      subscribe: (options) => followLog({ readPage: readLive, changed: sleepers.changed }, options),
      head: () =>
        read(() =>
          pipe(
            reader.head(),
            map((head) => ({ position: head === 0 ? null : toPosition(head), events: head })),
          ),
        ),
      readModels: createReadModels(db, path, {
        read,
        write: (work) => (closing === null ? queue.write(work) : Promise.resolve(closed)),
      }),
      backup:
        (target, options = {}) =>
        async () => {
          if (closing !== null) return closed
          const running = backUp(db, path, target, options.onProgress ?? (() => undefined))
          backups.add(running)
          return running.finally(() => backups.delete(running))
        },
      close: () => {
        closing ??= close()
        return closing
      },
    })

    async function close(): Promise<Either<StoreFault, void>> {
      // What was accepted before is written and answered first.
      await queue.idle()
      await Promise.allSettled(backups)
      sleepers.wakeAll()
      try {
        db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
      } catch {
        // Another process is using the file: it, or the next to open, moves the WAL into it. Nothing is lost.
      }
      db.close()
      return right(undefined)
    }
  }

type Pages<A> = AsyncGenerator<Either<StoreFault, A>, void>

async function* ending(fault: Either<StoreFault, never>): Pages<never> {
  yield fault
}
