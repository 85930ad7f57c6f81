import { isDeepStrictEqual } from 'node:util'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../tools/laws.ts'
import { day, fold } from './testing/log.fixture.ts'
import { market, marketDate } from './testing/market.arbitrary.ts'
import { marketRegions } from './testing/market-story.fixture.ts'
import { booksOf } from './testing/naive-books.fixture.ts'
import { naiveTiers } from './testing/naive-tiers.fixture.ts'
import { criticalDays, isMonthEnd, report, tally } from './testing/questions.fixture.ts'
import { type RegionTiers, tiers } from './tiers.ts'

/** What the model speaks about too. */
const plain = ({ policy, window, total, unattributed, warnings, customers }: RegionTiers) => ({
  policy,
  window,
  total,
  unattributed,
  small: warnings.some(({ code }) => code === 'SMALL_REGION'),
  nothingSold: warnings.some(({ code }) => code === 'NO_REGION_SALES'),
  customers: customers.map(({ customer, tier, reason, purchases, share, lapsed, assigned }) => ({
    customer,
    tier,
    reason,
    purchases,
    share,
    lapsed,
    assigned: assigned?.tier ?? null,
  })),
})

describe('tiers', () => {
  test('are those of a model written from the policy’s text, on any date and in both windows', () => {
    const seen = tally(
      'fifth',
      'tenth',
      'negative',
      'monthEnd',
      'changes',
      'nothingSold',
      'lapsed',
      'prospect',
      'small',
      'assigned',
    )
    fc.assert(
      fc.property(
        market,
        fc.array(fc.nat(), { minLength: 6, maxLength: 8 }),
        fc.array(marketDate, { minLength: 2, maxLength: 3 }),
        ({ entries, ties }, picks, others) => {
          const state = fold(entries)
          const books = booksOf(entries)
          const critical = criticalDays(books)
          const dates = [
            ...ties,
            ...others,
            ...picks.map((pick) => critical[pick % critical.length] ?? '2024-02-29'),
          ]
          const models = dates.flatMap((date) =>
            (['trailing', 'calendarYear'] as const).flatMap((kind) => {
              const window = kind === 'trailing' ? 'trailing-12-months' : 'calendar-year'
              const answers = tiers(state, { asOf: day(date), window })
              expect(answers.map(({ region }) => region)).toEqual(marketRegions)
              return answers.map((answer) => {
                const model = naiveTiers(books, answer.region, date, kind)
                const given = plain(answer)
                // Many thousand comparisons: the slow one only tells how they differ.
                if (!isDeepStrictEqual(given, model)) {
                  expect(given, `${answer.region} on ${date}, ${kind}`).toEqual(model)
                }
                return { ...model, region: answer.region }
              })
            }),
          )
          const rows = models.flatMap(({ total, customers, policy }) =>
            customers.map((row) => ({ total, policy, ...row })),
          )
          const isExactly = (n: bigint, tier: string) =>
            rows.some(
              (row) =>
                row.policy === 'default-1' &&
                row.total > 0n &&
                row.purchases * n === row.total &&
                row.tier === tier,
            )
          const tiersOf = new Map<string, Set<string | null>>()
          for (const { region, customers } of models) {
            for (const { customer, tier } of customers) {
              const key = `${region} ${customer}`
              tiersOf.set(key, (tiersOf.get(key) ?? new Set()).add(tier))
            }
          }
          seen.met(entries.length, {
            fifth: isExactly(5n, 'A'),
            tenth: isExactly(10n, 'B'),
            negative: rows.some(({ reason, purchases }) => reason === 'NON_POSITIVE' && purchases < 0n),
            monthEnd: dates.some(isMonthEnd),
            changes: [...tiersOf.values()].some((found) => found.size > 1),
            nothingSold: models.some(({ nothingSold, total }) => nothingSold && total < 0n),
            lapsed: rows.some(({ reason }) => reason === 'LAPSED'),
            prospect: rows.some(({ reason }) => reason === 'PROSPECT'),
            small: models.some(({ small }) => small) && models.some(({ small }) => !small),
            assigned: rows.some(({ assigned }) => assigned !== null),
          })
        },
      ),
      { numRuns: runs({ everyday: 100, full: 1_000 }) },
    )
    expect(seen.histories()).toBeGreaterThanOrEqual(runs({ everyday: 100, full: 1000 }))
    expect(seen.median()).toBeGreaterThanOrEqual(60)
    report('tiers', seen)
    for (const name of ['fifth', 'tenth', 'negative', 'monthEnd', 'changes'] as const) {
      expect(seen.shareOf(name), name).toBeGreaterThanOrEqual(runs({ everyday: 0, full: 0.05 }))
    }
    for (const [name, count] of seen.counts)
      expect(count, name).toBeGreaterThanOrEqual(runs({ everyday: 0, full: 1 }))
  })
})
