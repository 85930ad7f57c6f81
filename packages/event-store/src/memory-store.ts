import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { checkAppend, duplicateId } from './check-append.ts'
import { answerStale, checkRevision } from './check-revision.ts'
import type {
  Appended,
  EventStore,
  LogFilter,
  Page,
  ReadAllOptions,
  ReadStreamOptions,
} from './event-store.ts'
import type { ExpectedRevision } from './expected-revision.ts'
import type { AppendFault, Closed, InvalidPosition, StoreFault } from './faults.ts'
import { followLog } from './follow-log.ts'
import { shown } from './shown.ts'
import type { EventToAppend, Position, StoredEvent } from './stored-event.ts'
import type { StreamName } from './stream-name.ts'
import { millisIn, totalStore } from './total.ts'

/**
 * The whole port in the process's memory, for tests and trials: it keeps every promise but durability.
 *
 * @param options.clock now, in UTC milliseconds; gives `recordedAt`
 * @param options.id identity of the log
 */
export const createMemoryStore = (options: {
  readonly clock: () => number
  readonly id: string
}): EventStore => {
  const log: StoredEvent[] = []
  const streams = new Map<string, StoredEvent[]>()
  const streamOfId = new Map<string, StreamName>()
  const sleepers = new Set<() => void>()
  let open = true

  const wake = () => {
    for (const wakeUp of [...sleepers]) wakeUp()
  }

  const append = (
    stream: StreamName,
    expected: ExpectedRevision,
    given: ReadonlyArray<EventToAppend>,
  ): Either<AppendFault, Appended> => {
    if (!open) return left(closed)
    const checked = checkAppend(stream, given)
    if (isLeft(checked)) return checked
    const events = checked.right
    const stored = streams.get(stream) ?? []
    const actual = stored.at(-1)?.revision ?? null
    const revision = checkRevision(stream, expected, actual)
    if (isLeft(revision)) return revision
    const { first } = revision.right
    if (revision.right._tag === 'Stale') {
      const storedIds = stored.slice(first, first + events.length).map((event) => event.id)
      return answerStale(stream, expected, actual, events, revision.right, storedIds)
    }
    for (const { id } of events) {
      const holder = streamOfId.get(id)
      if (holder !== undefined) return left(duplicateId(holder, id))
    }
    const recordedAt = millisIn(options.clock)
    events.forEach((event, index) => {
      const written = storedEvent(
        event,
        stream,
        first + index,
        log.length + 1,
        event.recordedAt ?? recordedAt,
      )
      log.push(written)
      stored.push(written)
      streamOfId.set(event.id, stream)
    })
    streams.set(stream, stored)
    wake()
    return right({ revision: first + events.length - 1, repeated: false })
  }

  async function* readStream(
    stream: StreamName,
    read: ReadStreamOptions = {},
  ): Pages<ReadonlyArray<StoredEvent>> {
    const forwards = read.direction !== 'backwards'
    const size = pageSize(read.pageSize)
    const last = (streams.get(stream)?.length ?? 0) - 1
    let from = forwards ? Math.max(read.from ?? 0, 0) : Math.min(read.from ?? last, last)
    while (forwards ? from <= last : from >= 0) {
      if (!open) {
        yield left(closed)
        return
      }
      const to = forwards ? Math.min(from + size, last + 1) : Math.max(from - size, -1)
      const events = streams.get(stream) ?? []
      yield right(forwards ? events.slice(from, to) : events.slice(to + 1, from + 1).reverse())
      from = to
    }
  }

  async function* readAll(read: ReadAllOptions = {}): Pages<Page> {
    if (!open) {
      yield left(closed)
      return
    }
    const forwards = read.direction !== 'backwards'
    const end = log.length
    const start = read.after === undefined ? right(forwards ? 0 : end + 1) : ordinal(read.after, end)
    if (isLeft(start)) {
      yield start
      return
    }
    let from = start.right
    while (forwards ? from < end : from > 1) {
      if (!open) {
        yield left(closed)
        return
      }
      const page = scan(log, from, forwards ? end : 0, read)
      yield right({ events: page.events, position: toPosition(page.at) })
      from = page.at
    }
  }

  return totalStore({
    id: options.id,
    append: (stream, expected, events) => async () => append(stream, expected, events),
    readStream: (stream, read) => ({ [Symbol.asyncIterator]: () => readStream(stream, read) }),
    readAll: (read) => ({ [Symbol.asyncIterator]: () => readAll(read) }),
    subscribe: (subscription) =>
      followLog(
        {
          readPage: async (after, read) => {
            if (!open) return left(closed)
            const end = log.length
            const from = after === undefined ? right(0) : ordinal(after, end)
            if (isLeft(from)) return from
            const page = scan(log, from.right, end, read)
            return right({ events: page.events, position: toPosition(page.at), caughtUp: page.at === end })
          },
          changed: (position, signal) =>
            new Promise((resolve) => {
              if (!open || signal.aborted || position !== toPosition(log.length)) return resolve()
              const wakeUp = () => {
                sleepers.delete(wakeUp)
                signal.removeEventListener('abort', wakeUp)
                resolve()
              }
              sleepers.add(wakeUp)
              signal.addEventListener('abort', wakeUp)
            }),
        },
        subscription,
      ),
    head: async () =>
      open
        ? right({ position: log.length === 0 ? null : toPosition(log.length), events: log.length })
        : left(closed),
    close: async () => {
      open = false
      wake()
      return right(undefined)
    },
  })
}

