/** How a stream's events become a state: `fold` may copy once for many events, and leaves the state given alone. */
export type Fold<S, E> = { readonly initial: S; readonly fold: (state: S, events: ReadonlyArray<E>) => S }

/**
 * What lives in one category of streams. Give the same `fold` each time: a state is kept for the fold that made it, and for no
 * other.
 */
export type Aggregate<S, E, F extends E> = {
  /** Which events live in such a stream. */
  readonly belongs: (event: E) => event is F
  readonly fold: Fold<S, F>
  /**
   * Raise it when the same events fold to another state than before: snapshots of another version are not read. Without a
   * version no snapshots are kept. A state is then of plain objects, lists, maps, sets, texts, numbers and bigints.
   */
  readonly snapshotVersion?: number
}

/** A stream's state at a revision. */
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
