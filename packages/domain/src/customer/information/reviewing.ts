import type { Policy, Tier } from '../../policy/policy.ts'
import { addMonths, type CalendarDate } from '../../vocabulary/calendar-date.ts'

/**
 * By when a section of what is known of a customer is to be looked through again: so many months after the last review, or after
 * it became ours to know; more often the more the customer matters. Without a tier as for C.
 * @param since the last review, or the day since which there is something to review
 * @source policy 4.3-B; the months are not from the policy, A27
 * @clause 32
 * @example
 * reviewDueOn(defaultPolicy, 'A', date('2026-01-31')) // '2026-04-30'
 */
export const reviewDueOn = (policy: Policy, tier: Tier | null, since: CalendarDate): CalendarDate =>
  addMonths(since, policy.information.reviewMonths[tier ?? 'C'])
