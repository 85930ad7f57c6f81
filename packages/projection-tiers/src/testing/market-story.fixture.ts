import type { Entry } from './log.fixture.ts'
import { booksOf, naiveMonths, naiveWindow } from './naive-books.fixture.ts'
import { policies } from './policies.fixture.ts'

export const marketRegions = ['East', 'North', 'West'] as const
export const marketCustomers = ['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7'] as const

/** What may happen, and how often. */
export const kinds = [
  ['buy', 20],
  ['giveBack', 3],
  ['giveBackEverything', 1],
  ['sellToNobody', 3],
  ['takeBackFromNobody', 1],
  ['correctAmount', 2],
  ['moveDate', 2],
  ['moveRegion', 1],
  ['correctNobodys', 1],
  ['register', 2],
  ['rename', 1],
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
  const entries: Entry[] = marketRegions.map((region) => ({
    stream: ['region', region],
    type: 'RegionOpened',
    occurredOn: '2022-01-01',
    data: { region, name: region, timeZone: 'Asia/Shanghai', currency: 'CNY' },
  }))
  const lines: Line[] = []
  const registered = new Set<string>()

  const sell = (customer: string | null, region: string, occurredOn: string, netAmount: number): void => {
    const line: Line = { customer, purchase: `p${lines.length}`, region, occurredOn, netAmount }
    lines.push(line)
    entries.push(...recordOf(line))
  }
  const correct = (
    isCandidate: (line: Line) => boolean,
    { pick }: Step,
    change: (line: Line) => Partial<Line>,
  ): boolean => {
    const candidates = lines.filter(isCandidate)
    const line = candidates[pick % Math.max(1, candidates.length)]
    if (line === undefined) return false
    const after = { ...line, ...change(line) }
    lines[lines.indexOf(line)] = after
    entries.push(...correctionOf(line, after))
    return true
  }
  const isSomebodys = ({ customer, netAmount }: Line) => customer !== null && netAmount >= 0

  for (const [i, step] of steps.entries()) {
    // The first ones buy, one after the other, so that nobody is missing.
    const kind = i < marketCustomers.length ? 'buy' : step.kind
    const customer = marketCustomers[i < marketCustomers.length ? i : step.customer] ?? 'C1'
    const region = marketRegions[step.region] ?? 'East'
    const { date, amount, pick } = step
    const own: readonly [string, string] = ['customer', customer]
    const net = () =>
      lines
        .filter((line) => line.customer === customer && line.region === region)
        .reduce((sum, line) => sum + line.netAmount, 0)
    if (kind === 'giveBack') sell(customer, region, date, -Math.ceil(amount / 4))
    else if (kind === 'giveBackEverything') sell(customer, region, date, -Math.max(0, net()) - amount)
    else if (kind === 'sellToNobody') sell(null, region, date, amount)
    else if (kind === 'takeBackFromNobody') sell(null, region, date, -2 * amount)
    else if (
      kind === 'correctAmount' &&
      correct(isSomebodys, step, () => ({ netAmount: pick % 7 === 0 ? 0 : amount }))
    )
      continue
    else if (kind === 'moveDate' && correct(isSomebodys, step, () => ({ occurredOn: date }))) continue
    else if (kind === 'moveRegion' && correct(isSomebodys, step, () => ({ region }))) continue
    else if (
      kind === 'correctNobodys' &&
      correct(
        (line) => line.customer === null,
        step,
        (line) => ({ netAmount: Math.sign(line.netAmount) * amount }),
      )
    )
      continue
    else if (kind === 'register' && !registered.has(customer)) {
      registered.add(customer)
      entries.push({
        stream: own,
        type: 'CustomerRegistered',
        occurredOn: date,
        data: { customer, region, profile: { name: `${customer} & Co` } },
      })
    } else if (kind === 'rename' && registered.has(customer)) {
      entries.push({
        stream: own,
        type: 'ProfileCorrected',
        occurredOn: date,
        data: { customer, changes: { name: `${customer} ${pick}` } },
      })
    } else if (kind === 'assign') {
      const tier = (['A', 'B', 'C'] as const)[pick % 3] ?? 'C'
      const until = pick % 2 === 0 ? { until: naiveMonths(date, 1 + (pick % 9)) } : {}
      entries.push({
        stream: own,
        type: 'TierAssigned',
        occurredOn: date,
        data: { customer, region, tier, reason: 'a promising year', approver: 'lin', ...until },
      })
    } else if (kind === 'adopt') {
      const policy = policies[pick % policies.length] ?? policies[0]
      if (policy !== undefined) {
        const data = { region, version: `v${i}`, effectiveFrom: date, policy }
        entries.push({ stream: ['region', region], type: 'PolicyAdopted', occurredOn: date, data })
      }
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
  const { from, to } = naiveWindow(date, 'trailing', 12)
  const inside = booksOf(entries).sales.filter(
    (sale) => sale.region === region && from <= sale.date && sale.date <= to,
  )
  const sum = (sales: typeof inside) => sales.reduce((all, { amount }) => all + amount, 0)
  const total = sum(inside)
  const bought = sum(inside.filter((sale) => sale.customer === customer))
  const more =
    bought > 0 && n * bought >= total ? 0 : Math.max(1, 1 - bought, Math.ceil((total - n * bought) / (n - 1)))
  if (more > 0) sell(customer, region, date, more)
  const rest = n * (bought + more) - (total + more)
  if (rest !== 0) sell(null, region, date, rest)
}

const recordOf = ({ customer, occurredOn, ...sold }: Line): ReadonlyArray<Entry> => {
  const line = { ...sold, currency: 'CNY' }
  return customer === null
    ? [
        {
          stream: ['regionSales', `${line.region}.${occurredOn.slice(0, 7)}`],
          type: line.netAmount < 0 ? 'UnattributedSaleReturned' : 'UnattributedSaleRecorded',
          occurredOn,
          data: { line },
        },
      ]
    : [
        {
          stream: ['customer', customer],
          ...(line.netAmount < 0
            ? { type: 'PurchaseReturned', occurredOn, data: { customer, line } }
            : {
                type: 'PurchaseRecorded',
                occurredOn,
                data: { customer, line, customerName: `${customer} Ltd` },
              }),
        },
      ]
}

const correctionOf = ({ customer, ...was }: Line, { customer: _, ...is }: Line): ReadonlyArray<Entry> => {
  const data = {
    before: { ...was, currency: 'CNY' },
    after: { ...is, currency: 'CNY' },
    reason: 'entered wrongly',
  }
  const { occurredOn } = is
  return customer === null
    ? [
        {
          stream: ['regionSales', `${is.region}.${occurredOn.slice(0, 7)}`],
          type: 'UnattributedSaleCorrected',
          occurredOn,
          data,
        },
      ]
    : [{ stream: ['customer', customer], type: 'PurchaseCorrected', occurredOn, data: { customer, ...data } }]
}
