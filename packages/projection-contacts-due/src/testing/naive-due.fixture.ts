import {
  documentPolicy,
  type NaiveCard,
  type NaiveCompany,
  type NaiveInterval,
  type NaivePolicy,
  type NaiveTier,
} from './naive-books.fixture.ts'
import { countDays, daysFrom, monthsFrom, tomorrow, yesterday } from './naive-calendar.fixture.ts'

// Policy 5.1 done by hand, day by day: whether a contact is owed on a day, and nothing cleverer.

export type NaiveItem = {
  readonly customer: string
  readonly region: string
  readonly owner: string | null
  readonly tier: NaiveTier | null
  readonly tierBasis: 'assigned' | 'computed' | 'none'
  readonly tierSince: string | null
  readonly interval: NaiveInterval
  readonly deep: boolean
  readonly adjustedUntil: string | null
  readonly lastQualifying: string | null
  readonly lastContact: string | null
  readonly due: string
  readonly state: string
  readonly overdueDays: number
  readonly calendar: { readonly from: string; readonly to: string; readonly met: boolean } | null
  readonly policy: string
}

const policyOn = ({ policies }: NaiveCompany, region: string, date: string): NaivePolicy => {
  let best = documentPolicy
  for (const policy of policies.get(region) ?? [])
    if (policy.from <= date && policy.from >= best.from) best = policy
  return best
}

const highest = (tiers: ReadonlyArray<NaiveTier | null>): NaiveTier | null =>
  tiers.includes('A') ? 'A' : tiers.includes('B') ? 'B' : tiers.includes('C') ? 'C' : null

/** Remembers answers, for a model is asked often. */
const remember = <K, A>(compute: (first: string, second: K) => A) => {
  const known = new Map<K, Map<string, A>>()
  return (first: string, second: K): A => {
    const answers = known.get(second) ?? new Map<string, A>()
    known.set(second, answers)
    const answer = answers.get(first) ?? compute(first, second)
    answers.set(first, answer)
    return answer
  }
}

/** Policy 3.2 in every region, and the highest of them (A13). */
const computedTier = (company: NaiveCompany) => {
  const { sales } = company
  const regions = [...new Set(sales.map(({ region }) => region))]
  const sum = (some: typeof sales) => some.reduce((all, { amount }) => all + amount, 0)
  const regionOn = remember((region, date: string) => {
    const policy = policyOn(company, region, date)
    const from = tomorrow(monthsFrom(date, -policy.months))
    const inside = sales.filter((sale) => sale.region === region && from <= sale.date && sale.date <= date)
    return { ...policy, from, total: sum(inside) }
  })
  const compute = (customer: string, date: string): NaiveTier | null => {
    const own = sales.filter((sale) => sale.customer === customer && sale.date <= date)
    return highest(
      regions.map((region) => {
        const { a, b, from, total } = regionOn(region, date)
        const here = own.filter((sale) => sale.region === region)
        if (here.length === 0 || total <= 0) return null
        const bought = sum(here.filter((sale) => from <= sale.date))
        const reaches = ([part, whole]: readonly [number, number]) =>
          bought > 0 && bought * whole >= total * part
        return reaches(a) ? 'A' : reaches(b) ? 'B' : 'C'
      }),
    )
  }
  const answered = remember((customer, date: string) => ({ tier: compute(customer, date) }))
  return (customer: string, date: string): NaiveTier | null => answered(customer, date).tier
}

/** What a manager gave it in each region, and the highest of them (A13, A15). */
const assignedTier = ({ assigned }: NaiveCard, date: string): NaiveTier | null => {
  const last = new Map<string, NaiveCard['assigned'][number]>()
  for (const one of assigned) {
    if (one.from <= date && one.from >= (last.get(one.region)?.from ?? '')) last.set(one.region, one)
  }
  return highest([...last.values()].map(({ tier, until }) => (until === null || date <= until ? tier : null)))
}

const plus = (date: string, interval: NaiveInterval): string =>
  'months' in interval ? monthsFrom(date, interval.months) : daysFrom(date, interval.days)

const lastOf = (dates: ReadonlyArray<string>): string | null => dates.toSorted().at(-1) ?? null

