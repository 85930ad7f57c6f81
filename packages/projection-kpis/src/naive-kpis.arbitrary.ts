import type { Fact, KpiRules, Line } from './business.arbitrary.ts'

// Policy 8.1 with A10, A45, A58-A72 once more, slowly: every question walks over all facts, nothing is added up in advance,
// and nothing is shared with what it checks. Rates are pairs of numbers in lowest terms, written "3/4".

export type NaiveKpis = {
  readonly policy: string
  readonly actual: { readonly [kpi: string]: string | null }
  readonly attainment: { readonly [kpi: string]: string | null }
  readonly score: string | null
  readonly coverage: string
  readonly prospects: number
  readonly reactivated: number
  readonly repeatRate: string | null
  readonly orders: number
  readonly followUp: string | null
  readonly nps: string | null
  readonly complaints: {
    readonly received: number
    readonly valid: number
    readonly per100Orders: string | null
  }
  readonly unattributed: string
  readonly margin: string | null
  readonly costCoverage: string | null
}

export const naiveKpis = (
  facts: ReadonlyArray<Fact>,
  period: string,
  owner: string | null,
  rulesByDefault: KpiRules,
): Map<string, NaiveKpis> => {
  const lines = standing(facts)
  const asked = (x: { readonly owner: string | null }) => owner === null || x.owner === owner
  const regions = new Set<string>()
  const registered = lastRegistrations(facts)
  for (const line of lines) if (asked(line)) regions.add(line.region)
  for (const fact of facts) {
    if (fact.fact === 'answer' || fact.fact === 'complaint') if (asked(fact)) regions.add(fact.region)
    if (fact.fact === 'registration' && registered.has(fact) && asked(fact)) regions.add(fact.region)
    if (fact.fact === 'followUp' && asked(fact.complaint) && fact.outcome !== 'unreachable')
      regions.add(fact.complaint.region)
    if (fact.fact === 'target' && (owner === null || fact.owner === owner)) regions.add(fact.region)
    if ((fact.fact === 'opening' || fact.fact === 'policy') && owner === null) regions.add(fact.region)
  }
  return new Map(
    [...regions].map((region) => [region, ofRegion(facts, lines, region, period, owner, rulesByDefault)]),
  )
}

/** The last word counts where a customer is registered twice. */
const lastRegistrations = (facts: ReadonlyArray<Fact>): ReadonlySet<Fact> => {
  const last = new Map<string, Fact>()
  for (const fact of facts) if (fact.fact === 'registration') last.set(fact.customer, fact)
  return new Set(last.values())
}

