import { describe, expect, test } from 'vitest'
import { appending } from './appending.ts'
import { ending } from './ending.ts'
import { claims, type EventStoreHarness, type EventStorePromise, tryPromise } from './harness.ts'
import { randomHistories } from './histories-promise.ts'
import { keeping } from './keeping.ts'
import { positions } from './positions.ts'
import { racing } from './racing.ts'
import { reading } from './reading.ts'
import { retrying } from './retrying.ts'
import { subscribing } from './subscribing.ts'
import { unsubscribing } from './unsubscribing.ts'
import { writingTogether } from './writing-together.ts'

/** Every promise of the port, by theme. */
export const eventStorePromises: Readonly<Record<string, ReadonlyArray<EventStorePromise>>> = {
  appending,
  retrying,
  reading,
  positions,
  subscribing,
  unsubscribing,
  keeping,
  'writing together': writingTogether,
  'closing and opening again': ending,
  'random histories': randomHistories,
  racing,
}

/** A promise may take long on a busy machine; what must come soon, it says itself. */
const patienceMs = 180_000

/**
 * The suite every event store passes: one test a promise, each on a fresh store.
 *
 * @example
 * describeEventStore('my store', { open: async () => ({ store: openMine(), dispose: async () => {} }) })
 */
export const describeEventStore = (name: string, harness: EventStoreHarness): void => {
  describe(name, () => {
    for (const [theme, promises] of Object.entries(eventStorePromises)) {
      describe(theme, () => {
        for (const promise of promises) {
          if (claims(harness, promise)) test(promise.name, () => tryPromise(harness, promise), patienceMs)
        }
      })
    }
    // What is left out is said aloud, and only where it was declared.
    test(`lacks ${harness.lacks?.join(', ') || 'nothing'}`, async () => {
      const { another, dispose } = await harness.open()
      await dispose()
      const lacksHandles = harness.lacks?.includes('reopening') && harness.lacks.includes('severalHandles')
      expect(another === undefined).toBe(lacksHandles ?? false)
    })
  })
}
