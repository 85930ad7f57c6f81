import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { DomainEvent, EventCodec, Undecodable } from './event-codec.ts'
import type { EventStore } from './event-store.ts'
import type { StoreFault } from './faults.ts'
import { decodeStored, type RecordedEvent } from './recorded-event.ts'
import type { StreamName } from './stream-name.ts'
import { totalTask } from './total.ts'

/** How a stream's events become a state: `fold` may copy once for many events. */
export type Fold<S, E> = { readonly initial: S; readonly fold: (state: S, events: ReadonlyArray<E>) => S }

export type Loaded<S> = {
  readonly state: S
  /** Revision of the last event; null when there is no stream. */
  readonly revision: number | null
}

/** A fold for a decider whose `evolve` is cheap. */
export const foldOf = <S, E>({
  initial,
  evolve,
}: {
  readonly initial: S
  readonly evolve: (state: S, event: E) => S
}): Fold<S, E> => ({
  initial,
  fold: (state, events) => events.reduce(evolve, state),
})

/** Reads a stream page by page and folds it; `visit` sees every event on the way. */
export const load =
  <E extends DomainEvent>(store: EventStore, codec: EventCodec<E>) =>
  <S, F extends E>(
    stream: StreamName,
    belongs: (event: E) => event is F,
    folding: Fold<S, F>,
    visit: (event: RecordedEvent<F>) => void = () => undefined,
  ): TaskEither<StoreFault | Undecodable, Loaded<S>> =>
    totalTask<StoreFault | Undecodable, Loaded<S>>(async () => {
      const { initial, fold } = folding
      const decode = decodeStored(codec)
      let state = initial
      let revision: number | null = null
      for await (const page of store.readStream(stream)) {
        if (isLeft(page)) return page
        const events: F[] = []
        for (const stored of page.right) {
          const recorded = decode(stored)
          if (isLeft(recorded)) return recorded
          const owned = own(recorded.right, belongs)
          if (isLeft(owned)) return owned
          visit(owned.right)
          events.push(owned.right.event)
          revision = stored.revision
        }
        state = fold(state, events)
      }
      return right({ state, revision })
    })

const own = <E extends DomainEvent, F extends E>(
  recorded: RecordedEvent<E>,
  belongs: (event: E) => event is F,
): Either<Undecodable, RecordedEvent<F>> => {
  const { event, id, stream, revision } = recorded
  if (belongs(event)) return right({ ...recorded, event })
  return left({
    _tag: 'Undecodable',
    id,
    stream,
    revision,
    type: event.type,
    message: `Event ${id} (${stream}@${revision}) cannot be read: a ${event.type} does not belong in this stream.`,
  })
}
