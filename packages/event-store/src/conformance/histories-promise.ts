import fc from 'fast-check'
import { expect } from 'vitest'
import type { EventStore } from '../event-store.ts'
import type { EventStorePromise } from './harness.ts'
import { type HistoryOptions, histories, type Step } from './histories.ts'
import { play } from './play.ts'

/** Everything at once, against a naive model. */
export const randomHistories: ReadonlyArray<EventStorePromise> = [
  {
    name: 'random histories of appends, retries, reads and subscriptions answer as the model does',
    keep: ({ store }) => answersAsTheModel(store, { reusedIds: false }, ['Appended', 'Repeated', 'Conflict']),
  },
  {
    name: 'and so do those in which ids are used again',
    needs: 'duplicateIds',
    keep: ({ store }) => answersAsTheModel(store, {}, ['Appended', 'Repeated', 'Conflict', 'DuplicateId']),
  },
]

const answersAsTheModel = async (
  store: EventStore,
  options: HistoryOptions,
  branches: ReadonlyArray<string>,
): Promise<void> => {
  const met = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(histories(options), async (write) => {
      const steps = write()
      expect(await play(store, steps)).toEqual(steps.map(({ outcome }) => outcome))
      for (const step of steps) {
        const branch = branchOf(step)
        met.set(branch, (met.get(branch) ?? 0) + 1)
      }
    }),
    { numRuns: 40 },
  )
  // A law that never met a conflict would prove nothing.
  for (const branch of [...branches, 'ReadStream', 'ReadAll', 'Subscribe']) {
    expect([branch, (met.get(branch) ?? 0) >= 10]).toEqual([branch, true])
  }
}

const branchOf = ({ _tag, outcome }: Step): string => {
  if (!('_tag' in outcome)) return _tag
  return 'repeated' in outcome && outcome.repeated ? 'Repeated' : outcome._tag
}
