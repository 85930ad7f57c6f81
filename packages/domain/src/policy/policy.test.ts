import * as chineseDays from 'chinese-days'
import fc from 'fast-check'
import { isRight, right } from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../../tools/laws.ts'
import { calendarDate, consistentPolicy, make } from '../testing/leaves.ts'
import { addDays, CalendarDate, dayOfWeek } from '../vocabulary/calendar-date.ts'
import { Fraction } from '../vocabulary/fraction.ts'
import { checkPolicy } from './check-policy.ts'
import { defaultPolicy } from './default-policy.ts'
import { addInterval, describeInterval, Interval } from './interval.ts'
import { Kpi } from './kpis.ts'
import { Policy } from './policy.ts'
import { addWorkingDays, isWorkingDay, workingDaysBetween } from './working-days.ts'

const date = (text: string): CalendarDate => make(CalendarDate, text)
const fraction = (numerator: number, denominator: number): Fraction =>
  make(Fraction, { numerator, denominator })
const { calendar } = defaultPolicy

describe('the default policy', () => {
  test('has the document’s numbers: 20 %, 10 %, monthly and deep, every two months, quarterly (policy 3.2, 5.1)', () => {
    expect(defaultPolicy.tiers).toMatchObject({ a: fraction(1, 5), b: fraction(1, 10), windowMonths: 12 })
    expect(defaultPolicy.contacts.cadence).toEqual({
      A: { interval: { months: 1 }, deep: true },
      B: { interval: { months: 2 }, deep: false },
      C: { interval: { months: 3 }, deep: false },
    })
  })

  test('does not contradict itself, and survives being written down', () => {
    expect(checkPolicy(defaultPolicy)).toEqual(right(defaultPolicy))
    expect(Policy.decode(JSON.parse(JSON.stringify(Policy.encode(defaultPolicy))))).toEqual(
      right(defaultPolicy),
    )
  })

  test('weighs every KPI once', () => {
    const weighed = [
      defaultPolicy.kpis.acquisition,
      defaultPolicy.kpis.maintenance,
      defaultPolicy.kpis.sales,
    ].flatMap((group) => group.kpis.map(({ kpi }) => kpi))
    expect(new Set(weighed).size).toBe(weighed.length)
    expect(weighed.every(Kpi.is)).toBe(true)
    expect(weighed).toHaveLength(8)
  })
})

describe('a policy that contradicts itself is refused with every contradiction', () => {
  const { tiers, kpis, complaints } = defaultPolicy
  const cases: ReadonlyArray<readonly [string, Policy]> = [
    ['tiers.a is more than the whole', { ...defaultPolicy, tiers: { ...tiers, a: fraction(6, 5) } }],
    ['tiers.b must be less than tiers.a', { ...defaultPolicy, tiers: { ...tiers, b: fraction(2, 10) } }],
    ['tiers.b must be more than nothing', { ...defaultPolicy, tiers: { ...tiers, b: fraction(0, 1) } }],
    [
      'kpis: the groups do not add up to 1',
      { ...defaultPolicy, kpis: { ...kpis, sales: { ...kpis.sales, group: fraction(1, 4) } } },
    ],
    [
      'kpis.sales: the weights do not add up to 1',
      { ...defaultPolicy, kpis: { ...kpis, sales: { ...kpis.sales, kpis: kpis.sales.kpis.slice(1) } } },
    ],
    [
      'kpis: "sales" is weighted twice',
      {
        ...defaultPolicy,
        kpis: { ...kpis, sales: { ...kpis.sales, kpis: [...kpis.sales.kpis, ...kpis.sales.kpis] } },
      },
    ],
    [
      'kpis: a weight is negative (-1/2)',
      { ...defaultPolicy, kpis: { ...kpis, sales: { ...kpis.sales, group: fraction(-1, 2) } } },
    ],
    [
      'calendar: 2026-01-01 is both a holiday and a workday',
      { ...defaultPolicy, calendar: { ...calendar, workdays: [date('2026-01-01')] } },
    ],
    [
      'complaints: followUpAfterDays is later than followUpWithinDays',
      { ...defaultPolicy, complaints: { ...complaints, followUpAfterDays: 8 } },
    ],
  ]

  test.each(cases)('%s', (problem, policy) => {
    expect(checkPolicy(policy)).toMatchObject({ left: { _tag: 'InconsistentPolicy' } })
    const checked = checkPolicy(policy)
    expect(isRight(checked) ? [] : checked.left.problems).toContain(problem)
  })

  test('those that do not are accepted', () => {
    fc.assert(
      fc.property(consistentPolicy, (policy) => {
        expect(isRight(checkPolicy(policy))).toBe(true)
      }),
      { numRuns: runs({ everyday: 100, full: 1_000 }) },
    )
  })
})

describe('working days', () => {
  test('are those of the national calendar in every year it knows', () => {
    const { holidays, workdays } = calendar
    const years = new Set([...holidays, ...workdays].map((day) => day.slice(0, 4)))
    expect(years.size).toBe(23)
    for (let day = date('2004-01-01'); day <= '2026-12-31'; day = addDays(day, 1)) {
      if (isWorkingDay(calendar, day) !== chineseDays.isWorkday(day)) throw new Error(`${day} differs`)
    }
  })

  test('are weekdays in years without a notice', () => {
    expect(isWorkingDay(calendar, date('2040-10-01'))).toBe(true)
    expect(isWorkingDay(calendar, date('2040-10-06'))).toBe(false)
  })

  test('a swapped weekend is worked, and a holiday is skipped', () => {
    expect(isWorkingDay(calendar, date('2026-02-14'))).toBe(true)
    expect(addWorkingDays(calendar, date('2026-09-30'), 1)).toBe('2026-10-08')
    expect(addWorkingDays(calendar, date('2026-10-01'), 0)).toBe('2026-10-01')
  })

  test('so many later is the first day with so many between', () => {
    const days = calendarDate(date('2024-01-01'), date('2026-12-31'))
    fc.assert(
      fc.property(days, fc.nat({ max: 30 }), fc.nat({ max: 40 }), (from, count, further) => {
        const to = addWorkingDays(calendar, from, count)
        expect(workingDaysBetween(calendar, from, to)).toBe(count)
        if (count > 0) expect(isWorkingDay(calendar, to)).toBe(true)
        const later = addDays(from, further)
        const naive = [...Array(further).keys()].filter((i) =>
          isWorkingDay(calendar, addDays(from, i + 1)),
        ).length
        expect(workingDaysBetween(calendar, from, later)).toBe(naive)
        if (further > 0) expect(workingDaysBetween(calendar, later, from)).toBe(0)
      }),
      { numRuns: runs({ everyday: 100, full: 1_000 }) },
    )
  })

  test('the week ends with Saturday and Sunday', () => {
    expect([1, 2, 3, 4, 5, 6, 7].map((day) => dayOfWeek(addDays(date('2026-11-22'), day)))).toEqual([
      1, 2, 3, 4, 5, 6, 7,
    ])
  })
})

describe('intervals', () => {
  test('are months, clamped to the month’s end, or days', () => {
    expect(addInterval(make(Interval, { months: 1 }), date('2026-01-31'))).toBe('2026-02-28')
    expect(addInterval(make(Interval, { days: 30 }), date('2026-01-31'))).toBe('2026-03-02')
    expect(
      [{ months: 1 }, { months: 2 }, { days: 1 }, { days: 10 }].map((i) =>
        describeInterval(make(Interval, i)),
      ),
    ).toEqual(['every month', 'every 2 months', 'every day', 'every 10 days'])
  })
})
