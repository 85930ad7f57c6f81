import { Tier } from '../../policy/policy.ts'
import { CalendarDate } from '../../vocabulary/calendar-date.ts'
import { CustomerId, RegionId, UserId } from '../../vocabulary/code.ts'
import { type CommandOf, command } from '../../vocabulary/messages.ts'
import { Text } from '../../vocabulary/text.ts'
import { Profile } from '../information/profile.ts'

const customer = { customer: CustomerId }

// Who the customer is to us: registered, in whose hands, of which tier, active or not.
export const accountCommands = {
  RegisterCustomer: command(
    'RegisterCustomer',
    { ...customer, region: RegionId, profile: Profile },
    { owner: UserId },
  ),
  AssignTier: command(
    'AssignTier',
    { ...customer, region: RegionId, tier: Tier, reason: Text, approver: UserId },
    { until: CalendarDate },
  ),
  DeactivateCustomer: command('DeactivateCustomer', { ...customer, reason: Text }),
  ReactivateCustomer: command('ReactivateCustomer', { ...customer, reason: Text }),
} as const

export type AccountCommand = CommandOf<typeof accountCommands>
