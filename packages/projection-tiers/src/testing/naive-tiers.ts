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

export type NaiveAssignment = {
  readonly customer: string
  readonly region: string
  readonly tier: 'A' | 'B' | 'C'
  readonly from: string
  readonly until: string | null
}

/** Everything that was ever said, in the order in which it was said. */
export type NaiveBooks = {
  readonly sales: ReadonlyArray<NaiveSale>
  readonly rules: ReadonlyArray<{ readonly region: string; readonly from: string; readonly rules: NaiveRules }>
  readonly assignments: ReadonlyArray<NaiveAssignment>
  readonly registrations: ReadonlyArray<{
    readonly customer: string
    readonly region: string
    readonly date: string
  }>
  readonly regions: ReadonlyArray<string>
}

export type NaiveTier = 'A' | 'B' | 'C' | null

export type NaiveRow = {
  readonly customer: string
  readonly tier: NaiveTier
  readonly reason: string
  readonly purchases: bigint
  readonly lapsed: boolean
  readonly assigned: NaiveTier
}

export type NaiveRegion = {
  readonly policy: string
  readonly window: { readonly from: string; readonly to: string }
  readonly total: bigint
  readonly unattributed: bigint
  readonly customers: ReadonlyArray<NaiveRow>
  readonly prospects: ReadonlyArray<string>
  readonly small: boolean
}

const text = (year: number, month: number, day: number): string =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

/** 29 in February of a leap year, and so on. */
const daysIn = (year: number, month: number): number =>
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

const sum = (sales: ReadonlyArray<NaiveSale>): bigint => sales.reduce((all, { amount }) => all + BigInt(amount), 0n)

/** A7, A8, A12: the thresholds belong to the higher tier; nothing is divided, so nothing is rounded. */
const judge = (purchases: bigint, total: bigint, rules: NaiveRules): readonly [NaiveTier, string] => {
  if (total <= 0n) return [null, 'NO_REGION_SALES']
  if (purchases <= 0n) return ['C', 'NON_POSITIVE']
  const reaches = ([part, whole]: readonly [number, number]) => purchases * BigInt(whole) >= total * BigInt(part)
  return reaches(rules.a) ? ['A', 'SHARE'] : reaches(rules.b) ? ['B', 'SHARE'] : ['C', 'SHARE']
}

/** The last adoption whose effective day has come; of two of one day, the later said. */
export const naiveRules = (books: NaiveBooks, region: string, date: string, otherwise: NaiveRules): NaiveRules => {
  let best: { from: string; rules: NaiveRules } | null = null
  for (const adopted of books.rules) {
    if (adopted.region !== region || adopted.from > date) continue
    if (best === null || adopted.from >= best.from) best = adopted
  }
  return best?.rules ?? otherwise
}

/** A15: what a person last decided and what has not run out; it is shown, and decides nothing here. */
const assignedOn = (books: NaiveBooks, customer: string, region: string, date: string): NaiveTier => {
  let last: NaiveAssignment | null = null
  for (const one of books.assignments) {
    if (one.customer !== customer || one.region !== region || one.from > date) continue
    if (last === null || one.from >= last.from) last = one
  }
  return last === null || (last.until !== null && last.until < date) ? null : last.tier
}

/** policy 3.2 of one region on one day, from the flat list. */
export const naiveTiers = (
  books: NaiveBooks,
  region: string,
  date: string,
  kind: 'trailing' | 'calendarYear',
  otherwise: NaiveRules,
): NaiveRegion => {
  const rules = naiveRules(books, region, date, otherwise)
  const window = naiveWindow(date, kind, rules.months)
  const here = books.sales.filter((sale) => sale.region === region && sale.date <= date)
  const inside = here.filter((sale) => sale.date >= window.from)
  const total = sum(inside)
  // A16: whoever never bought has no tier; whoever did and does not any more is a C, and lapsed.
  const bought = [...new Set(here.flatMap(({ customer }) => (customer === null ? [] : [customer])))]
  const rows = bought.map((customer): NaiveRow => {
    const own = inside.filter((sale) => sale.customer === customer)
    const [tier, reason] = judge(sum(own), total, rules)
    const lapsed = own.length === 0
    const why = lapsed && tier !== null ? 'LAPSED' : reason
    return { customer, tier, reason: why, purchases: sum(own), lapsed, assigned: assignedOn(books, customer, region, date) }
  })
  const prospects = books.registrations
    .filter((one) => one.region === region && one.date <= date && !bought.includes(one.customer))
    .map(({ customer }) => customer)
  return {
    policy: rules.version,
    window,
    total,
    unattributed: sum(inside.filter(({ customer }) => customer === null)),
    customers: rows.sort((x, y) =>
      x.purchases === y.purchases ? (x.customer < y.customer ? -1 : 1) : x.purchases > y.purchases ? -1 : 1,
    ),
    prospects: [...new Set(prospects)].sort(),
    small: rows.filter(({ lapsed }) => !lapsed).length < rules.small,
  }
}

/** A13: the highest of what a customer is in its regions. */
export const naiveHeadline = (
  books: NaiveBooks,
  customer: string,
  date: string,
  otherwise: NaiveRules,
): NaiveTier => {
  const found = books.regions.map(
    (region) =>
      naiveTiers(books, region, date, 'trailing', otherwise).customers.find((row) => row.customer === customer)?.tier,
  )
  return found.includes('A') ? 'A' : found.includes('B') ? 'B' : found.includes('C') ? 'C' : null
}
