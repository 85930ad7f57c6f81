import type { Appended, AppendFault, EventToAppend, ExpectedRevision, StreamName } from '@kehu/event-store'
import { type Either, right } from 'fp-ts/lib/Either.js'

export type Answer = Either<AppendFault, Appended>

export type Append = (
  stream: StreamName,
  expected: ExpectedRevision,
  events: ReadonlyArray<EventToAppend>,
  known: {
    /** Since when the server has not answered, by `performance.now()`. */
    readonly from: number
    /** A revision that the stream has reached. */
    readonly last: number | null
  },
) => Promise<Answer>

/** So much goes in one call; what a server takes is more, but it counts names, too. */
const togetherEventsMax = 500
const togetherCharsMax = 131_072

type Waiting = {
  readonly expected: ExpectedRevision
  readonly events: ReadonlyArray<EventToAppend>
  readonly givenAt: number
  readonly answer: (answer: Answer) => void
}

type Line = { readonly waiting: Waiting[]; answeredAt: number; last: number | null }

/**
 * Appends to one stream one after another, in the order they came, as calls overtake one another; to different streams side by side.
 *
 * - Those that wait and follow on one another go in one call. It is written whole or not at all; where it is not, each goes by itself,
 *   and has an answer of its own.
 * - Who waits behind others has patience from the last answer that the server gave to one of them.
 * - Who is behind what the line has written already writes nothing, and holds nobody up.
 */
export const inLine = (append: Append) => {
  const lines = new Map<StreamName, Line>()

  const one = async (stream: StreamName, line: Line, waiting: Waiting): Promise<Answer> => {
    const { expected, events, givenAt } = waiting
    const from = Math.max(givenAt, line.answeredAt)
    const answered = await append(stream, expected, events, { from, last: line.last })
    const reached = reachedBy(answered)
    if (reached === undefined) return answered
    line.answeredAt = performance.now()
    if (reached !== null && reached > (line.last ?? -1)) line.last = reached
    return answered
  }

  const serve = async (stream: StreamName, line: Line): Promise<void> => {
    // Who sends many without waiting has sent them all by then.
    await Promise.resolve()
    for (let next = line.waiting.shift(); next !== undefined; next = line.waiting.shift()) {
      if (isBehind(next.expected, line.last)) {
        void one(stream, line, next).then(next.answer)
        continue
      }
      const together = [next, ...followersOf(next, line.waiting)]
      const events = together.flatMap((each) => each.events)
      const answered = await one(stream, line, { ...next, events })
      if (together.length > 1 && isOfNone(answered)) {
        for (const each of together) each.answer(await one(stream, line, each))
        continue
      }
      let after = events.length
      for (const each of together) {
        after -= each.events.length
        each.answer(answered._tag === 'Left' ? answered : before(answered.right, after))
      }
    }
    lines.delete(stream)
  }

  return (
    stream: StreamName,
    expected: ExpectedRevision,
    events: ReadonlyArray<EventToAppend>,
  ): Promise<Answer> =>
    new Promise((answer) => {
      const givenAt = performance.now()
      const line = lines.get(stream)
      if (line !== undefined) {
        line.waiting.push({ expected, events, givenAt, answer })
        return
      }
      const begun = { waiting: [{ expected, events, givenAt, answer }], answeredAt: givenAt, last: null }
      lines.set(stream, begun)
      void serve(stream, begun)
    })
}

/** Taken out of those that wait: the first of them as far as each follows on the one before. */
const followersOf = (first: Waiting, waiting: Waiting[]): ReadonlyArray<Waiting> => {
  let revision =
    first.expected === 'noStream' ? -1 : isRevision(first.expected) ? Number(first.expected) : null
  let [events, chars] = [first.events.length, charsOf(first)]
  let count = 0
  for (let before = first; revision !== null; count++) {
    const next = waiting[count]
    revision += before.events.length
    if (next === undefined || next.expected !== revision) break
    events += next.events.length
    chars += charsOf(next)
    if (events > togetherEventsMax || chars > togetherCharsMax) break
    before = next
  }
  return waiting.splice(0, count)
}

const charsOf = ({ events }: Waiting): number =>
  events.reduce((sum, { data, metadata: { actor, commandId } }) => {
    // Names and the ids, and what else has a length of its own.
    return sum + data.length + actor.length + commandId.length + 300
  }, 0)

/** The answer to one of those that were written together, so many events before the last. */
const before = ({ revision, repeated }: Appended, events: number): Answer =>
  right({ revision: revision - events, repeated })

/** Nothing was written, for a reason that may be only one's. */
const isOfNone = (answered: Answer): boolean =>
  answered._tag === 'Left' && (answered.left._tag === 'Conflict' || answered.left._tag === 'TooLarge')

/** The revision that an answer of the server's tells of; undefined where it has not answered. */
const reachedBy = (answered: Answer): number | null | undefined => {
  if (answered._tag === 'Right') return answered.right.revision
  if (answered.left._tag === 'Conflict') return answered.left.actual
  return answered.left._tag === 'Unreachable' ? undefined : null
}

/** Whether an append at this revision can write nothing any more. */
export const isBehind = (expected: ExpectedRevision, last: number | null): boolean =>
  last !== null && (expected === 'noStream' || (isRevision(expected) && Number(expected) < last))

/** What the client can send: it answers -1 with a riddle, and fractions with a throw. */
export const isRevision = (expected: ExpectedRevision): boolean =>
  Number.isSafeInteger(expected) && Number(expected) >= 0
