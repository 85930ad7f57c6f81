import { randomUUID } from 'node:crypto'
import {
  ANY,
  type AppendExpectedRevision,
  type BinaryEventType,
  type EventData,
  NO_STREAM,
  STREAM_EXISTS,
} from '@eventstore/db-client'
import {
  type AppendFault,
  answerStale,
  appendBytesMax,
  checkRevision,
  type EventToAppend,
  type ExpectedRevision,
  type StreamName,
} from '@kehu/event-store'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { Connection } from './connection.ts'
import { type FromServer, toServer } from './event.ts'
import { failureOf, pauseAfter, unreachable, within } from './faults.ts'
import { type Answer, type Append, inLine, isBehind, isRevision } from './in-line.ts'
import type { Reader } from './reader.ts'

/** The deadline that the client keeps; ours is a little later, for calls on which it keeps none. */
const graceMs = 500

/** Where any revision will do, ids given again are looked for among so many events at the end of the stream. */
const lookBackEvents = 32

/** One append as it is sent: under ids of the server's that no other call uses. */
type Attempt = {
  readonly stream: StreamName
  readonly expected: ExpectedRevision
  readonly events: ReadonlyArray<EventToAppend>
  readonly sent: ReadonlyArray<EventData<BinaryEventType>>
  /** Where any revision will do: the last one before it was sent for the first time, so that nobody looks for it further back. */
  before?: { readonly last: number | null }
}

/**
 * One append. Its events have ids of this call's own on the server, so what the server calls written was written now, and nothing
 * has to be read back; only where it says that the stream is elsewhere is there something to read: whether the same events of an
 * earlier call stand there. What fails by chance is tried again under the same ids until the patience is over, and is stored once.
 */
