import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import type { Aggregate, Loaded } from '../aggregate.ts'
import type { DomainEvent, EventCodec } from '../event-codec.ts'
import type { EventStore } from '../event-store.ts'
import type { StreamName } from '../stream-name.ts'
import { type Kept, type KeptStates, nothingKept } from './kept-states.ts'
import { type ReadFault, readOn } from './read-on.ts'
import type { Snapshots } from './snapshots.ts'

/** A kept state as whoever decides sees it. */
export type Current<S> = Loaded<S> & { readonly kept: Kept<S> }

type Reading<S> = {
  readonly fold: object
  /** The tick at which it began: it misses nothing that was stored before. */
  readonly began: number
  readonly result: Promise<Either<ReadFault, Kept<S>>>
}

/**
 * The states of all streams, as new as whoever asks may expect: a state serves a question that was asked before the store last
 * agreed to it, and is brought up to date for any later one. So a queue of commands reads once, and one that comes after a pause
 * never decides on what another process has changed meanwhile. Time is counted in ticks, one for each question and each answer.
 */
export const openStates = <E extends DomainEvent>({
  store,
  codec,
  kept,
  snapshots,
}: {
  readonly store: EventStore
  readonly codec: EventCodec<E>
  readonly kept: KeptStates
  readonly snapshots: Snapshots
}) => {
  let ticks = 0
  const tick = (): number => ++ticks
  const readings = new Map<StreamName, Reading<unknown>>()

  /** Keeps the newer one where two came at once. */
  const keep = <S, F extends E>(stream: StreamName, aggregate: Aggregate<S, E, F>, now: Kept<S>): Kept<S> => {
    const saving = snapshots.consider(stream, aggregate, now)
    const other = kept.get(stream, aggregate.fold)
    const isOlder =
      other?.commands === now.commands && (other.last?.revision ?? -1) > (now.last?.revision ?? -1)
    if (!isOlder) kept.set(stream, saving)
    return saving
  }

  const read = async <S, F extends E>(
    stream: StreamName,
    aggregate: Aggregate<S, E, F>,
    began: number,
  ): Promise<Either<ReadFault, Kept<S>>> => {
    const { fold } = aggregate
    const known = kept.get(stream, fold) ?? (await snapshots.load(stream, aggregate))
    const now = await readOn(store, codec, stream, aggregate, known ?? nothingKept(fold), began)
    if (isLeft(now)) {
      kept.forget(stream)
      return now
    }
    return right(keep(stream, aggregate, now.right))
  }

  return {
    tick,
    /** @param asked the tick of the question: what was stored before it is in the state */
    current: async <S, F extends E>(
      stream: StreamName,
      aggregate: Aggregate<S, E, F>,
      asked: number,
    ): Promise<Either<ReadFault, Current<S>>> => {
      for (;;) {
        const known = kept.get(stream, aggregate.fold)
        if (known !== undefined && known.confirmed >= asked) return right(asCurrent(known))
        const reading = readings.get(stream)
        if (reading === undefined || !isReadingOf(reading, aggregate)) {
          const began = tick()
          const mine = { fold: aggregate.fold, began, result: read(stream, aggregate, began) }
          readings.set(stream, mine)
          const done = () => {
            if (readings.get(stream) === mine) readings.delete(stream)
          }
          mine.result.then(done, done)
          const now = await mine.result
          return isLeft(now) ? now : right(asCurrent(now.right))
        }
        const now = await reading.result
        // One that began before the question may have missed what the question is about.
        if (reading.began >= asked) return isLeft(now) ? now : right(asCurrent(now.right))
      }
    },
    /**
     * The store has taken these events right after a state.
     * @param sent the tick before they were sent: the store agreed to the state later
     */
    wrote: <S, F extends E>(
      stream: StreamName,
      aggregate: Aggregate<S, E, F>,
      before: Kept<S>,
      written: {
        readonly events: ReadonlyArray<F>
        readonly last: { readonly revision: number; readonly id: string }
        readonly commandId: string
        readonly bytes: number
        readonly sent: number
      },
    ): void => {
      const { events, last, commandId, bytes, sent } = written
      if (!before.commands.has(commandId)) before.commands.set(commandId, last.revision - events.length + 1)
      keep(stream, aggregate, {
        ...before,
        ...{ last, bytes: before.bytes + bytes, confirmed: sent },
        state: aggregate.fold.fold(before.state, events),
      })
    },
    forget: kept.forget,
  }
}

export type States<E extends DomainEvent> = ReturnType<typeof openStates<E>>

const asCurrent = <S>(kept: Kept<S>): Current<S> => ({
  state: kept.state,
  revision: kept.last?.revision ?? null,
  kept,
})

const isReadingOf = <S, E, F extends E>(
  reading: Reading<unknown>,
  { fold }: Aggregate<S, E, F>,
): reading is Reading<S> => reading.fold === fold
