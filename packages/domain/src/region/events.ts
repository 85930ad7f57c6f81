import { DatedPurchaseLine, PurchaseLine } from '../purchases/line.ts'
import { fields } from '../vocabulary/fields.ts'
import { type EventDefinitions, type EventOf, firstVersion } from '../vocabulary/messages.ts'
import { Text } from '../vocabulary/text.ts'
import { collaborationEvents } from './collaboration/events.ts'
import { creditEvents } from './credit/events.ts'
import { customerEventEvents } from './customer-events/events.ts'
import { handOffEvents } from './hand-offs/events.ts'
import { judgingEvents } from './judging/events.ts'
import { organisationEvents } from './organisation/events.ts'
import { rewardEvents } from './rewards/events.ts'
import { termsEvents } from './terms/events.ts'
import { transferEvents } from './transfers/events.ts'

export const regionEvents = {
  ...termsEvents,
  ...organisationEvents,
  ...transferEvents,
  ...creditEvents,
  ...collaborationEvents,
  ...handOffEvents,
  ...customerEventEvents,
  ...judgingEvents,
  ...rewardEvents,
} as const satisfies EventDefinitions

export type RegionEvent = EventOf<typeof regionEvents>

/** What lies in a `regionSales-<region>.<yyyy-mm>` stream: sales nobody can be named for. They count in the denominator (A11). */
export const regionSalesEvents = {
  UnattributedSaleRecorded: firstVersion(fields('UnattributedSaleRecorded', { line: PurchaseLine })),
  UnattributedSaleReturned: firstVersion(
    fields('UnattributedSaleReturned', { line: PurchaseLine }, { reason: Text }),
  ),
  UnattributedSaleCorrected: firstVersion(
    fields('UnattributedSaleCorrected', {
      before: DatedPurchaseLine,
      after: DatedPurchaseLine,
      reason: Text,
    }),
  ),
} as const satisfies EventDefinitions

export type RegionSalesEvent = EventOf<typeof regionSalesEvents>
