import { left, map } from 'fp-ts/lib/Either.js'
import type { Task } from 'fp-ts/lib/Task.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Aggregate, Loaded } from './aggregate.ts'
import type { DomainEvent, EventCodec, Undecodable } from './event-codec.ts'
import type { EventStore } from './event-store.ts'
import type { StoreFault } from './faults.ts'
import { type Defect, defect, type Handled, type HandleFault, type Handling } from './handling.ts'
import type { ReadModelStore } from './read-model-store.ts'
import type { StreamName } from './stream-name.ts'
import { decideUntilStored } from './streams/decide-until-stored.ts'
import { keepStates } from './streams/kept-states.ts'
import { sleepFor } from './streams/patience.ts'
import { keepSnapshots, noSnapshots } from './streams/snapshots.ts'
import { openStates } from './streams/states.ts'
import { createTurns } from './streams/turns.ts'

/** The streams of one store, as whoever decides sees them: states that are kept, commands that queue. */
export type Streams<E extends DomainEvent> = {
  /**
   * Load, decide, append. Commands on one stream take turns, in the order in which they came; when another process was faster
   * it decides again, until the patience ends. A command whose id is in the stream already decides nothing and is answered with
   * the events of then.
   *
   * @rejects whatever `decide` rejects; `CommandIdReused`; `Busy` when others were faster for the whole of the patience;
   *   `Conflict` where the caller gave a revision; the store's faults, and nothing is stored twice whatever they were
   */
  readonly handle: <S, F extends E, R>(
    handling: Handling<S, E, F, R>,
  ) => TaskEither<R | HandleFault, Handled<F>>
  /** A stream's state as it is now; only what is new is read. */
  readonly load: <S, F extends E>(
    stream: StreamName,
    aggregate: Aggregate<S, E, F>,
  ) => TaskEither<StoreFault | Undecodable | Defect, Loaded<S>>
  /** The snapshots under way are saved or given up: for whoever is about to close the store. */
  readonly settle: Task<void>
}

export type StreamsOptions<E extends DomainEvent> = {
  readonly store: EventStore
  readonly codec: EventCodec<E>
  /** A new UUID at each call. */
  readonly newId: () => string
  /** How long a command is decided again, in milliseconds from its turn on. Default 10 s. */
  readonly patienceMs?: number
  /** What is kept of loaded states at most: so many, and so many bytes as their events take, roughly. */
  readonly cache?: { readonly entriesMax?: number; readonly bytesMax?: number }
  /** Where snapshots are kept for the next start, and after how many new events at the earliest. Default 500. */
  readonly snapshots?: { readonly store: ReadModelStore; readonly every?: number }
  /** Milliseconds of a clock that only goes forward. */
  readonly clock?: () => number
  /** From 0 up to 1. */
  readonly random?: () => number
  /** Ends early when the signal aborts, and never rejects. */
  readonly sleep?: (ms: number, signal?: AbortSignal) => Promise<void>
}

const defaults = { patienceMs: 10_000, entriesMax: 10_000, bytesMax: 256 * 1_048_576, every: 500 }

/**
 * @example
 * const streams = openStreams({ store, codec, newId: uuidv7 })
 * await streams.handle({ stream, aggregate, decide, metadata })()
 */
export const openStreams = <E extends DomainEvent>(options: StreamsOptions<E>): Streams<E> => {
  const { store, codec, newId, cache, snapshots, sleep = sleepFor } = options
  const kept = keepStates({
    entriesMax: cache?.entriesMax ?? defaults.entriesMax,
    bytesMax: cache?.bytesMax ?? defaults.bytesMax,
  })
  const saved =
    snapshots === undefined
      ? noSnapshots
      : keepSnapshots({
          logId: store.id,
          readModels: snapshots.store,
          every: snapshots.every ?? defaults.every,
        })
  const states = openStates({ store, codec, kept, snapshots: saved })
  const clock = options.clock ?? (() => performance.now())
  const turns = createTurns({ sleep, clock })
  const decide = decideUntilStored({
    ...{ store, codec, newId, states, sleep, clock },
    patienceMs: options.patienceMs ?? defaults.patienceMs,
    random: options.random ?? Math.random,
  })
  return {
    // What is given may throw as soon as it is looked at: within a promise, that is a defect like any other.
    handle: (handling) => () => {
      const asked = states.tick()
      const taken = async () => turns.take(handling.stream, (turn) => decide(handling, asked, turn))
      return taken().catch(failed)
    },
    load: (stream, aggregate) => () => {
      const loaded = async () => states.current(stream, aggregate, states.tick())
      return loaded()
        .then(map(({ state, revision }) => ({ state, revision })))
        .catch(failed)
    },
    settle: saved.settle,
  }
}

const failed = (thrown: unknown) => left(defect(thrown))
