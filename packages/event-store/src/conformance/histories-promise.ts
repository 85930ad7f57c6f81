import fc from 'fast-check'
import { expect } from 'vitest'
import type { EventStorePromise } from './harness.ts'
import { histories } from './histories.ts'
import { play } from './play.ts'

/** Everything at once, against a naive model. */
export const randomHistories: ReadonlyArray<EventStorePromise> = [
  {
    name: 'random histories of appends, retries, reused ids and reads answer as the model does',
    needs: 'duplicateIds',
    keep: async ({ store }) => {
      const met = new Map<string, number>()
      await fc.assert(
        fc.asyncProperty(histories(), async (write) => {
          const steps = write()
          expect(await play(store, steps)).toEqual(steps.map(({ outcome }) => outcome))
          for (const { outcome } of steps) {
            const branch = !('_tag' in outcome)
              ? 'Read'
              : 'repeated' in outcome && outcome.repeated
                ? 'Repeated'
                : outcome._tag
            met.set(branch, (met.get(branch) ?? 0) + 1)
          }
        }),
        { numRuns: 100 },
      )
      // A law that never met a conflict would prove nothing.
      for (const branch of ['Appended', 'Repeated', 'Conflict', 'DuplicateId', 'Read']) {
        expect([branch, (met.get(branch) ?? 0) >= 20]).toEqual([branch, true])
      }
    },
  },
]
