import {
  checkAppend,
  type EventStore,
  followLog,
  type InvalidPosition,
  type LivePage,
  type LogFilter,
  type Page,
  type Position,
  type ReadAllOptions,
  type ReadStreamOptions,
  type StoredEvent,
  type StoreFault,
  type StreamName,
} from '@kehu/event-store'
import { type Either, isLeft, left, map, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { createAppender } from './appending.ts'
import { connect, connectionOf } from './connection.ts'
import { closedFault, failureOf, patiently, pauseAfter, unreachable, within } from './faults.ts'
import { fillFiltered } from './filtered.ts'
import { beginning, placeOf } from './position.ts'
import { createPage, createReader, passes } from './reader.ts'
import { storeId } from './store-id.ts'
import { createWakeUps } from './wake-up.ts'

/**
 * What a client of `@eventstore/db-client` looks like. Its own type is not named, for its typings do not pass every compiler's
 * settings; whether it is one is seen when the store is opened.
 */
export type HostClient = { readonly connectionName: string; readonly dispose: () => Promise<void> }

export type EventStoreDbStoreOptions = (
  | {
      /** `esdb://user:password@host:2113?tls=true`, as the server's documentation has it. */
      readonly connectionString: string
    }
  | {
      /** An `EventStoreDBClient` of yours, which you dispose of. Leave its `throwOnAppendFailure` on. */
      readonly client: HostClient
    }
) & {
  /** A fresh UUID at each call; the first becomes the identity of a new log. */
  readonly newId: () => string
  /** Name of the log, where one server keeps several: small letters and digits. Without it, streams have their plain names. */
  readonly log?: string
  /** How long one attempt to append, or the next event of a read, may take; default 10,000. */
  readonly deadlineMs?: number
  /** How long a server that does not answer is tried again; default 10,000. */
  readonly patienceMs?: number
  /** False: open only what is there already. */
  readonly create?: boolean
}

/**
 * Events in EventStoreDB or KurrentDB, 22.6 or later, written by any number of processes.
 *
 * @rejects Unreachable no server, a wrong name or password, a certificate that is not trusted
 * @rejects NotAStore there is no log and none is to be made
 */
export const openEventStoreDbStore =
  (options: EventStoreDbStoreOptions): TaskEither<StoreFault, EventStore> =>
  async () => {
    const { newId, log, deadlineMs = 10_000, patienceMs = 10_000, create = true } = options
    if (log !== undefined && !/^[a-z][a-z0-9]{0,30}$/.test(log)) {
      return left(unreachable(`"${log}" is no name for a log: use small letters and digits.`))
    }
    // No category has a colon, so that no log is part of another.
    const prefix = log === undefined ? '' : `${log}:`
    const connected = 'client' in options ? connectionOf(options.client) : connect(options.connectionString)
    if (isLeft(connected)) return connected
    const connection = connected.right
    const { place } = connection
    const opened = await patiently(
      place,
      () => storeId(connection, { prefix, silentMs: deadlineMs, newId, create }),
      Math.min(patienceMs, 2_000),
    )
    const id = isLeft(opened) ? opened : opened.right
    if (isLeft(id)) {
      await connection.dispose()
      return id
    }

    let closing: Promise<Either<StoreFault, void>> | null = null
    const isClosed = () => closing !== null
    const closed = left(closedFault(place))
    const reader = createReader(connection, { prefix, silentMs: deadlineMs })
    const append = createAppender(connection, reader, { prefix, deadlineMs, patienceMs, newId, isClosed })
    const wakeUps = createWakeUps(connection, prefix)
    const underWay = new Set<Promise<unknown>>()

    const run = async <A>(work: () => Promise<A>): Promise<Either<StoreFault, A>> => {
      if (isClosed()) return closed
      const result = await patiently(place, work, isClosed() ? 0 : patienceMs)
      return isClosed() ? closed : result
    }

    /** Reads on from where it was when what failed may pass. `next` answers a new read from there. */
    async function* goOn<A>(
      next: () => AsyncGenerator<A, void>,
    ): AsyncGenerator<Either<StoreFault, A>, void> {
      let failingSince: number | null = null
      for (let attempts = 0; ; attempts++) {
        if (isClosed()) return yield closed
        try {
          for await (const each of next()) {
            failingSince = null
            attempts = 0
            yield right(each)
            if (isClosed()) return yield closed
          }
          return
        } catch (error) {
          if (isClosed()) return yield closed
          const failure = failureOf(place, error)
          if (failure._tag !== 'Passing' && failure._tag !== 'Lasting') throw error
          failingSince ??= performance.now()
          if (failure._tag === 'Lasting' || performance.now() - failingSince >= patienceMs) {
            return yield left(failure.fault)
          }
          await pauseAfter(attempts)
        }
      }
    }

    async function* readStream(
      stream: StreamName,
      { direction = 'forwards', from, pageSize }: ReadStreamOptions,
    ): Pages<ReadonlyArray<StoredEvent>> {
      const last =
        direction === 'backwards' && from !== undefined ? await run(() => reader.lastRevision(stream)) : null
      if (last !== null && isLeft(last)) return yield last
      if (last !== null && last.right === null) return
      let next: number | null = last === null ? (from ?? null) : Math.min(from ?? 0, last.right ?? 0)
      const page = createPage(pageSize)
      for await (const found of goOn(() =>
        next !== null && next < 0 ? nothing() : reader.stream(stream, direction, next),
      )) {
        if (isLeft(found)) return yield found
        const { event } = found.right
        page.add(event)
        next = event.revision + (direction === 'forwards' ? 1 : -1)
        if (page.isFull()) yield right(page.take())
      }
      const rest = page.take()
      if (rest.length > 0) yield right(rest)
    }

    async function* readAll({
      direction = 'forwards',
      after,
      filter = {},
      pageSize,
    }: ReadAllOptions): Pages<Page> {
      const start = after === undefined ? right(null) : checkPosition(after, place)
      if (isLeft(start)) return yield start
      let at: Position | null = start.right
      // Backwards from before the first event there is nothing.
      if (direction === 'backwards' && at === beginning) return
      if (direction === 'forwards' && hasCategories(filter))
        return yield* readCategories(at, filter, pageSize)
      let told = at
      const page = createPage(pageSize)
      for await (const found of goOn(() => reader.log(direction, at))) {
        if (isLeft(found)) return yield found
        at = found.right.position
        if (passes(filter, found.right)) page.add(found.right)
        if (page.isFull()) {
          told = at
          yield right({ events: page.take(), position: at })
        }
      }
      if (at !== null && at !== told) yield right({ events: page.take(), position: at })
    }

    /** Pages that the server finds, to the end of the log. */
    async function* readCategories(
      after: Position | null,
      filter: LogFilter,
      pageSize: number | undefined,
    ): Pages<Page> {
      for (let at = after; ; ) {
        const found = await readFiltered(at, filter, pageSize)
        if (isLeft(found)) return yield found
        const { events, position, caughtUp } = found.right
        if (position !== (at ?? beginning)) yield right({ events, position })
        if (caughtUp) return
        at = position
      }
    }

    const readFiltered = (
      after: Position | null,
      filter: LogFilter,
      pageSize: number | undefined,
    ): Promise<Either<StoreFault, LivePage>> => {
      const page = createPage(pageSize)
      let at = after
      return run(async () => {
        const head = await reader.head()
        const found = await fillFiltered(connection, {
          ...{ prefix, filter, head, page, categories: filter.categories ?? [] },
          after: at,
          reached: (position) => {
            at = position
          },
        })
        // Silence does not mean the end: only a read to the end does.
        if (found._tag === 'Quiet') return fill(page, at, filter)
        const { position, caughtUp } = found
        return { events: page.take(), position: position ?? beginning, caughtUp }
      })
    }

    /** Fills a page from the log as it is. */
    const fill = async (
      page: ReturnType<typeof createPage>,
      after: Position | null,
      filter: LogFilter,
    ): Promise<LivePage> => {
      let position = after
      for await (const event of reader.log('forwards', after)) {
        if (page.isFull()) return { events: page.take(), position: position ?? beginning, caughtUp: false }
        position = event.position
        if (passes(filter, event)) page.add(event)
      }
      return { events: page.take(), position: position ?? beginning, caughtUp: true }
    }

    const readLive = async (
      after: Position | undefined,
      { filter = {}, pageSize }: Pick<ReadAllOptions, 'filter' | 'pageSize'>,
    ): Promise<Either<StoreFault, LivePage>> => {
      const from = after === undefined ? right(null) : checkPosition(after, place)
      if (isLeft(from)) return from
      if (hasCategories(filter)) return readFiltered(from.right, filter, pageSize)
      return run(() => fill(createPage(pageSize), from.right, filter))
    }

    return right({
      id: id.right,
      append: (stream, expected, events) => async () => {
        if (isClosed()) return closed
        const checked = checkAppend(stream, events)
        if (isLeft(checked)) return checked
        const appending = append(stream, expected, events)
        underWay.add(appending)
        return appending.finally(() => underWay.delete(appending))
      },
      readStream: (stream, read = {}) => ({ [Symbol.asyncIterator]: () => readStream(stream, read) }),
      readAll: (read = {}) => ({ [Symbol.asyncIterator]: () => readAll(read) }),
      subscribe: (subscription) => followLog({ readPage: readLive, changed: wakeUps.changed }, subscription),
      head: async () =>
        map((position: Position | null) => ({ position, events: null }))(await run(reader.head)),
      close: () => {
        closing ??= close()
        return closing
      },
    })

    async function close(): Promise<Either<StoreFault, void>> {
      // What was accepted before is written and answered first.
      await Promise.allSettled(underWay)
      wakeUps.close()
      // The client waits for the end of every call, and of one that broke at the wrong moment it never hears.
      await within(disposalMs, connection.dispose()).catch(() => undefined)
      return right(undefined)
    }
  }

const disposalMs = 1_000

type Pages<A> = AsyncGenerator<Either<StoreFault, A>, void>

async function* nothing(): AsyncGenerator<never, void> {}

const hasCategories = ({ categories = [] }: LogFilter): boolean => categories.length > 0

const checkPosition = (position: Position, place: string): Either<InvalidPosition, Position> =>
  placeOf(position) === null
    ? left({
        _tag: 'InvalidPosition',
        message: `"${position}" is no position of ${place}: read it from the beginning.`,
      })
    : right(position)
