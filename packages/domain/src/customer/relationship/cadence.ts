import * as t from 'io-ts'
import { Interval } from '../../policy/interval.ts'
import type { Cadence, Policy, Tier } from '../../policy/policy.ts'
import { CalendarDate } from '../../vocabulary/calendar-date.ts'
import { Code, OpportunityId, UserId } from '../../vocabulary/code.ts'
import { fields } from '../../vocabulary/fields.ts'
import { Text } from '../../vocabulary/text.ts'

/**
 * A customer's own cadence for a while (policy 5.1-B, A35). A `raise` can only shorten the tier's interval and is the
 * owner's decision; a `lower` lengthens it and names who approved it.
 */
export const CadenceAdjustment = fields(
  'CadenceAdjustment',
  {
    direction: t.union([t.literal('raise'), t.literal('lower')], 'raise or lower'),
    interval: Interval,
    reason: Text,
    from: CalendarDate,
    until: CalendarDate,
  },
  {
    approver: UserId,
    /** The important project or need for which one communicates more often. */
    because: t.union(
      [fields('OfOpportunity', { opportunity: OpportunityId }), fields('OfNeed', { need: Code })],
      '{opportunity} or {need}',
    ),
  },
)
export type CadenceAdjustment = t.TypeOf<typeof CadenceAdjustment>

/**
 * How often a customer is contacted: that depends on its tier. Without tier nothing is asked.
 * @source policy 5.1-A
 * @clause 34
 * @example
 * cadenceOf(defaultPolicy, 'A') // { interval: { months: 1 }, deep: true }
 */
export const cadenceOf = (policy: Policy, tier: Tier | null): Cadence | null =>
  tier === null ? null : policy.contacts.cadence[tier]

/** The adjustment in force on a date: of those that cover it, the last decided. */
export const adjustmentOn = (
  adjustments: ReadonlyArray<CadenceAdjustment>,
  date: CalendarDate,
): CadenceAdjustment | null =>
  adjustments.findLast(({ from, until }) => from <= date && date <= until) ?? null
