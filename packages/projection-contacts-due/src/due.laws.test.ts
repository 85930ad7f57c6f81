import { isDeepStrictEqual } from 'node:util'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../tools/laws.ts'
import { due } from './due.ts'
import type { DueItem } from './due-item.ts'
import { company, companyDate } from './testing/company.arbitrary.ts'
import { day, type Entry, fold } from './testing/log.fixture.ts'
import { companyOf, type NaiveCompany } from './testing/naive-books.fixture.ts'
import { daysFrom, isMonthEnd, monthsFrom, yesterday } from './testing/naive-calendar.fixture.ts'
import { type NaiveItem, naiveDue } from './testing/naive-due.fixture.ts'
import { report, tally } from './testing/tally.fixture.ts'

/** What the model speaks about too. */
const plain = ({ name: _, reason: __, adjustment, ...item }: DueItem): NaiveItem => ({
  ...item,
  adjustedUntil: adjustment?.until ?? null,
})

/** Days on which answers may differ from those of the day before, and days far from everything. */
const criticalDays = ({ cards, sales, policies }: NaiveCompany): ReadonlyArray<string> => [
  ...[...cards.values()].flatMap(({ contacts, adjustments, assigned, away }) => [
    ...contacts.flatMap(({ date }) => [date, ...[1, 2, 3].map((months) => monthsFrom(date, months))]),
    ...adjustments.flatMap(({ from, until }) => [from, until, daysFrom(until, 1)]),
    ...assigned.flatMap(({ from, until }) => [from, yesterday(from), until ?? from]),
    ...away.flatMap(({ from, until }) => [from, until ?? from]),
  ]),
  ...sales.flatMap(({ date }) => [date, monthsFrom(date, 12)]),
  ...[...policies.values()].flatMap((adopted) => adopted.map(({ from }) => from)),
  '2023-02-28',
  '2024-02-29',
  '2024-03-01',
]

const isExactly = ({ sales }: NaiveCompany, n: number, date: string): boolean => {
  const inside = sales.filter((sale) => monthsFrom(date, -12) < sale.date && sale.date <= date)
  return [...Map.groupBy(inside, ({ region }) => region).values()].some((here) => {
    const sum = (lines: typeof here) => lines.reduce((all, { amount }) => all + amount, 0)
    return [...Map.groupBy(here, ({ customer }) => customer)].some(
      ([customer, own]) => customer !== null && sum(here) > 0 && n * sum(own) === sum(here),
    )
  })
}

