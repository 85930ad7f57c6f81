import { type NaiveBooks, type NaiveRules, type NaiveSale, naiveWindow } from './naive-books.fixture.ts'

type NaiveTier = 'A' | 'B' | 'C' | null

export type NaiveRow = {
  readonly customer: string
  readonly tier: NaiveTier
  readonly reason: string
  readonly purchases: bigint
  readonly share: { readonly numerator: bigint; readonly denominator: bigint } | null
  readonly lapsed: boolean
  readonly assigned: NaiveTier
}

type NaiveRegion = {
  readonly policy: string
  readonly window: { readonly from: string; readonly to: string }
  readonly total: bigint
  readonly unattributed: bigint
  readonly customers: ReadonlyArray<NaiveRow>
  readonly small: boolean
  readonly nothingSold: boolean
}

const sum = (sales: ReadonlyArray<NaiveSale>): bigint =>
  sales.reduce((all, { amount }) => all + BigInt(amount), 0n)

/** A7, A8, A12: the thresholds belong to the higher tier; nothing is divided, so nothing is rounded. */
const judge = (purchases: bigint, total: bigint, rules: NaiveRules): readonly [NaiveTier, string] => {
  if (total <= 0n) return [null, 'NO_REGION_SALES']
  if (purchases <= 0n) return ['C', 'NON_POSITIVE']
  const reaches = ([part, whole]: readonly [number, number]) =>
    purchases * BigInt(whole) >= total * BigInt(part)
  return reaches(rules.a) ? ['A', 'SHARE_A'] : reaches(rules.b) ? ['B', 'SHARE_B'] : ['C', 'REST']
}

/** The last adoption whose effective day has come; of two of one day, the later said; before any, the document's numbers. */
const naiveRules = (books: NaiveBooks, region: string, date: string): NaiveRules => {
  let best: { from: string; rules: NaiveRules } | null = null
  for (const adopted of books.rules) {
    if (adopted.region !== region || adopted.from > date) continue
    if (best === null || adopted.from >= best.from) best = adopted
  }
  return best?.rules ?? { version: 'default-1', a: [1, 5], b: [1, 10], months: 12, small: 10 }
}

/** A15: what a person last decided and what has not run out; it is shown, and decides nothing here. */
const assignedOn = (books: NaiveBooks, customer: string, region: string, date: string): NaiveTier => {
  let last: NaiveBooks['assignments'][number] | null = null
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
): NaiveRegion => {
  const rules = naiveRules(books, region, date)
  const window = naiveWindow(date, kind, rules.months)
  const here = books.sales.filter((sale) => sale.region === region && sale.date <= date)
  const inside = here.filter((sale) => sale.date >= window.from)
  const total = sum(inside)
  // A16: whoever never bought has no tier; whoever did and does not any more is a C, and lapsed. Giving back is not buying.
  const known = [...new Set(here.flatMap(({ customer }) => (customer === null ? [] : [customer])))]
  const shareOf = (purchases: bigint) => (total > 0n ? { numerator: purchases, denominator: total } : null)
  const rows = known.map((customer): NaiveRow => {
    const own = inside.filter((sale) => sale.customer === customer)
    const [tier, reason] =
      own.length === 0 && total > 0n ? (['C', 'LAPSED'] as const) : judge(sum(own), total, rules)
    const lapsed = !own.some(({ amount }) => amount >= 0)
    return {
      customer,
      tier,
      reason,
      purchases: sum(own),
      share: shareOf(sum(own)),
      lapsed,
      assigned: assignedOn(books, customer, region, date),
    }
  })
  const everywhere = books.sales.filter((sale) => sale.date <= date)
  const prospects = books.registrations
    .filter((one) => one.region === region && one.date <= date)
    .filter((one) => !everywhere.some(({ customer }) => customer === one.customer))
    .map(
      ({ customer }): NaiveRow => ({
        customer,
        tier: null,
        reason: 'PROSPECT',
        purchases: 0n,
        share: shareOf(0n),
        lapsed: false,
        assigned: assignedOn(books, customer, region, date),
      }),
    )
  return {
    policy: rules.version,
    window,
    total,
    unattributed: sum(inside.filter(({ customer }) => customer === null)),
    customers: [...rows, ...prospects].sort((x, y) =>
      x.purchases === y.purchases ? (x.customer < y.customer ? -1 : 1) : x.purchases > y.purchases ? -1 : 1,
    ),
    small: rows.filter(({ lapsed }) => !lapsed).length < rules.small,
    nothingSold: total <= 0n,
  }
}

/** The tier of one customer in a region on a day, trailing window; of many days, so only what it takes. */
export const naiveTierOf = (
  books: NaiveBooks,
  region: string,
  customer: string,
  date: string,
): readonly [NaiveTier, string] => {
  const rules = naiveRules(books, region, date)
  const { from } = naiveWindow(date, 'trailing', rules.months)
  let [own, total, lines, ever] = [0, 0, 0, 0]
  for (const sale of books.sales) {
    if (sale.region !== region || sale.date > date) continue
    if (sale.customer === customer) ever += 1
    if (sale.date < from) continue
    total += sale.amount
    if (sale.customer !== customer) continue
    own += sale.amount
    lines += 1
  }
  if (ever === 0) return [null, 'PROSPECT']
  return lines === 0 && total > 0 ? ['C', 'LAPSED'] : judge(BigInt(own), BigInt(total), rules)
}
