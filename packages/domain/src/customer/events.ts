import * as t from 'io-ts'
import { CustomerId } from '../vocabulary/code.ts'
import { fields } from '../vocabulary/fields.ts'
import { type EventDefinitions, type EventOf, firstVersion } from '../vocabulary/messages.ts'
import { accountEvents } from './account/events.ts'
import { careEvents } from './care/events.ts'
import { informationEvents } from './information/events.ts'
import { purchaseEvents } from './purchases/events.ts'
import { relationshipEvents } from './relationship/events.ts'

export const customerEvents = {
  ...accountEvents,
  ...careEvents,
  ...informationEvents,
  ...purchaseEvents,
  ...relationshipEvents,
} as const satisfies EventDefinitions

export type CustomerEvent = EventOf<typeof customerEvents>

/** What lies in an `identity-<hash>` stream: who holds a duplicate key (A21, A22). */
export const identityEvents = {
  IdentityClaimed: firstVersion(
    fields('IdentityClaimed', { customer: CustomerId, kind: t.literal('creditCode') }),
  ),
} as const satisfies EventDefinitions

export type IdentityEvent = EventOf<typeof identityEvents>
