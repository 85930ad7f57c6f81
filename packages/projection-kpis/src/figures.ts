import {
  type CalendarDate,
  type DateRange,
  type Period,
  periodRange,
  previousPeriod,
  type RegionId,
  type UserId,
  within,
  yearEarlier,
} from '@kehu/domain'
import type { Purchases } from './books.ts'
import { isAway, purchaseDays, type Seller, sellerOn } from './customer-purchases.ts'
import type { KpisState } from './state.ts'

/** What is counted and added up of a region in a period, before anything is divided; amounts in minor units. */
export type Figures = {
  /** Customers who bought for the first time ever; credited to whoever sold it (A58). */
  newCustomers: number
  /** Net sales in the period, here, of customers new to the company in the period (A59). */
  newCustomerSales: bigint
  /** Customers who came back after the policy's months without a purchase anywhere (A58). */
  reactivated: number
  /** Registered here by the period's end and without a purchase until then (A60). */
  prospects: number
  /** Customers with at least one purchase in the period, in the one before, and in both. */
  customers: number
  customersBefore: number
  retained: number
  /** Customers with at least two purchases in the period. */
  repeating: number
  /** Purchases of known customers: documents, or days where there is none. */
  orders: number
  /** CSAT answers by score. */
  readonly csat: Map<number, number>
  readonly nps: Map<number, number>
  /** Complaint follow-ups at which the customer said to be satisfied (1) or not (0). */
  readonly followUps: Map<number, number>
  complaintsReceived: number
  complaintsValid: number
  sales: bigint
  unattributed: bigint
  salesYearEarlier: bigint
  volume: bigint
  costedLines: number
  costedSales: bigint
  costedVolume: bigint
  cost: bigint
}

export type Scope = { readonly period: Period; readonly owner?: UserId }

/**
 * The figures of every region that has any fact in this scope (all, or one person's), at whatever date. One pass over the
 * state for all regions; sums belong to the region and owner of their own date (A72).
 *
 * @param monthsAway after how many months a customer's return counts as reactivation in a region
 */
export const figuresOf = (
  state: KpisState,
  { period, owner }: Scope,
  monthsAway: (region: RegionId) => number,
): ReadonlyMap<RegionId, Figures> => {
  const all = new Map<RegionId, Figures>()
  const of = (region: RegionId): Figures => {
    const known = all.get(region) ?? noFigures()
    all.set(region, known)
    return known
  }
  const isAsked = (credited: { readonly owner: UserId | null }): boolean =>
    owner === undefined || credited.owner === owner
  const range = periodRange(period)

  addTakings(state, of, isAsked, range, periodRange(yearEarlier(period)))
  for (const book of state.books.customers.values()) {
    addCustomer([...book.values()], of, isAsked, range, periodRange(previousPeriod(period)), monthsAway)
  }
  addProspects(state, of, isAsked, range.to)
  for (const voices of state.voices.values()) {
    if (!isAsked(voices)) continue
    const { csat, nps, followUps } = of(voices.region)
    const heard = voices.kind === 'csat' ? csat : voices.kind === 'nps' ? nps : followUps
    if (within(range, voices.day)) heard.set(voices.value, (heard.get(voices.value) ?? 0) + voices.count)
  }
  for (const complaint of state.complaints.values()) {
    if (!isAsked(complaint)) continue
    const figures = of(complaint.region)
    if (!within(range, complaint.receivedOn)) continue
    figures.complaintsReceived += 1
    if (complaint.valid) figures.complaintsValid += 1
  }
  return all
}

export const noFigures = (): Figures => ({
  newCustomers: 0,
  newCustomerSales: 0n,
  reactivated: 0,
  prospects: 0,
  customers: 0,
  customersBefore: 0,
  retained: 0,
  repeating: 0,
  orders: 0,
  csat: new Map(),
  nps: new Map(),
  followUps: new Map(),
  complaintsReceived: 0,
  complaintsValid: 0,
  sales: 0n,
  unattributed: 0n,
  salesYearEarlier: 0n,
  volume: 0n,
  costedLines: 0,
  costedSales: 0n,
  costedVolume: 0n,
  cost: 0n,
})

type Asked = (credited: { readonly owner: UserId | null }) => boolean
type FiguresOf = (region: RegionId) => Figures

