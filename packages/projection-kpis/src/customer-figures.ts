import { type CalendarDate, type DateRange, type RegionId, within } from '@kehu/domain'
import type { Purchases } from './books.ts'
import { isAway, purchaseDays, type Seller, sellerOn } from './customer-purchases.ts'
import type { Asked, FiguresOf } from './region-figures.ts'

/** What one customer's purchases add to the figures: is it new, back, loyal, does it buy again? */
export const addCustomer = (
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

/** What one customer bought in one region, of the owner asked for. */
type Dealings = {
  net: bigint
  readonly documents: Set<string>
  readonly days: Set<CalendarDate>
  boughtBefore: boolean
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
