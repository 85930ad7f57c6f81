import type { CustomerId, RegionId } from '../vocabulary/code.ts'
import { addTo, type DailySums, emptySums } from './daily-sums.ts'
import type { SaleChange } from './sale-changes.ts'

/** Net sales of a region by day: all of them, those without a customer, and each customer's. */
export type RegionBooks = {
  readonly total: DailySums
  readonly unattributed: DailySums
  readonly customers: Map<CustomerId, DailySums>
}

/**
 * The books from which tiers are computed: one purchase touches its region's sums and its customer's, nobody else's, and
 * no rank is ever stored. Owned and mutated by one fold.
 */
export type SalesBooks = Map<RegionId, RegionBooks>

export const emptyBooks = (): SalesBooks => new Map()

/** A line enters the books, or leaves them; a customer whose last line in a region leaves is unknown there again. */
export const enter = (books: SalesBooks, { customer, line, sign }: SaleChange): void => {
  const region = books.get(line.region) ?? {
    total: emptySums(),
    unattributed: emptySums(),
    customers: new Map(),
  }
  books.set(line.region, region)
  addTo(region.total, line.occurredOn, line.netAmount, sign)
  if (customer === null) addTo(region.unattributed, line.occurredOn, line.netAmount, sign)
  else {
    const sums = region.customers.get(customer) ?? emptySums()
    addTo(sums, line.occurredOn, line.netAmount, sign)
    if (sums.days.size === 0) region.customers.delete(customer)
    else region.customers.set(customer, sums)
  }
}

/** The regions in whose books a customer stands, for whatever day. */
export const regionsOf = (books: SalesBooks, customer: CustomerId): ReadonlyArray<RegionId> =>
  [...books].filter(([, region]) => region.customers.has(customer)).map(([region]) => region)
