import { type Either, left, right } from 'fp-ts/lib/Either.js'
import type { Appended } from './event-store.ts'
import type { ExpectedRevision } from './expected-revision.ts'
import type { Conflict } from './faults.ts'
import { shown } from './shown.ts'
import type { EventToAppend } from './stored-event.ts'
import type { StreamName } from './stream-name.ts'

/**
 * Where an append stands against its stream. `Current`: write it, from revision `first`. `Stale`: write nothing, but if it
 * was made before, its events begin at revision `first`: read the ids stored from there and ask `answerStale`.
 */
export type RevisionCheck =
  | { readonly _tag: 'Current'; readonly first: number }
  | { readonly _tag: 'Stale'; readonly first: number }

/**
 * Optimistic concurrency, the same in every store. Two steps and no I/O, because only a stale append has to read ids.
 *
 * @param actual revision of the stream's last event, null when there is no stream
 * @rejects Conflict the stream is not where the writer believed, and this append cannot be a retry
 */
export const checkRevision = (
  stream: StreamName,
  expected: ExpectedRevision,
  actual: number | null,
): Either<Conflict, RevisionCheck> => {
  const refused = left(conflict(stream, expected, actual))
  const next = actual === null ? 0 : actual + 1
  const current = right<Conflict, RevisionCheck>({ _tag: 'Current', first: next })
  if (expected === 'any') return current
  if (expected === 'exists') return actual === null ? refused : current
  // -1, fractions and NaN are no revisions: nothing can have been written at them.
  if (expected !== 'noStream' && !(Number.isSafeInteger(expected) && expected >= 0)) return refused
  const first = expected === 'noStream' ? 0 : expected + 1
  if (first === next) return current
  return first < next ? right({ _tag: 'Stale', first }) : refused
}

/**
 * A stale append is a retry when its ids, in its order, stand just where it would have written them: answer as the first time.
 * Stores keep no borders between appends, so the first events of a longer append pass for a retry of it: they are stored.
 *
 * @param storedIds ids in the stream from the check's `first` revision, as many as there are events (or fewer at its end)
 */
export const answerStale = (
  stream: StreamName,
  expected: ExpectedRevision,
  actual: number | null,
  events: ReadonlyArray<EventToAppend>,
  check: RevisionCheck,
  storedIds: ReadonlyArray<string>,
): Either<Conflict, Appended> =>
  events.every((event, index) => event.id === storedIds[index])
    ? right({ revision: check.first + events.length - 1, repeated: true })
    : left(conflict(stream, expected, actual))

const conflict = (stream: StreamName, expected: ExpectedRevision, actual: number | null): Conflict => {
  const found = actual === null ? 'does not exist' : `is at revision ${actual}`
  return {
    _tag: 'Conflict',
    stream,
    expected,
    actual,
    message: `Stream ${shown(stream)} ${found}, and the writer expected ${expectation(expected)}: read it again and decide again.`,
  }
}

const expectation = (expected: ExpectedRevision): string => {
  if (typeof expected === 'number') return `revision ${expected}`
  return expected === 'noStream' ? 'no stream' : 'a stream'
}
