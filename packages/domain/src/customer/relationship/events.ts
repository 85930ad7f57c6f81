import { CustomerId, RegionId, UserId } from '../../vocabulary/code.ts'
import { fields } from '../../vocabulary/fields.ts'
import { type EventDefinitions, type EventOf, firstVersion } from '../../vocabulary/messages.ts'
import { CadenceAdjustment } from './cadence.ts'
import { contactFields } from './contact.ts'
import { Satisfaction } from './satisfaction.ts'

const customer = { customer: CustomerId }

// Event names and fields are storage format: add, never rename or remove.
export const relationshipEvents = {
  /** policy 5.1-A, 5.1-C, 3.2-C */
  ContactRecorded: firstVersion(
    fields('ContactRecorded', { ...customer, ...contactFields.required }, { ...contactFields.optional }),
  ),
  /** policy 8.1-B, A61 */
  SatisfactionRecorded: firstVersion(
    fields(
      'SatisfactionRecorded',
      { ...customer, region: RegionId, ...Satisfaction.required },
      { owner: UserId, ...Satisfaction.optional },
    ),
  ),
  /** policy 5.1-B, A35 */
  CadenceAdjusted: firstVersion(fields('CadenceAdjusted', { ...customer, adjustment: CadenceAdjustment })),
} as const satisfies EventDefinitions

export type RelationshipEvent = EventOf<typeof relationshipEvents>