const ofRegion = (
  facts: ReadonlyArray<Fact>,
  lines: ReadonlyArray<Line>,
  region: string,
  period: string,
  owner: string | null,
  rulesByDefault: KpiRules,
): NaiveKpis => {
  const [from, to] = daysOf(period)
  const [previousFrom, previousTo] = daysOf(before(period))
  const during = (on: string) => from <= on && on <= to
  const here = (x: { readonly region: string; readonly owner: string | null }) =>
    x.region === region && (owner === null || x.owner === owner)

  // The policy in force at the period's end: the latest effective; of equals the last adopted.
  let [policy, rules, since] = ['default-1', rulesByDefault, '']
  for (const fact of facts) {
    if (fact.fact === 'policy' && fact.region === region && fact.from <= to && fact.from >= since) {
      ;[policy, rules, since] = [fact.version, fact.rules, fact.from]
    }
  }

  // A58: who buys for the first time ever, anywhere, is new; the region and owner of that first sale get the credit.
  const customers = [...new Set(lines.flatMap(({ customer }) => customer ?? []))]
  const purchasesOf = (customer: string) => lines.filter((line) => line.customer === customer && line.net > 0)
  const firstDay = (customer: string) =>
    purchasesOf(customer)
      .map(({ on }) => on)
      .sort()[0]
  const isNew = (customer: string) => {
    const first = firstDay(customer)
    return first !== undefined && during(first)
  }
  const soldBy = (customer: string, day: string): Line | undefined => {
    const thatDay = purchasesOf(customer).filter(({ on }) => on === day)
    const netOf = ({ region, owner }: Line) =>
      sum(
        lines.flatMap((l) =>
          l.customer === customer && l.on === day && l.region === region && l.owner === owner ? [l.net] : [],
        ),
      )
    return [...thatDay].sort(
      (a, b) => netOf(b) - netOf(a) || text(a.region, b.region) || text(a.owner ?? '', b.owner ?? ''),
    )[0]
  }
  const newHere = customers.filter((customer) => {
    const first = firstDay(customer)
    const seller = first !== undefined && during(first) ? soldBy(customer, first) : undefined
    return seller !== undefined && here(seller)
  })
  const backHere = customers.filter((customer) => {
    const days = [...new Set(purchasesOf(customer).map(({ on }) => on))].sort()
    return days.some((day, i) => {
      const last = days[i - 1]
      const seller = soldBy(customer, day)
      return (
        last !== undefined &&
        during(day) &&
        seller !== undefined &&
        here(seller) &&
        // The policy of the region that gets the credit, which is this one.
        monthsLater(last, rules.reactivatedAfterMonths) <= day
      )
    })
  })
  // A60: registered and never bought so far.
  const prospects = [...lastRegistrations(facts)].filter((fact) => {
    if (fact.fact !== 'registration' || !here(fact) || fact.on > to) return false
    const first = firstDay(fact.customer)
    return first === undefined || first > to
  })

  const net = (some: ReadonlyArray<Line>) => sum(some.map((line) => line.net))
  const mine = lines.filter(here)
  const now = mine.filter(({ on }) => during(on))
  const [lastYearFrom, lastYearTo] = daysOf(
    `${String(Number(period.slice(0, 4)) - 1).padStart(4, '0')}${period.slice(4)}`,
  )
  const aYearBefore = net(mine.filter(({ on }) => lastYearFrom <= on && on <= lastYearTo))

  // A62
  const boughtWithin = (a: string, b: string) =>
    new Set(
      mine.flatMap(({ customer, net, on }) =>
        customer !== null && net > 0 && a <= on && on <= b ? [customer] : [],
      ),
    )
  const buyers = boughtWithin(from, to)
  const buyersBefore = boughtWithin(previousFrom, previousTo)
  const stayed = [...buyersBefore].filter((customer) => buyers.has(customer))
  const ordersOf = (customer: string) =>
    new Set(
      now
        .filter((line) => line.customer === customer && line.net > 0)
        .map(({ document, on }) => (document === null ? `day ${on}` : `document ${document}`)),
    ).size
  const orders = sum([...buyers].map(ordersOf))

  // A61, A49
  const said = (scale: string) =>
    facts.flatMap((fact) =>
      fact.fact === 'answer' && fact.scale === scale && here(fact) && during(fact.on) ? [fact.value] : [],
    )
  const csat = said('csat')
  const nps = said('nps')
  const reached = facts.flatMap((fact) =>
    fact.fact === 'followUp' && here(fact.complaint) && during(fact.on) && fact.outcome !== 'unreachable'
      ? [fact.outcome]
      : [],
  )

  // A63, A45
  const received = facts.flatMap((fact) =>
    fact.fact === 'complaint' && here(fact) && during(fact.on) ? [fact.id] : [],
  )
  const valid = received.filter((id) => {
    const ends = facts.flatMap((fact) =>
      fact.fact === 'complaintEnds' && fact.complaint.id === id ? [fact.how] : [],
    )
    return ends.length === 0 || ends[ends.length - 1] === 'Reopened'
  })

  // A67
  const costed = now.filter(({ cost }) => cost !== null)
  const profit = net(costed) - sum(costed.map(({ cost }) => cost ?? 0))
  const worth = (some: ReadonlyArray<Line>) => sum(some.map((line) => Math.abs(line.net)))

  const measured: { [kpi: string]: [number, number] | null } = {
    newCustomers: [newHere.length, 1],
    newCustomerSales: [net(now.filter(({ customer }) => customer !== null && isNew(customer))), 1],
    satisfaction:
      csat.length === 0 ? null : [csat.filter((score) => score >= rules.satisfiedFrom).length, csat.length],
    loyalty: buyersBefore.size === 0 ? null : [stayed.length, buyersBefore.size],
    complaintRate: buyers.size === 0 ? null : [valid.length, buyers.size],
    sales: [net(now), 1],
    growthRate: aYearBefore <= 0 ? null : [net(now) - aYearBefore, aYearBefore],
    profit: costed.length === 0 ? null : [profit, 1],
  }

  // A69-A71
  const attainment: { [kpi: string]: string | null } = {}
  let [points, weighed]: [Rate, Rate] = [
    [0n, 1n],
    [0n, 1n],
  ]
  const max: Rate = rateOf([rules.attainmentMax.numerator, rules.attainmentMax.denominator])
  for (const kpi of Object.keys(measured)) {
    attainment[kpi] = null
    const actual = measured[kpi] ?? null
    let target: Rate | null = null
    for (const fact of facts) {
      if (
        fact.fact !== 'target' ||
        fact.region !== region ||
        fact.owner !== owner ||
        fact.kpi !== kpi ||
        fact.period !== period
      )
        continue
      target =
        typeof fact.target === 'number'
          ? rateOf([fact.target, 1])
          : rateOf([fact.target.numerator, fact.target.denominator])
    }
    let weight: Rate = [0n, 1n]
    for (const { group, kpis } of [rules.acquisition, rules.maintenance, rules.sales]) {
      for (const own of kpis) {
        if (own.kpi === kpi) {
          weight = [
            BigInt(group.numerator * own.weight.numerator),
            BigInt(group.denominator * own.weight.denominator),
          ]
        }
      }
    }
    if (actual === null || target === null || weight[0] === 0n) continue
    let done = reachedOf(kpi, rateOf(actual), target, max)
    if (done[0] < 0n) done = [0n, 1n]
    if (done[0] * max[1] > max[0] * done[1]) done = max
    attainment[kpi] = rate(done)
    points = add(points, [done[0] * weight[0], done[1] * weight[1]])
    weighed = add(weighed, weight)
  }

  return {
    policy,
    actual: Object.fromEntries(
      Object.entries(measured).map(([kpi, value]) => [kpi, value === null ? null : rate(rateOf(value))]),
    ),
    attainment,
    score: weighed[0] === 0n ? null : rate([points[0] * weighed[1], points[1] * weighed[0]]),
    coverage: rate(weighed),
    prospects: prospects.length,
    reactivated: backHere.length,
    repeatRate: quotient([...buyers].filter((customer) => ordersOf(customer) >= 2).length, buyers.size),
    orders,
    followUp: quotient(reached.filter((outcome) => outcome === 'satisfied').length, reached.length),
    nps: quotient(nps.filter((n) => n >= 9).length - nps.filter((n) => n <= 6).length, nps.length),
    complaints: {
      received: received.length,
      valid: valid.length,
      per100Orders: quotient(100 * valid.length, orders),
    },
    unattributed: String(net(now.filter(({ customer }) => customer === null))),
    margin: net(costed) <= 0 ? null : quotient(profit, net(costed)),
    costCoverage: quotient(worth(costed), worth(now)),
  }
}

