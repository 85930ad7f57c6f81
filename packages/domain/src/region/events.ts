import { DatedPurchaseLine, PurchaseLine } from '../customer/purchases/purchase.ts'
import { completePolicy } from '../policy/earlier-policies.ts'
import { Kpi } from '../policy/kpis.ts'
import { Policy } from '../policy/policy.ts'
import { CalendarDate } from '../vocabulary/calendar-date.ts'
import { Code, RegionId, UserId } from '../vocabulary/code.ts'
import { fields } from '../vocabulary/fields.ts'
import { TimeZone } from '../vocabulary/instant.ts'
import { type EventDefinitions, type EventOf, firstVersion, laterVersion } from '../vocabulary/messages.ts'
import { Currency } from '../vocabulary/money.ts'
import { Period } from '../vocabulary/period.ts'
import { Text } from '../vocabulary/text.ts'
import { TargetValue } from './target.ts'

const region = { region: RegionId }

// Event names and fields are storage format: add, never rename or remove.
export const regionEvents = {
  /** policy 2 */
  RegionOpened: firstVersion(
    fields('RegionOpened', { ...region, name: Text, timeZone: TimeZone, currency: Currency }),
  ),
  /** Every threshold, cadence and weight from `effectiveFrom` on; the event's date is that of the adoption. */
  PolicyAdopted: laterVersion(
    fields('PolicyAdopted', { ...region, version: Code, effectiveFrom: CalendarDate, policy: Policy }),
    completePolicy,
  ),
  /** policy 8.1; without owner it is the region's. */
  TargetSet: firstVersion(
    fields('TargetSet', { ...region, kpi: Kpi, period: Period, target: TargetValue }, { owner: UserId }),
  ),
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
