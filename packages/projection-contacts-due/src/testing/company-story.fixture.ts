import type { Entry } from './log.fixture.ts'
import { companyOf } from './naive-books.fixture.ts'
import { daysFrom, monthsFrom } from './naive-calendar.fixture.ts'
import { policies } from './policies.fixture.ts'

export const regions = ['East', 'North', 'West'] as const
export const customers = ['C1', 'C2', 'C3', 'C4', 'C5', 'C6'] as const

/** What may happen, and how often. */
export const kinds = [
  ['buy', 14],
  ['giveBack', 2],
  ['sellToNobody', 2],
  ['moveDate', 1],
  ['moveRegion', 1],
  ['register', 5],
  ['meet', 9],
  ['meetDeeply', 9],
  ['raise', 3],
  ['lower', 4],
  ['leave', 2],
  ['assign', 2],
  ['adopt', 1],
] as const

export type Kind = (typeof kinds)[number][0] | 'tie'

export type Step = {
  readonly kind: Kind
  readonly customer: number
  readonly region: number
  readonly date: string
  readonly amount: number
  readonly pick: number
}

type Line = {
  readonly customer: string | null
  readonly purchase: string
  readonly region: string
  readonly occurredOn: string
  readonly netAmount: number
}

/** The events that some steps come to: such as the deciders would accept, but for who may decide and how far back. */
export const tell = (steps: ReadonlyArray<Step>): ReadonlyArray<Entry> => {
  const entries: Entry[] = regions.map((region) => ({
    stream: ['region', region],
    type: 'RegionOpened',
    occurredOn: '2022-01-01',
    data: { region, name: region, timeZone: 'Asia/Shanghai', currency: 'CNY' },
  }))
  const lines: Line[] = []
  const registered = new Set<string>()
  const away = new Set<string>()

  const sell = (customer: string | null, region: string, occurredOn: string, netAmount: number): void => {
    const line: Line = { customer, purchase: `p${lines.length}`, region, occurredOn, netAmount }
    lines.push(line)
    entries.push(recordOf(line))
  }
  const correct = ({ pick }: Step, change: Partial<Line>): boolean => {
    const candidates = lines.filter(({ customer }) => customer !== null)
    const line = candidates[pick % Math.max(1, candidates.length)]
    if (line === undefined) return false
    const after = { ...line, ...change }
    lines[lines.indexOf(line)] = after
    entries.push(correctionOf(line, after))
    return true
  }

  for (const [i, step] of steps.entries()) {
    const { date, amount, pick } = step
    // The first ones are named and buy, so that nobody is missing.
    const kind = i < customers.length ? (amount % 3 === 0 ? 'buy' : 'register') : step.kind
    const customer = customers[i < customers.length ? i : step.customer] ?? 'C1'
    const region = regions[step.region] ?? 'East'
    const on = { stream: ['customer', customer], occurredOn: date } as const
    if (kind === 'giveBack') sell(customer, region, date, -amount)
    else if (kind === 'sellToNobody') sell(null, region, date, amount)
    else if (kind === 'moveDate' && correct(step, { occurredOn: date })) continue
    else if (kind === 'moveRegion' && correct(step, { region })) continue
    else if (kind === 'register' && !registered.has(customer)) {
      registered.add(customer)
      const owner = pick % 3 === 0 ? {} : { owner: 'anna' }
      const data = { customer, region, profile: { name: `${customer} & Co` }, ...owner }
      entries.push({ ...on, type: 'CustomerRegistered', data })
    } else if (kind === 'meet' || kind === 'meetDeeply') {
      const facts = { participants: [], topics: ['product'] }
      const data = {
        customer,
        contact: `k${i}`,
        kind: 'visit',
        depth: kind === 'meet' ? 'routine' : 'deep',
        ...facts,
      } as const
      entries.push({ ...on, type: 'ContactRecorded', data })
    } else if (kind === 'raise' || kind === 'lower') {
      const span =
        kind === 'raise'
          ? [{ months: 1 }, { days: 10 }, { months: 2 }]
          : [{ months: 4 }, { days: 75 }, { months: 6 }]
      const interval = span[pick % 3] ?? { months: 1 }
      const until = pick % 2 === 0 ? daysFrom(date, pick % 90) : monthsFrom(date, 1 + (pick % 6))
      const adjustment = {
        direction: kind,
        interval,
        from: date,
        until,
        reason: 'as agreed',
        approver: 'lin',
      }
      entries.push({ ...on, type: 'CadenceAdjusted', data: { customer, adjustment } })
    } else if (kind === 'leave' && !away.has(customer)) {
      const data = { customer, reason: 'closed for a while' }
      entries.push({ ...on, type: 'CustomerDeactivated', data })
      if (pick % 4 === 0) away.add(customer)
      else entries.push({ ...on, type: 'CustomerReactivated', occurredOn: daysFrom(date, pick % 80), data })
    } else if (kind === 'assign') {
      const tier = (['A', 'B', 'C'] as const)[pick % 3] ?? 'C'
      const until = pick % 4 === 0 ? {} : { until: daysFrom(date, pick % 200) }
      entries.push({
        ...on,
        type: 'TierAssigned',
        data: { customer, region, tier, reason: 'promising', approver: 'lin', ...until },
      })
    } else if (kind === 'adopt') {
      const policy = policies[pick % policies.length]
      if (policy === undefined) continue
      const data = { region, version: `v${i}`, effectiveFrom: date, policy }
      entries.push({ stream: ['region', region], type: 'PolicyAdopted', occurredOn: date, data })
    } else if (kind === 'tie') tie(entries, customer, region, date, pick % 2 === 0 ? 5 : 10, sell)
    else sell(customer, region, date, amount)
  }
  return entries
}