export const createAppender = (
  { client, options: always, place }: Connection,
  reader: Reader,
  options: {
    readonly prefix: string
    readonly deadlineMs: number
    readonly patienceMs: number
    readonly isClosed: () => boolean
  },
) => {
  const { prefix, deadlineMs, patienceMs } = options

  const send = async ({ stream, sent }: Attempt, expected: ExpectedRevision): Promise<Answer> => {
    const answered = client.appendToStream(prefix + stream, [...sent], {
      expectedRevision: revisionOf(expected),
      deadline: deadlineMs,
      ...always,
    })
    const { nextExpectedRevision } = await within(deadlineMs + graceMs, answered)
    return right({ revision: Number(nextExpectedRevision), repeated: false })
  }

  const collect = async (
    ...[stream, direction, from, countMax]: Parameters<Reader['stream']>
  ): Promise<ReadonlyArray<FromServer>> => {
    const found: FromServer[] = []
    for await (const each of reader.stream(stream, direction, from, countMax)) found.push(each)
    return found
  }

  /** The server says that the stream is elsewhere: the events of an earlier call are there already, or it is a conflict. */
  const answerElsewhere = async (
    { stream, expected, events, sent }: Attempt,
    actual: number | null,
  ): Promise<Answer> => {
    const checked = checkRevision(stream, expected, actual)
    if (isLeft(checked)) return checked
    const { _tag, first } = checked.right
    const found = _tag === 'Stale' ? await collect(stream, 'forwards', first, events.length) : []
    // A stream that was deleted and came back begins later.
    const isThere = expected === 'noStream' || found[0]?.event.revision === first
    const ids = isThere ? found.map(({ event }) => event.id) : []
    const answered = answerStale(stream, expected, actual, events, checked.right, ids)
    if (isLeft(answered)) return answered
    const revision = found.at(-1)?.event.revision ?? answered.right.revision
    return right({ revision, repeated: found[0]?.serverId !== sent[0]?.id })
  }

  const appendAt = async (attempt: Attempt): Promise<Answer> => {
    try {
      return await send(attempt, attempt.expected)
    } catch (error) {
      const failure = failureOf(place, error)
      if (failure._tag !== 'WrongRevision') throw error
      return answerElsewhere(attempt, failure.actual)
    }
  }

  /** Any revision will do, or any at all. Events that stand near the end already are not written again. */
  const appendAnywhere = async (attempt: Attempt): Promise<Answer> => {
    const { stream, expected, events } = attempt
    const recent = (await collect(stream, 'backwards', null, lookBackEvents + events.length)).toReversed()
    const actual = recent.at(-1)?.event.revision ?? null
    const checked = checkRevision(stream, expected, actual)
    if (isLeft(checked)) return checked
    const ids = new Set(events.map(({ id }) => id))
    const at = recent.findIndex(({ event }) => ids.has(event.id))
    if (at < 0) {
      attempt.before = { last: actual }
      return appendAt(attempt)
    }
    const stored = recent.slice(at, at + events.length)
    const answered = answerStale(stream, expected, actual, events, checked.right, idsOf(stored))
    const revision = stored.at(-1)?.event.revision ?? 0
    return isLeft(answered) ? answered : right({ revision, repeated: true })
  }

  /** Any revision would have done, and what became of the first attempt is unknown: it has arrived, or is made at the exact end. */
  const appendAtTheEnd = async (
    attempt: Attempt,
    before: { readonly last: number | null },
  ): Promise<Answer | 'again'> => {
    const { stream, expected, sent } = attempt
    let last: number | null = null
    for await (const { event, serverId } of reader.stream(stream, 'backwards', null)) {
      last ??= event.revision
      if (event.revision <= (before.last ?? -1)) break
      if (serverId === sent.at(-1)?.id) return right({ revision: event.revision, repeated: false })
    }
    const checked = checkRevision(stream, expected, last)
    if (isLeft(checked)) return checked
    try {
      return await send(attempt, last ?? 'noStream')
    } catch (error) {
      // At a revision of our own choosing a conflict only says that somebody else was there first.
      if (failureOf(place, error)._tag === 'WrongRevision') return 'again'
      throw error
    }
  }

  const attemptOnce = async (attempt: Attempt, last: number | null): Promise<Answer | 'again'> => {
    const { stream, expected, before } = attempt
    if (isBehind(expected, last)) return answerElsewhere(attempt, last)
    if (expected === 'any' || expected === 'exists') {
      return before === undefined ? appendAnywhere(attempt) : appendAtTheEnd(attempt, before)
    }
    if (expected === 'noStream' || isRevision(expected)) return appendAt(attempt)
    const checked = checkRevision(stream, expected, await reader.lastRevision(stream))
    return isLeft(checked) ? checked : appendAt(attempt)
  }

  const append: Append = async (stream, expected, events, { from, last }) => {
    const isOver = () => performance.now() - from >= patienceMs
    if (isOver()) return left(notSent(place))
    const sent = events.map((event) => toServer(event, randomUUID()))
    const attempt: Attempt = { stream, expected, events, sent }
    for (let attempts = 1; ; attempts++) {
      let fault = unreachable(`${place} let others be first every time.`)
      try {
        const answered = await attemptOnce(attempt, last)
        if (answered !== 'again') return answered
      } catch (error) {
        const failure = failureOf(place, error)
        if (failure._tag === 'TooLarge') return left(tooLarge(events))
        if (failure._tag !== 'Passing') return left(failure.fault)
        fault = failure.fault
      }
      if (options.isClosed() || isOver()) return left(unknownOutcome(place, fault.message))
      await pauseAfter(attempts)
    }
  }

  return inLine(async (...appended) => {
    try {
      return await append(...appended)
    } catch (error) {
      return left(failureOf(place, error).fault)
    }
  })
}

const revisionOf = (expected: ExpectedRevision): AppendExpectedRevision => {
  if (typeof expected === 'number') return BigInt(expected)
  return expected === 'any' ? ANY : expected === 'noStream' ? NO_STREAM : STREAM_EXISTS
}

const idsOf = (found: ReadonlyArray<FromServer>): ReadonlyArray<string> => found.map(({ event }) => event.id)

/** The server counts more than the check of the port does. */
const tooLarge = (events: ReadonlyArray<EventToAppend>): AppendFault => {
  const bytes = events.reduce(
    (sum, { data, metadata }) => sum + data.length + JSON.stringify(metadata).length,
    0,
  )
  return {
    _tag: 'TooLarge',
    bytes: Math.max(bytes, appendBytesMax + 1),
    bytesMax: appendBytesMax,
    message:
      'This append holds more than the server takes in one: split it, or keep the large part elsewhere.',
  }
}

const unknownOutcome = (place: string, says: string): AppendFault =>
  unreachable(
    `${place} did not say whether it has written this append (${says}) Try again with the same ids: at an exact revision it is stored once.`,
  )

const notSent = (place: string): AppendFault =>
  unreachable(
    `${place} has not answered the appends to this stream before this one, which was not sent: nothing of it is written. Try again with the same ids.`,
  )