/** A70: the share of the target reached, before it is cut to 0 and the cap. */
const reachedOf = (kpi: string, actual: Rate, target: Rate, max: Rate): Rate => {
  if (kpi === 'complaintRate') {
    return actual[0] === 0n ? max : [target[0] * actual[1], target[1] * actual[0]]
  }
  if (target[0] > 0n) return [actual[0] * target[1], actual[1] * target[0]]
  return actual[0] * target[1] >= target[0] * actual[1] ? [1n, 1n] : [0n, 1n]
}

/** Lines as they stand: the last word on each. */
const standing = (facts: ReadonlyArray<Fact>): ReadonlyArray<Line> => {
  const lines = new Map<string, Line>()
  for (const fact of facts) {
    if (fact.fact === 'sale') lines.set(fact.line.id, fact.line)
    if (fact.fact === 'correction') lines.set(fact.after.id, fact.after)
  }
  return [...lines.values()]
}

const daysOf = (period: string): [string, string] => {
  const year = Number(period.slice(0, 4))
  const [first, last] =
    period.length === 4
      ? [1, 12]
      : period[5] === 'Q'
        ? [Number(period[6]) * 3 - 2, Number(period[6]) * 3]
        : [Number(period.slice(5)), Number(period.slice(5))]
  return [day(year, first, 1), day(year, last, lastOf(year, last))]
}

const before = (period: string): string => {
  const year = Number(period.slice(0, 4))
  if (period.length === 4) return String(year - 1)
  const number = Number(period.slice(period[5] === 'Q' ? 6 : 5)) - 1
  if (period[5] === 'Q') return number === 0 ? `${year - 1}-Q4` : `${year}-Q${number}`
  return number === 0 ? `${year - 1}-12` : `${year}-${String(number).padStart(2, '0')}`
}

const monthsLater = (on: string, months: number): string => {
  const all = Number(on.slice(0, 4)) * 12 + Number(on.slice(5, 7)) - 1 + months
  const [year, month] = [Math.floor(all / 12), (all % 12) + 1]
  return day(year, month, Math.min(Number(on.slice(8)), lastOf(year, month)))
}

const lastOf = (year: number, month: number): number =>
  month === 2
    ? year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
      ? 29
      : 28
    : [4, 6, 9, 11].includes(month)
      ? 30
      : 31

const day = (year: number, month: number, date: number): string =>
  `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`

const sum = (numbers: ReadonlyArray<number>): number => numbers.reduce((a, b) => a + b, 0)
const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

type Rate = readonly [bigint, bigint]
const rateOf = ([a, b]: readonly [number, number]): Rate => [BigInt(a), BigInt(b)]
const add = ([a, b]: Rate, [c, d]: Rate): Rate => [a * d + c * b, b * d]

/** In lowest terms, "3/4". */
export const rate = ([a, b]: Rate): string => {
  let [x, y] = [a < 0n ? -a : a, b]
  while (y !== 0n) [x, y] = [y, x % y]
  return `${a / x}/${b / x}`
}

const quotient = (part: number, whole: number): string | null =>
  whole === 0 ? null : rate(rateOf([part, whole]))