describe('contacts due', () => {
  test('are those of a model written from the policy’s text, day by day', () => {
    const seen = tally(
      'fifth',
      'tenth',
      'negative',
      'monthEnd',
      'changes',
      'deep',
      'raised',
      'lowered',
      'overdue',
      'dueOnTheDay',
      'withoutTier',
      'assigned',
      'never',
      'fromTheLedger',
    )
    fc.assert(
      fc.property(
        company,
        fc.array(fc.nat(), { minLength: 1, maxLength: 1 }),
        fc.array(companyDate, { maxLength: 1 }),
        fc.constantFrom(null, null, 0, 30, 150),
        ({ entries, ties }, picks, others, within) => {
          const state = fold(entries)
          const books = companyOf(entries)
          const ask = naiveDue(books)
          const critical = criticalDays(books)
          const dates = [
            ...ties,
            ...others,
            ...picks.map((pick) => critical[pick % critical.length] ?? '2024-02-29'),
          ]
          const items = dates.flatMap((asOf) => {
            const query = { asOf: day(asOf), ...(within === null ? {} : { withinDays: within }) }
            const answer = due(state, query).map(plain)
            const model = ask(asOf, within)
            // Many comparisons: the slow one only tells how they differ.
            if (!isDeepStrictEqual(answer, model))
              expect(answer, `on ${asOf}, within ${within}`).toEqual(model)
            return model
          })
          const tiersOf = Map.groupBy(items, ({ customer }) => customer)
          seen.met(entries.length, {
            fifth: ties.some((date) => isExactly(books, 5, date)),
            tenth: ties.some((date) => isExactly(books, 10, date)),
            negative: [
              ...Map.groupBy(books.sales, ({ customer, region }) => `${customer} ${region}`).values(),
            ].some((lines) => lines.reduce((all, { amount }) => all + amount, 0) < 0),
            monthEnd: items.some(
              ({ lastQualifying, due: on }) =>
                lastQualifying !== null && isMonthEnd(lastQualifying) && isMonthEnd(on),
            ),
            changes: [...tiersOf.values()].some((found) => new Set(found.map(({ tier }) => tier)).size > 1),
            deep: items.some(
              ({ deep, lastQualifying, lastContact }) => deep && lastQualifying !== lastContact,
            ),
            raised: items.some(({ customer, adjustedUntil }) =>
              isAdjusted(books, customer, adjustedUntil, 'raise'),
            ),
            lowered: items.some(({ customer, adjustedUntil }) =>
              isAdjusted(books, customer, adjustedUntil, 'lower'),
            ),
            overdue: items.some(({ overdueDays }) => overdueDays > 0),
            dueOnTheDay: items.some((item) => item.state === 'due'),
            withoutTier: items.some(({ tier }) => tier === null),
            assigned: items.some(({ tierBasis }) => tierBasis === 'assigned'),
            never: items.some(({ lastQualifying }) => lastQualifying === null),
            fromTheLedger: items.some(({ owner }) => owner === 'bo'),
          })
        },
      ),
      { numRuns: runs({ everyday: 100, full: 1_000 }) },
    )
    report('contacts due', seen)
    expect(seen.histories()).toBeGreaterThanOrEqual(runs({ everyday: 100, full: 1000 }))
    expect(seen.median()).toBeGreaterThanOrEqual(60)
    for (const name of ['fifth', 'tenth', 'negative', 'monthEnd', 'changes'] as const) {
      expect(seen.shareOf(name), name).toBeGreaterThanOrEqual(runs({ everyday: 0, full: 0.05 }))
    }
    for (const [name, count] of seen.counts)
      expect(count, name).toBeGreaterThanOrEqual(runs({ everyday: 0, full: 1 }))
  })

  test('stay as announced until the day, if nothing happens and no tier changes', () => {
    let kept = 0
    fc.assert(
      fc.property(company, companyDate, ({ entries }, date) => {
        const asOf = day(date)
        const silent = (at: string) =>
          entries.filter(({ type, occurredOn }) => type !== 'ContactRecorded' || occurredOn <= at)
        const state = fold(silent(date))
        for (const item of due(state, { asOf, withinDays: 200 })) {
          if (item.state === 'overdue' || item.state === 'due') continue
          const then = due(state, { asOf: item.due }).find(({ customer }) => customer === item.customer)
          // It may have become inactive, registered elsewhere or graded otherwise in the meantime.
          if (then?.tierSince !== item.tierSince || then.tier !== item.tier || then.region !== item.region)
            continue
          if (hasReturned(entries, item.customer, date, item.due)) continue
          kept += 1
          expect({ customer: then.customer, due: then.due, state: then.state }).toEqual({
            customer: item.customer,
            due: item.due,
            state: 'due',
          })
        }
      }),
      { numRuns: 200 },
    )
    expect(kept).toBeGreaterThan(runs({ everyday: 50, full: 50 }))
  })

  test('of a region or a salesperson are those of all that belong to them', () => {
    fc.assert(
      fc.property(company, companyDate, ({ entries }, date) => {
        const state = fold(entries)
        const all = due(state, { asOf: day(date), withinDays: 60 })
        for (const { region, owner } of all) {
          const query = { asOf: day(date), withinDays: 60, region, ...(owner === null ? {} : { owner }) }
          const own = all.filter((item) => item.region === region && (owner === null || item.owner === owner))
          expect(isDeepStrictEqual(due(state, query), own)).toBe(true)
        }
      }),
      { numRuns: 100 },
    )
  })
})

const hasReturned = (entries: ReadonlyArray<Entry>, customer: string, after: string, by: string): boolean =>
  entries.some(
    ({ type, stream: [, id], occurredOn }) =>
      type === 'CustomerReactivated' && id === customer && after < occurredOn && occurredOn <= by,
  )

const isAdjusted = (
  { cards }: NaiveCompany,
  customer: string,
  until: string | null,
  direction: string,
): boolean =>
  cards.get(customer)?.adjustments.some((one) => one.until === until && one.direction === direction) ?? false
