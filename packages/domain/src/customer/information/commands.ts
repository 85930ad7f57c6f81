import { CustomerId } from '../../vocabulary/code.ts'
import { type CommandOf, command } from '../../vocabulary/messages.ts'
import { Text } from '../../vocabulary/text.ts'
import { ProfileChanges } from './profile.ts'
import { Segment } from './segment.ts'

const customer = { customer: CustomerId }

// What is known of the customer (policy 3.1, 4).
export const informationCommands = {
  CorrectProfile: command('CorrectProfile', { ...customer, changes: ProfileChanges }, { reason: Text }),
  SegmentCustomer: command('SegmentCustomer', { ...customer, segment: Segment }),
} as const

export type InformationCommand = CommandOf<typeof informationCommands>
