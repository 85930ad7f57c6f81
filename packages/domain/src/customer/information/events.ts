import * as t from 'io-ts'
import { CalendarDate } from '../../vocabulary/calendar-date.ts'
import { Code, CustomerId, UserId } from '../../vocabulary/code.ts'
import { fields } from '../../vocabulary/fields.ts'
import { type EventDefinitions, type EventOf, firstVersion } from '../../vocabulary/messages.ts'
import { Text } from '../../vocabulary/text.ts'
import { Birthday } from './birthday.ts'
import {
  businessFacts,
  buyingProcess,
  developmentPlan,
  entryLag,
  insight,
  majorChange,
  person,
  Section,
} from './facts.ts'
import { ProfileChanges } from './profile.ts'
import { Segment } from './segment.ts'
import { Channel, FactSources, ProfileFact } from './source.ts'

const customer = { customer: CustomerId }

// Event names and fields are storage format: add, never rename or remove.
export const informationEvents = {
  /** policy 4.1-A, 4.3-B; a fact that changed is no longer verified. */
  ProfileCorrected: firstVersion(
    fields(
      'ProfileCorrected',
      { ...customer, changes: ProfileChanges },
      { reason: Text, sources: FactSources },
    ),
  ),
  /** policy 4.1-A, A22 */
  FactVerified: firstVersion(
    fields(
      'FactVerified',
      { ...customer, fact: ProfileFact, channel: Channel, verifiedBy: UserId },
      { contact: Code, reference: Text },
    ),
  ),
  /** policy 3.1-A, 3.1-B */
  CustomerSegmented: firstVersion(fields('CustomerSegmented', { ...customer, segment: Segment })),
  /** policy 4.1-B */
  BusinessFactsRecorded: firstVersion(fields('BusinessFactsRecorded', customer, businessFacts)),
  /** policy 4.1-B */
  SellingPointRecorded: firstVersion(
    fields('SellingPointRecorded', { ...customer, competitor: Text, advantage: Text }),
  ),
  /** policy 3.1-B */
  BuyingProcessRecorded: firstVersion(fields('BuyingProcessRecorded', customer, buyingProcess)),
  /** policy 3.2-B */
  DevelopmentPlanRecorded: firstVersion(
    fields('DevelopmentPlanRecorded', { ...customer, ...developmentPlan }),
  ),
  /** policy 4.1-D */
  PersonAdded: firstVersion(fields('PersonAdded', { ...customer, ...person.required }, person.optional)),
  /** policy 4.1-D */
  PersonChanged: firstVersion(fields('PersonChanged', { ...customer, ...person.required }, person.optional)),
  PersonRemoved: firstVersion(fields('PersonRemoved', { ...customer, person: Code, reason: Text })),
  /** policy 4.1-D */
  KeyContactNamed: firstVersion(fields('KeyContactNamed', { ...customer, person: Code })),
  KeyContactWithdrawn: firstVersion(
    fields('KeyContactWithdrawn', { ...customer, person: Code, reason: Text }),
  ),
  /** policy 5.2-B, A41, A42 */
  BirthdayRecorded: firstVersion(
    fields('BirthdayRecorded', { ...customer, person: Code, birthday: Birthday, consent: t.literal(true) }),
  ),
  BirthdayForgotten: firstVersion(fields('BirthdayForgotten', { ...customer, person: Code })),
  /** policy 4.2-C */
  InsightRecorded: firstVersion(fields('InsightRecorded', { ...customer, ...insight })),
  /** policy 4.3-B */
  SectionReviewed: firstVersion(
    fields('SectionReviewed', { ...customer, section: Section, reviewedBy: UserId }),
  ),
  /** policy 4.3-C, A28; `enteredOn` is the day of the entry, the event's own date that of the change. */
  MajorChangeRecorded: firstVersion(
    fields('MajorChangeRecorded', { ...customer, ...majorChange, ...entryLag, enteredOn: CalendarDate }),
  ),
} as const satisfies EventDefinitions

export type InformationEvent = EventOf<typeof informationEvents>