const addTakings = (
  { books }: KpisState,
  of: FiguresOf,
  isAsked: Asked,
  range: DateRange,
  earlier: DateRange,
): void => {
  for (const [region, book] of books.regions) {
    for (const takings of book.values()) {
      if (!isAsked(takings)) continue
      const figures = of(region)
      if (within(earlier, takings.day)) figures.salesYearEarlier += takings.net
      if (!within(range, takings.day)) continue
      figures.sales += takings.net
      figures.unattributed += takings.unattributed
      figures.volume += takings.volume
      figures.costedLines += takings.costed.lines
      figures.costedSales += takings.costed.net
      figures.costedVolume += takings.costed.volume
      figures.cost += takings.costed.cost
    }
  }
}

/** What one customer bought in one region, of the owner asked for. */
type Dealings = {
  net: bigint
  readonly documents: Set<string>
  readonly days: Set<CalendarDate>
  boughtBefore: boolean
}

const addCustomer = (
  book: ReadonlyArray<Purchases>,
  of: FiguresOf,
  isAsked: Asked,
  range: DateRange,
  previous: DateRange,
  monthsAway: (region: RegionId) => number,
): void => {
  // Whether a customer is new, or back, is a question to all regions and owners; whom it is credited to comes after (A58).
  const days = purchaseDays(book)
  const [firstDay] = days
  const isNew = firstDay !== undefined && within(range, firstDay)
  const first = isNew ? sellerOn(book, firstDay) : null
  if (first !== null && isAsked(first)) of(first.region).newCustomers += 1
  const reactivatedIn = new Set<RegionId>()
  for (const seller of comebacks(book, days, range, monthsAway))
    if (isAsked(seller)) reactivatedIn.add(seller.region)
  for (const region of reactivatedIn) of(region).reactivated += 1

  for (const [region, dealings] of dealingsOf(book, isAsked, range, previous)) {
    const figures = of(region)
    const orders = dealings.documents.size + dealings.days.size
    if (isNew) figures.newCustomerSales += dealings.net
    if (orders > 0) figures.customers += 1
    if (dealings.boughtBefore) figures.customersBefore += 1
    if (orders > 0 && dealings.boughtBefore) figures.retained += 1
    if (orders > 1) figures.repeating += 1
    figures.orders += orders
  }
}

function* comebacks(
  book: ReadonlyArray<Purchases>,
  days: ReadonlyArray<CalendarDate>,
  range: DateRange,
  monthsAway: (region: RegionId) => number,
): Generator<Seller> {
  for (const [index, day] of days.entries()) {
    const before = days[index - 1]
    if (before === undefined || !within(range, day)) continue
    // Every pause but the long ones is put aside before the seller is looked for.
    if (!isAway(before, day, 1)) continue
    const seller = sellerOn(book, day)
    if (seller !== null && isAway(before, day, monthsAway(seller.region))) yield seller
  }
}

const dealingsOf = (
  book: ReadonlyArray<Purchases>,
  isAsked: Asked,
  range: DateRange,
  previous: DateRange,
): ReadonlyMap<RegionId, Dealings> => {
  const all = new Map<RegionId, Dealings>()
  for (const purchases of book) {
    if (!isAsked(purchases)) continue
    const { region, day, document, bought, net } = purchases
    const inPeriod = within(range, day)
    if (!inPeriod && !within(previous, day)) continue
    const dealings = all.get(region) ?? {
      net: 0n,
      documents: new Set(),
      days: new Set(),
      boughtBefore: false,
    }
    all.set(region, dealings)
    if (inPeriod) dealings.net += net
    if (bought === 0) continue
    if (!inPeriod) dealings.boughtBefore = true
    else if (document !== null) dealings.documents.add(document)
    else dealings.days.add(day)
  }
  return all
}

const addProspects = (
  { books, registrations }: KpisState,
  of: FiguresOf,
  isAsked: Asked,
  on: CalendarDate,
): void => {
  for (const [customer, registration] of registrations) {
    if (!isAsked(registration)) continue
    const figures = of(registration.region)
    if (registration.on > on) continue
    const [first] = purchaseDays(books.customers.get(customer)?.values() ?? [])
    if (first === undefined || first > on) figures.prospects += 1
  }
}