type Pages<A> = AsyncGenerator<Either<StoreFault, A>, void>

/** Events beyond `from` up to `to` (ordinals from 1, in either direction), and the ordinal of the last one looked at. */
const scan = (
  log: ReadonlyArray<StoredEvent>,
  from: number,
  to: number,
  read: { readonly filter?: LogFilter; readonly pageSize?: number },
): { readonly events: ReadonlyArray<StoredEvent>; readonly at: number } => {
  const size = pageSize(read.pageSize)
  const step = from <= to ? 1 : -1
  const end = step === 1 ? to : to + 1
  const events: StoredEvent[] = []
  let at = from
  while (at !== end && events.length < size) {
    at += step
    const event = log[at - 1]
    if (event !== undefined && passes(read.filter, event)) events.push(event)
  }
  return { events, at }
}

const passes = (filter: LogFilter | undefined, event: StoredEvent): boolean =>
  (filter?.types?.includes(event.type) ?? true) &&
  (filter?.categories?.includes(event.stream.slice(0, event.stream.indexOf('-'))) ?? true)

const pageSize = (size = 500): number => (size >= 1 ? Math.floor(size) : 1)

// Frozen, because readers share it: whoever changes what he has read must not change the log.
const storedEvent = (
  { id, type, version, data, occurredOn, metadata }: EventToAppend,
  stream: StreamName,
  revision: number,
  at: number,
  recordedAt: number,
): StoredEvent => {
  const { actor, correlationId, causationId, commandId, commandDigest } = metadata
  const said = commandDigest === undefined ? {} : { commandDigest }
  return Object.freeze({
    ...{ stream, revision, position: toPosition(at), id, type, version, data, occurredOn, recordedAt },
    metadata: Object.freeze({ actor, correlationId, causationId, commandId, ...said }),
  })
}

/** The event's place in the log from 1; 0 is before the first. */
const toPosition = (at: number): Position => String(at) as Position

const ordinal = (position: Position, end: number): Either<StoreFault, number> => {
  const at =
    typeof position === 'string' && /^(?:0|[1-9]\d{0,14})$/.test(position) ? Number(position) : Number.NaN
  return at <= end ? right(at) : left(invalidPosition(position))
}

const invalidPosition = (position: string): InvalidPosition => ({
  _tag: 'InvalidPosition',
  message: `${shown(position)} is no position of this log: read it from the beginning.`,
})

const closed: Closed = {
  _tag: 'Closed',
  message: 'This store was closed by its owner: open it again to go on.',
}
