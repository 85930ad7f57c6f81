import fc from 'fast-check'
import { expect, test } from 'vitest'
import { companyHistory } from './company-history.ts'

test('a made-up company does most of what it sets out to do, with many customers in both regions', () => {
  let commands = 0
  let accepted = 0
  const types = new Set<string>()
  const sizes: number[] = []
  fc.assert(
    fc.property(companyHistory(), (records) => {
      const events = records.flatMap((record) => record.events)
      commands += records.length
      accepted += records.filter((record) => record.events.length > 0).length
      sizes.push(events.length)
      for (const { type } of events) types.add(type)
      expect(
        new Set(records.filter(({ events: e }) => e.length > 0).map(({ stream }) => stream)).size,
      ).toBeGreaterThan(5)
    }),
    { numRuns: 100 },
  )
  expect(accepted / commands).toBeGreaterThan(0.7)
  expect(sizes.toSorted((a, b) => a - b)[50]).toBeGreaterThanOrEqual(60)
  expect(types.size).toBeGreaterThan(30)
})

test('the same seed makes up the same company', () => {
  const once = fc.sample(companyHistory(), { seed: 7, numRuns: 3 })
  expect(fc.sample(companyHistory(), { seed: 7, numRuns: 3 })).toEqual(once)
})

test('a history that fails is made smaller', () => {
  const outcome = fc.check(
    fc.property(companyHistory({ lengthMin: 0 }), (records) =>
      records.every(({ events }) => events.every(({ type }) => type !== 'PurchaseRecorded')),
    ),
    { seed: 7 },
  )
  expect(outcome.failed).toBe(true)
  expect(outcome.counterexample?.[0].length).toBeLessThan(20)
})
