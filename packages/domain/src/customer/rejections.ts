import type { NotPermitted } from '../permissions/check.ts'
import type { BusinessDateRejection } from '../vocabulary/business-date.ts'
import type { CalendarDate } from '../vocabulary/calendar-date.ts'
import type { RegionId, UserId } from '../vocabulary/code.ts'
import type { Fact } from '../vocabulary/rejection.ts'

/** Why a command on a customer is refused: the fact, and in `message` what mends it. */
export type CustomerRejection =
  | Fact<'NotRegistered'>
  | Fact<'AlreadyRegistered', { registeredOn: CalendarDate }>
  | Fact<'Inactive', { since: CalendarDate }>
  | Fact<'AlreadyActive'>
  | Fact<'NothingChanges'>
  | Fact<'RegionNotOpen', { region: RegionId }>
  | Fact<'CurrencyMismatch', { expected: string; given: string }>
  | Fact<'NoSuchPurchase', { purchase: string }>
  | Fact<'PurchaseExists', { purchase: string }>
  | Fact<'LineDiffers', { purchase: string; differing: ReadonlyArray<string> }>
  | Fact<'AmountNotPositive', { netAmount: number }>
  | Fact<'ReturnExceedsPurchase', { purchase: string; remaining: number }>
  | Fact<'ReturnBeforePurchase', { purchase: string; purchasedOn: CalendarDate }>
  | Fact<'ContactExists', { contact: string }>
  | Fact<'NotDeep', { missing: ReadonlyArray<string> }>
  | Fact<'ApprovalMissing'>
  | Fact<'SelfApproved', { approver: UserId }>
  | Fact<'AdjustmentTooLong', { latest: CalendarDate }>
  | Fact<'PeriodReversed', { from: CalendarDate; until: CalendarDate }>
  | NotPermitted
  | BusinessDateRejection
