import * as fc from 'fast-check'
import type { Entry } from './log.fixture.ts'
import { type Kind, kinds, marketCustomers, marketRegions, type Step, tell } from './market-story.fixture.ts'
import { daysIn, naiveMonths } from './naive-books.fixture.ts'

// A market in which customers buy, give back, are corrected, graded and named in no order at all. Shares of exactly a
// fifth and a tenth, which chance never finds, are made on purpose.

/** What happened, and the days that deserve a question. */
export type Market = { readonly entries: ReadonlyArray<Entry>; readonly ties: ReadonlyArray<string> }

/** From 1 December 2022 to the end of April 2025, the leap day of 2024 in the middle; month ends more often than others. */
export const marketDate: fc.Arbitrary<string> = fc
  .tuple(fc.nat(28), fc.nat(30), fc.nat(5))
  .map(([months, day, end]) => {
    const month = naiveMonths('2022-12-01', months)
    const last = daysIn(Number(month.slice(0, 4)), Number(month.slice(5, 7)))
    return `${month.slice(0, 8)}${String(end === 0 ? last : Math.min(day + 1, last)).padStart(2, '0')}`
  })

const step = (kind: fc.Arbitrary<Kind>): fc.Arbitrary<Step> =>
  fc.record({
    kind,
    customer: fc.nat(marketCustomers.length - 1),
    region: fc.nat(marketRegions.length - 1),
    date: marketDate,
    amount: fc.integer({ min: 1, max: 1000 }),
    pick: fc.nat(999),
  })

const anyKind = fc.oneof(...kinds.map(([kind, weight]) => ({ weight, arbitrary: fc.constant(kind) })))

/** Ties come last, so that what came before cannot upset them. */
export const market: fc.Arbitrary<Market> = fc
  .tuple(
    fc.array(step(anyKind), { minLength: 58, maxLength: 80 }),
    fc.array(step(fc.constant('tie')), { maxLength: 3 }),
  )
  .map(([steps, ties]) => ({ entries: tell([...steps, ...ties]), ties: ties.map(({ date }) => date) }))
