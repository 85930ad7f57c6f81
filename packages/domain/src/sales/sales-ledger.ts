import type { CustomerId, RegionId } from '../vocabulary/code.ts'
import { addTo, type DailySums, emptySums } from './daily-sums.ts'
import type { SaleChange } from './sale-changes.ts'

/** Net sales of a region by day: all of them, those without a customer, and each customer's. */
export type RegionLedger = {
  readonly total: DailySums
  readonly unattributed: DailySums
  readonly customers: Map<CustomerId, DailySums>
}

/**
 * The books from which tiers are computed: one purchase touches its region's sums and its customer's, nobody else's, and
 * no rank is ever stored. Owned and mutated by one fold.
 */
export type SalesLedger = Map<RegionId, RegionLedger>

export const emptyLedger = (): SalesLedger => new Map()

export const enter = (ledger: SalesLedger, { customer, line, sign }: SaleChange): void => {
  const region = ledger.get(line.region) ?? { total: emptySums(), unattributed: emptySums(), customers: new Map() }
  ledger.set(line.region, region)
  addTo(region.total, line.occurredOn, line.netAmount, sign)
  addTo(customer === null ? region.unattributed : customerSums(region, customer), line.occurredOn, line.netAmount, sign)
}

const customerSums = (region: RegionLedger, customer: CustomerId): DailySums => {
  const sums = region.customers.get(customer) ?? emptySums()
  region.customers.set(customer, sums)
  return sums
}

/** The regions in which a customer has ever bought. */
export const regionsOf = (ledger: SalesLedger, customer: CustomerId): ReadonlyArray<RegionId> =>
  [...ledger].filter(([, region]) => region.customers.has(customer)).map(([region]) => region)
