import {
  addDays,
  type CadenceAdjustment,
  type CalendarDate,
  type CustomerId,
  type DateRange,
  describeInterval,
  type Interval,
  type RegionId,
  type Tier,
  type UserId,
} from '@kehu/domain'
import type { EffectiveTier } from './effective-tier.ts'

/** `dueSoon` and `overdue` count days; a contact is `due` on its day (A34). */
export type DueState = 'notDue' | 'dueSoon' | 'due' | 'overdue'

/** A contact that is owed. */
export type DueItem = {
  readonly customer: CustomerId
  readonly name: string | null
  /** Home region. */
  readonly region: RegionId
  readonly owner: UserId | null
  /** Null for a customer without tier who has a cadence of its own. */
  readonly tier: Tier | null
  /** An assigned tier goes before the computed one (A15). */
  readonly tierBasis: EffectiveTier['basis']
  /** First of the days without a break on which it was this one; not before the customer was known. */
  readonly tierSince: CalendarDate | null
  /** The tier's, as of the date; the customer's own where it has no tier. */
  readonly interval: Interval
  /** Whether only a deep contact counts. */
  readonly deep: boolean
  /** The customer's own cadence in force. */
  readonly adjustment: CadenceAdjustment | null
  /** The last contact that counts for the tier: for an A a deep one (A32). */
  readonly lastQualifying: CalendarDate | null
  /** Deep or not. */
  readonly lastContact: CalendarDate | null
  /** In the past where it is overdue. */
  readonly due: CalendarDate
  readonly state: DueState
  /** 0 unless overdue. */
  readonly overdueDays: number
  /** The other reading of the policy's words: was there a qualifying contact in this calendar block (month, two months, quarter)? */
  readonly calendar: (DateRange & { readonly met: boolean }) | null
  /** Version of the home region's policy in force. */
  readonly policy: string
  /** What makes it due, in a sentence with its clause. */
  readonly reason: string
}

/** Without any shift for weekends and holidays. */
export const dueState = (asOf: CalendarDate, due: CalendarDate, soonDays: number): DueState => {
  if (asOf > due) return 'overdue'
  if (asOf === due) return 'due'
  return due <= addDays(asOf, soonDays) ? 'dueSoon' : 'notDue'
}

/**
 * @example
 * // 'tier A: a deep contact every month (policy 5.1-A); the last on 2024-01-31'
 */
export const reasonOf = (item: Omit<DueItem, 'reason'>): string => {
  const { tier, adjustment, lastQualifying } = item
  const contact = item.deep ? 'a deep contact' : 'a contact'
  const who =
    tier === null
      ? `a cadence of its own: ${contact} ${describeInterval(item.interval)} (policy 5.1-B)`
      : `tier ${tier}${item.tierBasis === 'assigned' ? ' (assigned)' : ''}: ${contact} ${describeInterval(item.interval)} (policy 5.1-A)`
  const own =
    tier === null || adjustment === null
      ? ''
      : `; ${adjustment.direction}${adjustment.direction === 'raise' ? 'd' : 'ed'} to ${describeInterval(adjustment.interval)} until ${adjustment.until} (policy 5.1-B)`
  const last =
    lastQualifying === null
      ? `none since ${item.tierSince ?? 'the beginning'}`
      : `the last on ${lastQualifying}`
  return `${who}${own}; ${last}`
}
