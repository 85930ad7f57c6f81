import { CustomerId } from '@kehu/domain'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../tools/laws.ts'
import { day, fold, ok } from './testing/log.fixture.ts'
import { market, marketDate } from './testing/market.arbitrary.ts'
import { marketCustomers } from './testing/market-story.fixture.ts'
import { booksOf, naiveTomorrow } from './testing/naive-books.fixture.ts'
import { naiveTierOf } from './testing/naive-tiers.fixture.ts'
import { isMonthEnd, report, tally } from './testing/questions.fixture.ts'
import { tierChanges } from './tier-changes.ts'
import { tiers } from './tiers.ts'

describe('tier changes', () => {
  test('are found by asking day by day', () => {
    const seen = tally('changes', 'manyChanges', 'fifth', 'monthEnd', 'withoutAnEvent', 'nobody')
    fc.assert(
      fc.property(
        market,
        fc.constantFrom(...marketCustomers),
        fc.oneof(marketDate, fc.constant('2021-12-31')),
        fc.integer({ min: -1, max: 500 }),
        ({ entries, ties }, customer, from, length) => {
          const books = booksOf(entries)
          const days = [from]
          for (let i = 0; i < length; i++) days.push(naiveTomorrow(days.at(-1) ?? from))
          const to = length < 0 ? '2000-01-01' : (days.at(-1) ?? from)
          const regions = new Set(
            books.sales.filter((sale) => sale.customer === customer).map(({ region }) => region),
          )
          const expected = [...regions].sort().flatMap((region) => {
            const runs: { region: string; from: string; to: string; tier: string | null; reason: string }[] =
              []
            for (const date of length < 0 ? [] : days) {
              const [tier, reason] = naiveTierOf(books, region, customer, date)
              const last = runs.at(-1)
              if (last !== undefined && last.tier === tier) last.to = date
              else runs.push({ region, from: date, to: date, tier, reason })
            }
            return runs
          })
          const range = { from: day(from), to: day(to) }
          const changes = tierChanges(fold(entries), ok(CustomerId.decode(customer)), range)
          expect(
            changes.map(({ region, from, to, tier, grade }) => ({
              region,
              from,
              to,
              tier,
              reason: grade.reason,
            })),
          ).toEqual(expected)
          for (const { explanation } of changes) expect(explanation).toMatch(/\(.*\d.*\)$/)
          const begun = changes.filter((run) => run.from !== from)
          seen.met(entries.length, {
            changes: begun.length > 0,
            manyChanges: begun.length > 4,
            fifth: ties.some((tie) => begun.some((run) => run.from === tie)),
            monthEnd: begun.some((run) => isMonthEnd(run.from)),
            withoutAnEvent: begun.some(
              (run) => !books.sales.some(({ date, region }) => date === run.from && region === run.region),
            ),
            nobody: regions.size === 0 || length < 0,
          })
        },
      ),
      { numRuns: runs({ everyday: 100, full: 1_000 }) },
    )
    report('tier changes', seen)
    expect(seen.median()).toBeGreaterThanOrEqual(60)
    for (const name of ['changes', 'manyChanges', 'monthEnd', 'withoutAnEvent'] as const) {
      expect(seen.shareOf(name), name).toBeGreaterThanOrEqual(runs({ everyday: 0, full: 0.05 }))
    }
  })

  test('say what the tiers of a day say', () => {
    fc.assert(
      fc.property(market, fc.constantFrom(...marketCustomers), marketDate, ({ entries }, customer, date) => {
        const state = fold(entries)
        const id = ok(CustomerId.decode(customer))
        const range = { from: day(date), to: day(date) }
        const answers = tiers(state, { asOf: day(date) }).flatMap(({ region, customers }) =>
          customers
            .filter((answer) => answer.customer === id && answer.reason !== 'PROSPECT')
            .map(({ tier, explanation, share }) => ({ region, tier, explanation, share })),
        )
        const changes = tierChanges(state, id, range).filter(({ grade }) => grade.reason !== 'PROSPECT')
        expect(
          changes.map(({ region, tier, explanation, grade }) => ({
            region,
            tier,
            explanation,
            share: grade.share,
          })),
        ).toEqual(answers)
      }),
      { numRuns: runs({ everyday: 100, full: 300 }) },
    )
  })
})
