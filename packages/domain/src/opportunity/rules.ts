import type { Policy } from '../policy/policy.ts'
import { type CalendarDate, daysBetween } from '../vocabulary/calendar-date.ts'
import type { OpportunityCase } from './state.ts'

/**
 * Whether it is a project of a large customer, in which everybody's duty is set before a solution is proposed.
 *
 * @param project what it is expected to bring, in minor units, and whether its customer was said to be large or of tier A
 * @source policy 7.1-B; what is large is A56, `opportunities.largeDealAmount` inclusive
 */
export const isLargeProject = (
  policy: Policy,
  { largeCustomer, expectedAmount }: Pick<OpportunityCase, 'largeCustomer' | 'expectedAmount'>,
): boolean =>
  largeCustomer || (expectedAmount !== null && expectedAmount >= policy.opportunities.largeDealAmount)

/**
 * Whether nothing moves in an opportunity that may still be won: no step of its plan was done for
 * `opportunities.stalledDays` days or more, counted from the last one done, else from the day on which it began.
 *
 * @source policy 6.2-A; the number of days is A52
 */
export const isStalled = (
  policy: Policy,
  { stage, lastStepDoneOn, identifiedOn, heardOn }: OpportunityCase,
  date: CalendarDate,
): boolean =>
  open.has(stage) &&
  daysBetween(lastStepDoneOn ?? identifiedOn ?? heardOn, date) >= policy.opportunities.stalledDays

const open: ReadonlySet<OpportunityCase['stage']> = new Set([
  'identified',
  'qualified',
  'solution',
  'negotiation',
  'agreed',
])
