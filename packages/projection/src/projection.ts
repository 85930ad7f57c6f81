import type { DomainEvent, RecordedEvent } from '@kehu/event-store'
import type * as t from 'io-ts'

/**
 * A read model as a value: which events it reads, where it begins, how it folds, and how its state is kept.
 * Same events, same state, same digest, whatever the batch size, the store or the number of restarts.
 */
export type Projection<S, E extends DomainEvent> = {
  /** Under which its read model is kept. */
  readonly name: string
  /** Raised when the same events would make another state: what was saved under an older version is folded again. */
  readonly version: number
  readonly types: ReadonlyArray<E['type']>
  /** A new state of its own; the fold may mutate it, nobody outside can tell. */
  readonly empty: () => S
  readonly evolve: (state: S, recorded: RecordedEvent<E>) => S
  /** The state as JSON, maps as sorted pairs: equal states are equal text. */
  readonly codec: t.Type<S, unknown>
}

/**
 * What a list of different projections has in common: each reads some of the events E, and nobody else knows which.
 * Every `Projection` of those events is one.
 */
export type Foldable<S, E extends DomainEvent> = Omit<Projection<S, E>, 'evolve'> & {
  readonly evolve: (state: S, recorded: RecordedEvent<never>) => S
}