/** Sells what is missing so that the customer's purchases are the n-th part of the region's sales on that day, exactly. */
const tie = (
  entries: ReadonlyArray<Entry>,
  customer: string,
  region: string,
  date: string,
  n: number,
  sell: (customer: string | null, region: string, date: string, amount: number) => void,
): void => {
  const yearAgo = monthsFrom(date, -12)
  const inside = companyOf(entries).sales.filter(
    (sale) => sale.region === region && yearAgo < sale.date && sale.date <= date,
  )
  const sum = (sales: typeof inside) => sales.reduce((all, { amount }) => all + amount, 0)
  const total = sum(inside)
  const bought = sum(inside.filter((sale) => sale.customer === customer))
  const isEnough = bought > 0 && n * bought >= total
  const more = isEnough ? 0 : Math.max(1, 1 - bought, Math.ceil((total - n * bought) / (n - 1)))
  if (more > 0) sell(customer, region, date, more)
  const rest = n * (bought + more) - (total + more)
  if (rest > 0) sell(null, region, date, rest)
}

const recordOf = ({ customer, occurredOn, ...sold }: Line): Entry => {
  const line = { ...sold, currency: 'CNY', owner: 'bo' }
  if (customer === null) {
    const stream = ['regionSales', `${line.region}.${occurredOn.slice(0, 7)}`] as const
    return { stream, type: 'UnattributedSaleRecorded', occurredOn, data: { line } }
  }
  const type = line.netAmount < 0 ? 'PurchaseReturned' : 'PurchaseRecorded'
  return { stream: ['customer', customer], type, occurredOn, data: { customer, line } }
}

const correctionOf = ({ customer, ...was }: Line, { customer: _, ...is }: Line): Entry => {
  const data = {
    before: { ...was, currency: 'CNY' },
    after: { ...is, currency: 'CNY' },
    reason: 'entered wrongly',
  }
  const stream = ['customer', customer ?? ''] as const
  return {
    stream,
    type: 'PurchaseCorrected',
    occurredOn: is.occurredOn,
    data: { customer: customer ?? '', ...data },
  }
}
