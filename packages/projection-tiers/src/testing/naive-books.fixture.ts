import type { Entry } from './log.fixture.ts'

// The policy's text done by hand, slowly: nothing here is shared with what it is compared with, not even a calendar.

/** One line of a sale as it now stands. A negative amount was given back. */
export type NaiveSale = {
  readonly customer: string | null
  readonly region: string
  readonly date: string
  readonly amount: number
}

/** Shares as whole numbers: `a: [1, 5]` is a fifth. */
export type NaiveRules = {
  readonly version: string
  readonly a: readonly [number, number]
  readonly b: readonly [number, number]
  readonly months: number
  readonly small: number
}

type NaiveAssignment = {
  readonly customer: string
  readonly region: string
  readonly tier: 'A' | 'B' | 'C'
  readonly from: string
  readonly until: string | null
}

/** Everything that was ever said, in the order in which it was said. */
export type NaiveBooks = {
  readonly sales: ReadonlyArray<NaiveSale>
  readonly rules: ReadonlyArray<{
    readonly region: string
    readonly from: string
    readonly rules: NaiveRules
  }>
  readonly assignments: ReadonlyArray<NaiveAssignment>
  readonly registrations: ReadonlyArray<{
    readonly customer: string
    readonly region: string
    readonly date: string
  }>
}

const text = (year: number, month: number, day: number): string =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

/** 29 in February of a leap year, and so on. */
export const daysIn = (year: number, month: number): number =>
  month === 2
    ? year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
      ? 29
      : 28
    : [4, 6, 9, 11].includes(month)
      ? 30
      : 31

const parts = (date: string): readonly [number, number, number] => [
  Number(date.slice(0, 4)),
  Number(date.slice(5, 7)),
  Number(date.slice(8)),
]

/** The day after. */
export const naiveTomorrow = (date: string): string => {
  const [year, month, day] = parts(date)
  if (day < daysIn(year, month)) return text(year, month, day + 1)
  return month < 12 ? text(year, month + 1, 1) : text(year + 1, 1, 1)
}

/** The same day so many months before or after; the last of the month where there is no such day (A29). */
export const naiveMonths = (date: string, months: number): string => {
  const [year, month, day] = parts(date)
  const count = year * 12 + (month - 1) + months
  const [y, m] = [Math.floor(count / 12), (count % 12) + 1]
  return text(y, m, Math.min(day, daysIn(y, m)))
}

/** A9: twelve months that end today, today included; or the calendar year so far. */
export const naiveWindow = (date: string, kind: 'trailing' | 'calendarYear', months: number) => ({
  from: kind === 'calendarYear' ? `${date.slice(0, 4)}-01-01` : naiveTomorrow(naiveMonths(date, -months)),
  to: date,
})

/** The flat lists that a log comes to. */
export const booksOf = (entries: ReadonlyArray<Entry>): NaiveBooks => {
  const sales = new Map<string, NaiveSale>()
  const rules: NaiveBooks['rules'][number][] = []
  const assignments: NaiveAssignment[] = []
  const registrations: NaiveBooks['registrations'][number][] = []
  for (const entry of entries) {
    const { occurredOn: date, data } = entry
    if ('line' in data) {
      const { purchase, region, netAmount: amount } = data.line
      const customer = 'customer' in data ? data.customer : null
      sales.set(`${customer} ${purchase}`, { customer, region, date, amount })
    }
    if ('after' in data) {
      const { purchase, region, occurredOn, netAmount: amount } = data.after
      const customer = 'customer' in data ? data.customer : null
      sales.set(`${customer} ${purchase}`, { customer, region, date: occurredOn, amount })
    }
    if ('policy' in data) {
      const { version, region, effectiveFrom: from, policy } = data
      const { a, b, windowMonths: months, smallRegionCustomers: small } = policy.tiers
      rules.push({
        region,
        from,
        rules: { version, a: [a.numerator, a.denominator], b: [b.numerator, b.denominator], months, small },
      })
    }
    if (entry.type === 'TierAssigned') {
      const { customer, region, tier, until = null } = entry.data
      assignments.push({ customer, region, tier, from: date, until })
    }
    if ('profile' in data) registrations.push({ customer: data.customer, region: data.region, date })
  }
  return { sales: [...sales.values()], rules, assignments, registrations }
}
