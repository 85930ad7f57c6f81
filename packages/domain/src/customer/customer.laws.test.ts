import { customerStories } from '../testing/customer-history.ts'
import { aggregateLaws } from '../testing/laws.ts'
import { customerEvents } from './events.ts'
import type { CustomerRejection } from './rejections.ts'
import { fold } from './state.ts'

const rejections: Record<CustomerRejection['_tag'], true> = {
  NotRegistered: true,
  AlreadyRegistered: true,
  Inactive: true,
  AlreadyActive: true,
  NothingChanges: true,
  RegionNotOpen: true,
  CurrencyMismatch: true,
  NoSuchPurchase: true,
  PurchaseExists: true,
  LineDiffers: true,
  AmountNotPositive: true,
  ReturnExceedsPurchase: true,
  ReturnBeforePurchase: true,
  ContactExists: true,
  NotDeep: true,
  ApprovalMissing: true,
  SelfApproved: true,
  AdjustmentTooLong: true,
  PeriodReversed: true,
  NotPermitted: true,
  InTheFuture: true,
  BackDatedTooFar: true,
}

aggregateLaws('customer', {
  story: customerStories(),
  events: customerEvents,
  fold,
  invariants: {
    'who is registered has a home region and a name': ({ standing, homeRegion, profile }) =>
      standing !== 'registered' || (homeRegion !== null && profile !== null),
    'nobody unknown is inactive': ({ standing, inactiveSince }) =>
      standing !== 'unknown' || inactiveSince === null,
  },
  rejections,
  actors: ['tester', 'anna', 'manager'],
})
