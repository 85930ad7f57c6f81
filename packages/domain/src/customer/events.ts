import * as t from 'io-ts'
import { Tier } from '../policy/policy.ts'
import { CalendarDate } from '../vocabulary/calendar-date.ts'
import { CustomerId, RegionId, UserId } from '../vocabulary/code.ts'
import { fields } from '../vocabulary/fields.ts'
import type { EventDefinitions, EventOf } from '../vocabulary/messages.ts'
import { Text } from '../vocabulary/text.ts'
import { CadenceAdjustment } from './cadence.ts'
import { contactFields } from './contact.ts'
import { Profile, ProfileChanges } from './profile.ts'
import { DatedPurchaseLine, PurchaseLine } from './purchase.ts'
import { Satisfaction } from './satisfaction.ts'
import { Segment } from './segment.ts'

const customer = { customer: CustomerId }

// Event names and fields are storage format: add, never rename or remove.
export const customerEvents = {
  /** policy 4.1-A: the customer is known by name and belongs to a home region. */
  CustomerRegistered: {
    version: 1,
    data: fields(
      'CustomerRegistered',
      { ...customer, region: RegionId, profile: Profile },
      { owner: UserId },
    ),
  },
  /** policy 4.1-A, 4.3-B */
  ProfileCorrected: {
    version: 1,
    data: fields('ProfileCorrected', { ...customer, changes: ProfileChanges }, { reason: Text }),
  },
  /** policy 3.1-A, 3.1-B */
  CustomerSegmented: { version: 1, data: fields('CustomerSegmented', { ...customer, segment: Segment }) },
  /** policy 4.1-C; also the first that is heard of a customer whose ledger is imported. */
  PurchaseRecorded: {
    version: 1,
    data: fields('PurchaseRecorded', { ...customer, line: PurchaseLine }, { customerName: Text }),
  },
  /** policy 4.1-C, A10: reduces the window it is dated in. */
  PurchaseReturned: {
    version: 1,
    data: fields(
      'PurchaseReturned',
      { ...customer, line: PurchaseLine },
      { customerName: Text, returns: PurchaseLine.required.purchase, reason: Text },
    ),
  },
  /** policy 4.3-B; holds both versions, so that a reader can undo the one and apply the other. Dated as the sale now is. */
  PurchaseCorrected: {
    version: 1,
    data: fields('PurchaseCorrected', {
      ...customer,
      before: DatedPurchaseLine,
      after: DatedPurchaseLine,
      reason: Text,
    }),
  },
  /** policy 5.1-A, 5.1-C, 3.2-C */
  ContactRecorded: {
    version: 1,
    data: fields(
      'ContactRecorded',
      { ...customer, ...contactFields.required },
      { ...contactFields.optional },
    ),
  },
  /** policy 8.1-B, A61 */
  SatisfactionRecorded: {
    version: 1,
    data: fields(
      'SatisfactionRecorded',
      { ...customer, region: RegionId, ...Satisfaction.required },
      { owner: UserId, ...Satisfaction.optional },
    ),
  },
  /** policy 5.1-B, A35 */
  CadenceAdjusted: {
    version: 1,
    data: fields('CadenceAdjusted', { ...customer, adjustment: CadenceAdjustment }),
  },
  /** policy 3.2, A15: shown beside the computed tier, never in its place. */
  TierAssigned: {
    version: 1,
    data: fields(
      'TierAssigned',
      { ...customer, region: RegionId, tier: Tier, reason: Text, approver: UserId },
      { until: CalendarDate },
    ),
  },
  CustomerDeactivated: { version: 1, data: fields('CustomerDeactivated', { ...customer, reason: Text }) },
  CustomerReactivated: { version: 1, data: fields('CustomerReactivated', { ...customer, reason: Text }) },
} as const satisfies EventDefinitions

export type CustomerEvent = EventOf<typeof customerEvents>

/** What lies in an `identity-<hash>` stream: who holds a duplicate key (A21, A22). */
export const identityEvents = {
  IdentityClaimed: {
    version: 1,
    data: fields('IdentityClaimed', { ...customer, kind: t.literal('creditCode') }),
  },
} as const satisfies EventDefinitions

export type IdentityEvent = EventOf<typeof identityEvents>
