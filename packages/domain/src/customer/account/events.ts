import { Tier } from '../../policy/policy.ts'
import { CalendarDate } from '../../vocabulary/calendar-date.ts'
import { CustomerId, RegionId, UserId } from '../../vocabulary/code.ts'
import { fields } from '../../vocabulary/fields.ts'
import { type EventDefinitions, type EventOf, firstVersion } from '../../vocabulary/messages.ts'
import { Text } from '../../vocabulary/text.ts'
import { Profile } from '../information/profile.ts'

const customer = { customer: CustomerId }

// Event names and fields are storage format: add, never rename or remove.
export const accountEvents = {
  /** policy 4.1-A: the customer is known by name and belongs to a home region. */
  CustomerRegistered: firstVersion(
    fields('CustomerRegistered', { ...customer, region: RegionId, profile: Profile }, { owner: UserId }),
  ),
  /** policy 3.2, A15: shown beside the computed tier, never in its place. */
  TierAssigned: firstVersion(
    fields(
      'TierAssigned',
      { ...customer, region: RegionId, tier: Tier, reason: Text, approver: UserId },
      { until: CalendarDate },
    ),
  ),
  CustomerDeactivated: firstVersion(fields('CustomerDeactivated', { ...customer, reason: Text })),
  CustomerReactivated: firstVersion(fields('CustomerReactivated', { ...customer, reason: Text })),
} as const satisfies EventDefinitions

export type AccountEvent = EventOf<typeof accountEvents>
