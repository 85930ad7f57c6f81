import {
  ANY,
  type AppendExpectedRevision,
  type BinaryEventType,
  type EventData,
  NO_STREAM,
  STREAM_EXISTS,
} from '@eventstore/db-client'
import {
  type Appended,
  type AppendFault,
  answerStale,
  appendBytesMax,
  checkRevision,
  type EventToAppend,
  type ExpectedRevision,
  type StreamName,
} from '@kehu/event-store'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { Connection } from './connection.ts'
import { toServer } from './event.ts'
import { type Failure, failureOf, pauseAfter, unreachable, within } from './faults.ts'
import type { Reader } from './reader.ts'

/** The deadline that the client keeps; ours is a little later, for calls on which it keeps none. */
const graceMs = 500

/**
 * One append. What fails by chance is tried again with the same ids until the patience is over, and is stored once whatever
 * became of the first attempt: at an exact revision the server sees to it, and where any revision will do, the stream is looked
 * through before the next attempt is made at an exact one.
 */
export const createAppender = (
  { client, options: always, place }: Connection,
  reader: Reader,
  options: {
    readonly prefix: string
    readonly deadlineMs: number
    readonly patienceMs: number
    readonly newId: () => string
    readonly isClosed: () => boolean
  },
) => {
  const { prefix, deadlineMs, patienceMs } = options

  const send = async (
    stream: StreamName,
    expected: ExpectedRevision,
    events: ReadonlyArray<EventData<BinaryEventType>>,
  ): Promise<number> => {
    const sent = client.appendToStream(prefix + stream, [...events], {
      expectedRevision: revisionOf(expected),
      deadline: deadlineMs,
      ...always,
    })
    const { nextExpectedRevision } = await within(deadlineMs + graceMs, sent)
    return Number(nextExpectedRevision)
  }

  /** Whether the event at a revision was written by this call. */
  const isOurs = async (stream: StreamName, revision: number, attempt: string): Promise<boolean> => {
    for await (const found of reader.stream(stream, 'forwards', revision, 1)) return found.attempt === attempt
    return false
  }

  const idsFrom = async (stream: StreamName, from: number, count: number): Promise<ReadonlyArray<string>> => {
    const ids: string[] = []
    for await (const { event } of reader.stream(stream, 'forwards', from, count)) ids.push(event.id)
    return ids
  }

  /** The revision of the last event when this call has written them already. */
  const arrived = async (stream: StreamName, attempt: string): Promise<number | null> => {
    for await (const found of reader.stream(stream, 'backwards', null)) {
      if (found.attempt === attempt) return found.event.revision
    }
    return null
  }

  /** The server says that the stream is elsewhere: a retry that it has seen before, or a conflict. */
  const answerWrongRevision = async (
    stream: StreamName,
    expected: ExpectedRevision,
    actual: number | null,
    events: ReadonlyArray<EventToAppend>,
    attempt: string,
  ): Promise<Either<AppendFault, Appended> | 'again'> => {
    const checked = checkRevision(stream, expected, actual)
    if (isLeft(checked)) return checked
    if (checked.right._tag === 'Current') return 'again'
    const ids = await idsFrom(stream, checked.right.first, events.length)
    const answered = answerStale(stream, expected, actual, events, checked.right, ids)
    if (isLeft(answered)) return answered
    const ours = await isOurs(stream, answered.right.revision, attempt)
    return right({ ...answered.right, repeated: !ours })
  }

  const attemptOnce = async (
    stream: StreamName,
    expected: ExpectedRevision,
    events: ReadonlyArray<EventToAppend>,
    attempt: string,
    sentBefore: boolean,
  ): Promise<Either<AppendFault, Appended> | 'again'> => {
    let exact = expected
    if (sentBefore && (expected === 'any' || expected === 'exists')) {
      const revision = await arrived(stream, attempt)
      if (revision !== null) return right({ revision, repeated: false })
      const actual = await reader.lastRevision(stream)
      const checked = checkRevision(stream, expected, actual)
      if (isLeft(checked)) return checked
      exact = actual ?? 'noStream'
    }
    try {
      const revision = await send(
        stream,
        exact,
        events.map((event) => toServer(event, attempt)),
      )
      return right({ revision, repeated: !(await isOurs(stream, revision, attempt)) })
    } catch (error) {
      const failure = failureOf(place, error)
      if (failure._tag !== 'WrongRevision') throw error
      // At a revision of our own choosing a conflict only says that somebody else was there first.
      if (exact !== expected) return 'again'
      return answerWrongRevision(stream, expected, failure.actual, events, attempt)
    }
  }

  return async (
    stream: StreamName,
    expected: ExpectedRevision,
    events: ReadonlyArray<EventToAppend>,
  ): Promise<Either<AppendFault, Appended>> => {
    const attempt = options.newId()
    const from = performance.now()
    let sentBefore = false
    for (let attempts = 1; ; attempts++) {
      try {
        if (!isRevision(expected)) {
          const checked = checkRevision(stream, expected, await reader.lastRevision(stream))
          if (isLeft(checked)) return checked
        }
        const answered = await attemptOnce(stream, expected, events, attempt, sentBefore)
        if (answered !== 'again') return answered
      } catch (error) {
        const failure = failureOf(place, error)
        if (failure._tag === 'TooLarge') return left(tooLarge(events))
        if (failure._tag === 'Lasting') return left(failure.fault)
        if (failure._tag !== 'Passing') throw error
        sentBefore = true
        const isOver = options.isClosed() || performance.now() - from >= patienceMs
        if (isOver) return left(unknownOutcome(place, failure))
      }
      await pauseAfter(attempts)
    }
  }
}

const revisionOf = (expected: ExpectedRevision): AppendExpectedRevision => {
  if (typeof expected === 'number') return BigInt(expected)
  return expected === 'any' ? ANY : expected === 'noStream' ? NO_STREAM : STREAM_EXISTS
}

/** What the client can send: it answers -1 with a riddle, and fractions with a throw. */
const isRevision = (expected: ExpectedRevision): boolean =>
  typeof expected !== 'number' || (Number.isSafeInteger(expected) && expected >= 0)

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

const unknownOutcome = (place: string, { fault }: Extract<Failure, { _tag: 'Passing' }>): AppendFault =>
  unreachable(
    `${place} did not say whether it has written this append (${fault.message}) Try again with the same ids: at an exact revision it is stored once.`,
  )
