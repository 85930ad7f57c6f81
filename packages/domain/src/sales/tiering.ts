import type { Policy, PolicyInForce, Tier } from '../policy/policy.ts'
import {
  addDays,
  addMonths,
  type CalendarDate,
  type DateRange,
  yearStart,
} from '../vocabulary/calendar-date.ts'
import type { Fraction, Quotient } from '../vocabulary/fraction.ts'
import type { Sum } from './daily-sums.ts'
import { sharePercentage, thresholdPercentage } from './percentage.ts'

/** Which year "yearly purchases" means (A9): the trailing months of the policy, or the calendar year so far. */
export type WindowKind = 'trailing-12-months' | 'calendar-year'

/** The window that ends on a date: the trailing one, or the calendar year from 1 January. */
export const windowOn = (kind: WindowKind, policy: Policy, asOf: CalendarDate): DateRange =>
  kind === 'calendar-year'
    ? { from: yearStart(asOf), to: asOf }
    : trailingWindow(policy.tiers.windowMonths, asOf)

/**
 * From the day after the same day so many months earlier (clamped to the month's end) to the date itself.
 * @example
 * trailingWindow(12, date('2024-02-29')) // { from: '2023-03-01', to: '2024-02-29' }
 */
export const trailingWindow = (months: number, asOf: CalendarDate): DateRange => ({
  from: addDays(addMonths(asOf, -months), 1),
  to: asOf,
})

/** Why a customer has its tier, or none. */
export type TierReason =
  | 'SHARE_A'
  | 'SHARE_B'
  | 'REST'
  /** Bought before, but not in the window (A16). */
  | 'LAPSED'
  /** Net purchases are zero or less although the region sold (A12). */
  | 'NON_POSITIVE'
  /** The region's total is zero or less: no share, no tier (A12). */
  | 'NO_REGION_SALES'
  /** Never bought (A16). */
  | 'PROSPECT'

export type Grade = {
  readonly tier: Tier | null
  readonly reason: TierReason
  /** Null where the region's total is zero or less. */
  readonly share: Quotient | null
  readonly lapsed: boolean
}

/**
 * The tier that purchases of so much, of a region's total of so much, make: exact, thresholds inclusive.
 *
 * A customer who only gave back in the window is `lapsed` (it bought nothing) and `NON_POSITIVE`; so is one of whom no
 * purchase is on record, since what it gave back it must have bought.
 *
 * @param amount net purchases of the customer in the window, minor units
 * @param bought how many of its lines in the window were bought, not given back
 * @param total the region's net sales in the window, unattributed ones included, minor units
 * @source policy 3.2-A, 3.2-B, 3.2-C; A5–A8, A11, A12, A16
 */
export const grade = (
  policy: Policy,
  { amount, bought }: Pick<Sum, 'amount' | 'bought'>,
  total: bigint,
): Grade => {
  const lapsed = bought === 0
  if (total <= 0n) return { tier: null, reason: 'NO_REGION_SALES', share: null, lapsed }
  const share: Quotient = { numerator: amount, denominator: total }
  const tier = tierOf(policy, amount, total)
  if (amount > 0n) return { tier, reason: shareReasons[tier ?? 'C'], share, lapsed }
  return { tier, reason: lapsed && amount === 0n ? 'LAPSED' : 'NON_POSITIVE', share, lapsed }
}

const shareReasons = { A: 'SHARE_A', B: 'SHARE_B', C: 'REST' } as const

/** The tier alone; null where the region's total is zero or less. Of rising totals it is none, A, B and C, in this order. */
export const tierOf = ({ tiers: { a, b } }: Policy, amount: bigint, total: bigint): Tier | null => {
  if (total <= 0n) return null
  if (amount <= 0n) return 'C'
  if (reaches(amount, total, a)) return 'A'
  return reaches(amount, total, b) ? 'B' : 'C'
}

/** Multiplied crosswise, so that nothing is rounded. */
const reaches = (amount: bigint, total: bigint, { numerator, denominator }: Fraction): boolean =>
  amount * BigInt(denominator) >= total * BigInt(numerator)

/** The reason in a sentence, with its clause. */
export const explainGrade = (
  { reason, share }: Pick<Grade, 'reason' | 'share'>,
  { policy }: PolicyInForce,
): string => {
  const { a, b } = policy.tiers
  const bought =
    share === null ? '' : `${sharePercentage(share, [a, b])} of the region’s net sales in the window`
  switch (reason) {
    case 'SHARE_A':
      return `${bought}, at least ${thresholdPercentage(a)} (policy 3.2-A)`
    case 'SHARE_B':
      return `${bought}, at least ${thresholdPercentage(b)} and less than ${thresholdPercentage(a)} (policy 3.2-B)`
    case 'REST':
      return `${bought}, less than ${thresholdPercentage(b)} (policy 3.2-C)`
    case 'LAPSED':
      return 'LAPSED: bought before, but not in the window (policy 3.2-C, A16)'
    case 'NON_POSITIVE':
      return 'NON_POSITIVE: net purchases in the window are zero or less (policy 3.2-C, A12)'
    case 'NO_REGION_SALES':
      return 'NO_REGION_SALES: the region’s net sales in the window are zero or less, so there is no share and no tier (A12)'
    case 'PROSPECT':
      return 'PROSPECT: has never bought, so it has no tier yet (A16)'
  }
}
