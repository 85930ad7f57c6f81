import * as fc from 'fast-check'
import { customers, type Kind, kinds, regions, type Step, tell } from './company-story.fixture.ts'
import type { Entry } from './log.fixture.ts'
import { daysIn, monthsFrom } from './naive-calendar.fixture.ts'

// A company whose customers buy, are met, graded, left alone and come back, told in no order at all. Shares of exactly a
// fifth and a tenth, which chance never finds, are made on purpose.

/** What happened, and the days on which a share is exactly a fifth or a tenth. */
export type Company = { readonly entries: ReadonlyArray<Entry>; readonly ties: ReadonlyArray<string> }

/** January 2023 to July 2024, a leap day in between; month ends more often than others. */
export const companyDate: fc.Arbitrary<string> = fc
  .tuple(fc.nat(18), fc.nat(30), fc.nat(5))
  .map(([months, day, end]) => {
    const month = monthsFrom('2023-01-01', months)
    const last = daysIn(Number(month.slice(0, 4)), Number(month.slice(5, 7)))
    return `${month.slice(0, 8)}${String(end === 0 ? last : Math.min(day + 1, last)).padStart(2, '0')}`
  })

const step = (kind: fc.Arbitrary<Kind>): fc.Arbitrary<Step> =>
  fc.record({
    kind,
    customer: fc.nat(customers.length - 1),
    region: fc.nat(regions.length - 1),
    date: companyDate,
    amount: fc.integer({ min: 1, max: 1000 }),
    pick: fc.nat(999),
  })

const anyKind = fc.oneof(...kinds.map(([kind, weight]) => ({ weight, arbitrary: fc.constant(kind) })))

/** Ties come last, so that what came before cannot upset them. */
export const company: fc.Arbitrary<Company> = fc
  .tuple(
    fc.array(step(anyKind), { minLength: 58, maxLength: 80 }),
    fc.array(step(fc.constant('tie')), { maxLength: 3 }),
  )
  .map(([steps, ties]) => ({ entries: tell([...steps, ...ties]), ties: ties.map(({ date }) => date) }))
