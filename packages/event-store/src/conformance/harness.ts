import type { EventStore } from '../event-store.ts'

/** How the suite gets at a store: everything it needs to know about one. */
export type EventStoreHarness = {
  /** A store with an empty log of its own. Promises are tried one after another, each on a fresh one. */
  readonly open: () => Promise<StoreUnderTest>
  /** What this store does not claim; promises that need it are left out, and the list says so in public. */
  readonly lacks?: ReadonlyArray<Capability>
  /** How long a promise waits for something that must come, in milliseconds; default 5,000. */
  readonly patienceMs?: number
}

/**
 * - `reopening`: the log outlives the handle;
 * - `severalHandles`: several handles write to one log;
 * - `duplicateIds`: an id stored already is seen at the current revision too.
 */
export type Capability = 'reopening' | 'severalHandles' | 'duplicateIds'

export type StoreUnderTest = {
  readonly store: EventStore
  /** Another handle on the same log, whether the first is closed (`reopening`) or still open (`severalHandles`). */
  readonly another?: () => Promise<EventStore>
  /** Closes every handle and removes the log. */
  readonly dispose: () => Promise<void>
}

/** One sentence a store must keep, and how to find out. */
export type EventStorePromise = {
  readonly name: string
  readonly needs?: Capability
  /** Rejects when the promise is broken. */
  readonly keep: (trial: Trial) => Promise<void>
}

export type Trial = {
  readonly store: EventStore
  readonly another: () => Promise<EventStore>
  readonly patienceMs: number
}

/** Opens a fresh store, tries one promise on it and cleans up, whatever comes. */
export const tryPromise = async (harness: EventStoreHarness, promise: EventStorePromise): Promise<void> => {
  const { store, another, dispose } = await harness.open()
  try {
    await promise.keep({
      store,
      another:
        another ?? (() => Promise.reject(new Error(`This harness needs "another" for: ${promise.name}`))),
      patienceMs: harness.patienceMs ?? 5_000,
    })
  } finally {
    await dispose()
  }
}

/** Whether a store of this harness has to keep the promise. */
export const claims = (harness: EventStoreHarness, promise: EventStorePromise): boolean =>
  promise.needs === undefined || !(harness.lacks ?? []).includes(promise.needs)
