import { match, P } from 'ts-pattern'
import type { CustomerEvent } from '../customer/events.ts'
import type { DatedPurchaseLine } from '../purchases/line.ts'
import type { RegionSalesEvent } from '../region/events.ts'
import type { CustomerId } from '../vocabulary/code.ts'

/** A line that enters (+1) or leaves (-1) the books; `customer` is null for a sale without one. */
export type SaleChange = {
  readonly customer: CustomerId | null
  readonly line: DatedPurchaseLine
  readonly sign: 1 | -1
}

/** The events that change sales. */
export const salesEventTypes = [
  'PurchaseRecorded',
  'PurchaseReturned',
  'PurchaseCorrected',
  'UnattributedSaleRecorded',
  'UnattributedSaleReturned',
  'UnattributedSaleCorrected',
] as const

export type SalesEvent = Extract<CustomerEvent | RegionSalesEvent, { type: (typeof salesEventTypes)[number] }>

/** What an event does to the books: a correction takes the old line out and puts the new one in. */
export const saleChanges = (event: SalesEvent): ReadonlyArray<SaleChange> =>
  match<SalesEvent, ReadonlyArray<SaleChange>>(event)
    .with({ type: P.union('PurchaseRecorded', 'PurchaseReturned') }, ({ occurredOn, data }) => [
      { customer: data.customer, line: { ...data.line, occurredOn }, sign: 1 },
    ])
    .with({ type: 'PurchaseCorrected' }, ({ data }) => [
      { customer: data.customer, line: data.before, sign: -1 },
      { customer: data.customer, line: data.after, sign: 1 },
    ])
    .with(
      { type: P.union('UnattributedSaleRecorded', 'UnattributedSaleReturned') },
      ({ occurredOn, data }) => [{ customer: null, line: { ...data.line, occurredOn }, sign: 1 }],
    )
    .with({ type: 'UnattributedSaleCorrected' }, ({ data }) => [
      { customer: null, line: data.before, sign: -1 },
      { customer: null, line: data.after, sign: 1 },
    ])
    .exhaustive()