export const naiveDue = (company: NaiveCompany) => {
  const computed = computedTier(company)
  const itemOf = (
    customer: string,
    card: NaiveCard,
    asOf: string,
    within: number | null,
  ): NaiveItem | null => {
    const isRegistered = card.registered !== null && card.registered.date <= asOf
    const home = isRegistered ? card.registered : card.firstRow
    const firstSale = company.sales
      .filter((sale) => sale.customer === customer)
      .map(({ date }) => date)
      .toSorted()[0]
    const since = isRegistered ? card.registered?.date : firstSale
    if (home === null || since === undefined || since > asOf) return null
    if (card.away.some(({ from, until }) => from <= asOf && (until === null || asOf < until))) return null

    const tierOn = (date: string): NaiveTier | null => assignedTier(card, date) ?? computed(customer, date)
    const tier = tierOn(asOf)
    let tierSince = asOf
    while (tierSince > since && tierOn(yesterday(tierSince)) === tier) tierSince = yesterday(tierSince)

    const returns = card.away.flatMap(({ from, until }) =>
      until !== null && from < until && until <= asOf ? [until] : [],
    )
    const start = lastOf([tierSince, ...returns]) ?? tierSince
    const past = card.contacts.filter(({ date }) => date <= asOf)
    const adjustmentOn = (date: string) =>
      card.adjustments.filter(({ from, until }) => from <= date && date <= until).at(-1)
    const cadenceOn = (date: string) =>
      tier === null ? null : policyOn(company, home.region, date).cadence[tier]
    const qualifying = (deep: boolean) =>
      past.filter((contact) => contact.deep || !deep).map(({ date }) => date)
    const [lastOfAny, lastDeep] = [lastOf(qualifying(false)), lastOf(qualifying(true))]

    const ranOut = remember(plus)
    const isOwed = (date: string): boolean => {
      const cadence = cadenceOn(date)
      const own = adjustmentOn(date)
      // A33: from the last contact that counts; from the beginning of the tier where there is none.
      const from = (cadence?.deep ? lastDeep : lastOfAny) ?? tierSince
      const byTier = cadence !== null && ranOut(from, cadence.interval) <= date
      if (own === undefined) return byTier
      const byOwn = ranOut(from, own.interval) <= date
      if (cadence === null) return byOwn
      return own.direction === 'raise' ? byOwn || byTier : byOwn && byTier
    }

    const { version, soonDays } = policyOn(company, home.region, asOf)
    let due = asOf
    if (isOwed(asOf)) while (due > start && isOwed(yesterday(due))) due = yesterday(due)
    else {
      const last = daysFrom(asOf, within ?? soonDays)
      while (due <= last && !isOwed(due)) due = tomorrow(due)
      if (due > last) return null
    }
    const own = adjustmentOn(asOf)
    const cadence = cadenceOn(asOf) ?? (own === undefined ? null : { interval: own.interval, deep: false })
    if (cadence === null) return null
    const counted = qualifying(cadence.deep)
    const block = blockAround(cadence.interval, asOf)
    return {
      customer,
      region: home.region,
      owner: home.owner,
      tier,
      tierBasis: assignedTier(card, asOf) !== null ? 'assigned' : tier === null ? 'none' : 'computed',
      tierSince: tier === null ? null : tierSince,
      interval: cadence.interval,
      deep: cadence.deep,
      adjustedUntil: own?.until ?? null,
      lastQualifying: cadence.deep ? lastDeep : lastOfAny,
      lastContact: lastOfAny,
      due,
      state:
        due < asOf
          ? 'overdue'
          : due === asOf
            ? 'due'
            : due <= daysFrom(asOf, soonDays)
              ? 'dueSoon'
              : 'notDue',
      overdueDays: countDays(due, asOf),
      calendar:
        block === null
          ? null
          : { ...block, met: counted.some((date) => block.from <= date && date <= block.to) },
      policy: version,
    }
  }
  return (asOf: string, within: number | null): ReadonlyArray<NaiveItem> =>
    [...company.cards]
      .flatMap(([customer, card]) => itemOf(customer, card, asOf, within) ?? [])
      .sort(
        (x, y) =>
          compare(x.due, y.due) ||
          compare(x.tier ?? 'none', y.tier ?? 'none') ||
          compare(x.customer, y.customer),
      )
}

/** The month, the two months or the quarter of the calendar around a day. */
const blockAround = (interval: NaiveInterval, date: string): { from: string; to: string } | null => {
  if (!('months' in interval) || ![1, 2, 3, 4, 6, 12].includes(interval.months)) return null
  let from = `${date.slice(0, 4)}-01-01`
  while (monthsFrom(from, interval.months) <= date) from = monthsFrom(from, interval.months)
  return { from, to: yesterday(monthsFrom(from, interval.months)) }
}

const compare = (x: string, y: string): number => (x < y ? -1 : x > y ? 1 : 0)
