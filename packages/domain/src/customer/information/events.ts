import { CustomerId } from '../../vocabulary/code.ts'
import { fields } from '../../vocabulary/fields.ts'
import { type EventDefinitions, type EventOf, firstVersion } from '../../vocabulary/messages.ts'
import { Text } from '../../vocabulary/text.ts'
import { ProfileChanges } from './profile.ts'
import { Segment } from './segment.ts'

const customer = { customer: CustomerId }

// Event names and fields are storage format: add, never rename or remove.
export const informationEvents = {
  /** policy 4.1-A, 4.3-B */
  ProfileCorrected: firstVersion(
    fields('ProfileCorrected', { ...customer, changes: ProfileChanges }, { reason: Text }),
  ),
  /** policy 3.1-A, 3.1-B */
  CustomerSegmented: firstVersion(fields('CustomerSegmented', { ...customer, segment: Segment })),
} as const satisfies EventDefinitions

export type InformationEvent = EventOf<typeof informationEvents>
