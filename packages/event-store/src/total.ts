import { type Either, isLeft, left } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { EventStore } from './event-store.ts'
import type { StoreFailed } from './faults.ts'
import { allOptionsIn, streamIn, streamOptionsIn, subscribeOptionsIn } from './read-options.ts'
import { shown, shownBare } from './shown.ts'

// The door: what promises an Either keeps that promise for any argument, and for whatever a store, a clock or a listener of the
// host does. Behind it code may rely on its types, and whoever breaks them is answered here, in one place.

/** Work that answers with an Either even where it throws or rejects. */
export const totalTask =
  <E, A>(work: () => Promise<Either<E, A>>): TaskEither<E | StoreFailed, A> =>
  async () => {
    try {
      return answered(await work())
    } catch (thrown) {
      return left(storeFailed(thrown))
    }
  }

/** Pages that end with a Left where reading them throws. */
export const totalPages = <E, A>(
  open: () => AsyncIterable<Either<E, A>>,
): AsyncIterable<Either<E | StoreFailed, A>> => ({
  async *[Symbol.asyncIterator]() {
    try {
      for await (const page of open()) {
        const answer = answered(page)
        yield answer
        if (isLeft(answer)) return
      }
    } catch (thrown) {
      yield left(storeFailed(thrown))
    }
  },
})

/** What answers with something else than an Either has failed, too. */
const answered = <E, A>(answer: Either<E, A>): Either<E | StoreFailed, A> =>
  answer?._tag === 'Left' || answer?._tag === 'Right'
    ? answer
    : left(storeFailed(new TypeError(`the answer is ${shown(answer)} and no Either`)))

/** The same store, which neither throws nor rejects, whatever it is asked: for a store at its own door, or one of somebody else's. */
export const totalStore = (store: EventStore): EventStore => ({
  id: store.id,
  append: (stream, expected, events) => totalTask(() => store.append(streamIn(stream), expected, events)()),
  readStream: (stream, options) =>
    totalPages(() => store.readStream(streamIn(stream), streamOptionsIn(options))),
  readAll: (options) => totalPages(() => store.readAll(allOptionsIn(options))),
  subscribe: (options) => totalPages(() => store.subscribe(subscribeOptionsIn(options))),
  head: totalTask(() => store.head()),
  close: totalTask(() => store.close()),
})

/** What a clock of the host says, as whole UTC milliseconds since 1970; it throws what the door answers. */
export const millisIn = (clock: () => number): number => {
  const now: unknown = clock()
  const millis = typeof now === 'number' ? Math.floor(now) : Number.NaN
  if (Number.isSafeInteger(millis) && millis >= 0) return millis
  throw new RangeError(`the clock says ${shown(now)} and no UTC milliseconds since 1970`)
}

/** What was thrown, as a fault. */
export const storeFailed = (thrown: unknown): StoreFailed => {
  const { code, why } = told(thrown)
  return {
    _tag: 'StoreFailed',
    code,
    message: `It could not be done (${why}): give what the types ask for; if that was given, the store, clock or listener that you brought has failed. For an append the outcome is unknown: retry with the same ids.`,
  }
}

/** What somebody threw may throw again when it is looked at. */
export const told = (thrown: unknown): { readonly code: string; readonly why: string } => {
  try {
    return thrown instanceof Error
      ? { code: shownBare(thrown.name), why: shownBare(thrown.message) }
      : { code: typeof thrown, why: shown(thrown) }
  } catch {
    return { code: 'unknown', why: 'something unreadable' }
  }
}
