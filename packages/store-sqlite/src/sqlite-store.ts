import {
  type Appended,
  type AppendFault,
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
import { type Access, openForReading, writing } from './access.ts'
import { type BackupProgress, backUp } from './backup.ts'
import { openDatabase } from './database.ts'
import { attempt, breathe, closedFault, pagesTotally, patiently, readOnly, totally } from './faults.ts'
import { lookAt } from './place.ts'
import { createReadModels } from './read-models.ts'
import { type Scan, toPosition } from './reader.ts'
import type { Open } from './reading.ts'
import { createSleepers } from './sleepers.ts'

export type SqliteStoreOptions = {
  /** The file; it is made when it is not there, its directory is not. */
  readonly path: string
  /** False: open only what is there already. An empty file is not. */
  readonly create?: boolean
  /** True: only read, also where writing would be possible. Where it is not, the store is opened for reading unasked. */
  readonly readOnly?: boolean
  /** Now, in UTC milliseconds; gives `recordedAt`. */
  readonly clock: () => number
  /** A fresh UUID; becomes the identity of a new log. */
  readonly newId: () => string
  /** How long to wait for another process that holds the file before answering Busy; default 10,000. */
  readonly busyPatienceMs?: number
}

export type SqliteStore = EventStore & {
  /** Nothing can be written: every question is answered, an append is `ReadOnly`, and read models are not saved. */
  readonly readOnly: boolean
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
 * Reading needs no right to write: of a file, a directory or a mount where nothing may be written the store only reads.
 *
 * @rejects Unreachable no such directory, a directory instead of a file, no permission
 * @rejects NotAStore the file is something else; it is left as it was
 * @rejects NewerSchema written by a newer Kehu
 * @rejects ReadOnly there is no file, and none can be made
 */
export const openSqliteStore =
  (options: SqliteStoreOptions): TaskEither<StoreFault, SqliteStore> =>
  () =>
    totally(
      () => options.path,
      async () => {
        const { clock, newId, create = true, readOnly = false, busyPatienceMs: patienceMs = 10_000 } = options
        const place = lookAt(options.path, create && !readOnly ? 'store or none' : 'store')
        if (isLeft(place)) return place
        const { path, writable } = place.right
        if (writable && !readOnly) {
          const opened = await openDatabase(place.right, newId, patienceMs)
          if (!isLeft(opened))
            return right(storeOf(path, patienceMs, writing(opened.right, path, clock, patienceMs)))
          // The rights said yes and the file system no.
          if (opened.left._tag !== 'ReadOnly') return opened
        }
        const opened = await openForReading(path, patienceMs)
        return isLeft(opened) ? opened : right(storeOf(path, patienceMs, opened.right))
      },
    )

const storeOf = (path: string, patienceMs: number, access: Access): SqliteStore => {
  const sleepers = createSleepers(() => access.read(({ reader }) => reader.head()), pollMs)
  const { writer } = access
  const queue = writer?.queue(sleepers.wakeIfChanged) ?? null
  const closed = left(closedFault(path))
  const backups = new Set<Promise<unknown>>()
  let closing: Promise<Either<StoreFault, void>> | null = null

  const read = <A>(work: (open: Open) => Either<StoreFault, A>): Promise<Either<StoreFault, A>> =>
    patiently(() => (closing === null ? access.read(work) : closed), patienceMs)

  async function* readStream(
    stream: StreamName,
    { direction = 'forwards', from, pageSize }: ReadStreamOptions,
  ): Pages<ReadonlyArray<StoredEvent>> {
    let next: number | null = from ?? (direction === 'forwards' ? 0 : Number.MAX_SAFE_INTEGER)
    for (let first = true; next !== null; first = false) {
      if (!first) await breathe()
      const start: number = next
      const page = await read(({ reader }) => reader.streamPage(stream, direction, start, pageSize))
      if (isLeft(page)) return yield* ending(page)
      if (page.right.events.length > 0) yield right(page.right.events)
      next = page.right.next
    }
  }

  async function* readAll(options: ReadAllOptions): Pages<Page> {
    const { direction = 'forwards', after } = options
    const bounds = await read(({ reader }) => reader.bounds(direction, after))
    if (isLeft(bounds)) return yield* ending(bounds)
    let { from } = bounds.right
    const { to } = bounds.right
    while (from !== to) {
      const scanned: Either<StoreFault, Scan> = await read(({ reader }) => reader.scan(from, to, options))
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
      const scanned = await read(({ reader }) =>
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

  const total = <E, A>(work: () => Promise<Either<E, A>>) => totally(() => path, work)
  const pages = <A>(
    of: () => AsyncIterable<Either<StoreFault, A>>,
  ): AsyncIterable<Either<StoreFault, A>> => ({
    [Symbol.asyncIterator]: () => pagesTotally(path, of),
  })

  return {
    id: access.id,
    readOnly: writer === null,
    append: (stream, expected, events) => () =>
      total<AppendFault, Appended>(async () => {
        if (closing !== null) return closed
        const checked = checkAppend(stream, events)
        if (isLeft(checked)) return checked
        if (queue === null || writer === null) return left(readOnly(path))
        return queue.write(() => writer.append(stream, expected, events))
      }),
    readStream: (stream, options = {}) => pages(() => readStream(stream, options)),
    readAll: (options = {}) => pages(() => readAll(options)),
    subscribe: (options) =>
      pages(() => followLog({ readPage: readLive, changed: sleepers.changed }, options)),
    head: () =>
      read(({ reader }) =>
        pipe(
          reader.head(),
          map((head) => ({ position: head === 0 ? null : toPosition(head), events: head })),
        ),
      ),
    readModels: createReadModels(path, {
      read,
      write:
        queue === null || writer === null
          ? null
          : (work) => (closing === null ? queue.write(() => work(writer.db)) : Promise.resolve(closed)),
    }),
    backup:
      (target, options = {}) =>
      () =>
        total(async () => {
          if (closing !== null) return closed
          const source = access.hold()
          if (isLeft(source)) return source
          const running = backUp(source.right, path, target, options.onProgress ?? (() => undefined))
          backups.add(running)
          return running.finally(() => backups.delete(running))
        }),
    close: () => {
      closing ??= total(close)
      return closing
    },
  }

  async function close(): Promise<Either<StoreFault, void>> {
    // What was accepted before is written and answered first.
    await queue?.idle()
    await Promise.allSettled(backups)
    sleepers.wakeAll()
    return attempt(path, access.close)
  }
}

type Pages<A> = AsyncGenerator<Either<StoreFault, A>, void>

async function* ending(fault: Either<StoreFault, never>): Pages<never> {
  yield fault
}
