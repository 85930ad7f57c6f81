import * as t from 'io-ts'
import type { Policy, Tier } from '../../policy/policy.ts'
import { addMonths, type CalendarDate } from '../../vocabulary/calendar-date.ts'
import { Code, RegionId, UserId } from '../../vocabulary/code.ts'
import { PersonalText } from '../../vocabulary/personal.ts'

/** Completed and two-way (A30): a call without answer, a mass mail, a greeting or a gift is not a contact. */
export const ContactKind = t.keyof(
  {
    visit: null,
    meeting: null,
    videoMeeting: null,
    callMeeting: null,
    call: null,
    message: null,
    email: null,
  },
  'ContactKind visit, meeting, videoMeeting, callMeeting, call, message or email',
)
export type ContactKind = t.TypeOf<typeof ContactKind>

export const Depth = t.union([t.literal('deep'), t.literal('routine')], 'Depth deep or routine')
export type Depth = t.TypeOf<typeof Depth>

/** Topics that are the company's own product and service; every other topic is beyond them (policy 5.1-C, A31). */
export const ownTopics: ReadonlyArray<string> = ['product', 'service']

export const contactFields = {
  required: {
    /** Identity of the contact. */
    contact: Code,
    kind: ContactKind,
    depth: Depth,
    /** Who took part for the customer: names, one personal value each. */
    participants: t.readonlyArray(PersonalText),
    /** Codes: `product`, `service`, and beyond them `development`, `industry`, `successCase` or your own. */
    topics: t.readonlyArray(Code),
  },
  optional: {
    /** What was said; free text about people. */
    summary: PersonalText,
    /** Who took part for us. */
    ours: t.readonlyArray(UserId),
    /** A talk at senior-management level, and who of ours held it (policy 3.2-A). */
    level: t.literal('executive'),
    executive: UserId,
    /** What was found out on a visit (policy 4.2-A). */
    findings: PersonalText,
    region: RegionId,
  },
}

type ContactFacts = {
  readonly kind: ContactKind
  readonly participants: ReadonlyArray<unknown>
  readonly topics: ReadonlyArray<string>
  readonly summary?: unknown
  readonly executive?: unknown
}

const meetingKinds: ReadonlyArray<ContactKind> = ['visit', 'meeting', 'videoMeeting', 'callMeeting']

/**
 * What a contact lacks to be a deep one; empty when it is deep.
 * @source policy 5.1-A, A31
 * @clause 35
 */
export const missingForDeep = (contact: ContactFacts): ReadonlyArray<string> => [
  ...(meetingKinds.includes(contact.kind) ? [] : ['a visit or a meeting (in person, by video or telephone)']),
  ...(contact.participants.length > 0 ? [] : ['a participant of the customer']),
  ...(contact.summary !== undefined ? [] : ['a written summary']),
  ...(contact.topics.some((topic) => !ownTopics.includes(topic))
    ? []
    : ['a topic beyond product and service']),
]

/**
 * What a contact lacks to be a talk at senior-management level; one meeting can be that and deep as well (A18).
 * @source policy 3.2-A
 * @clause 11
 */
export const missingForExecutive = (contact: ContactFacts): ReadonlyArray<string> => [
  ...(meetingKinds.includes(contact.kind) ? [] : ['a visit or a meeting (in person, by video or telephone)']),
  ...(contact.executive !== undefined ? [] : ['the executive of ours']),
  ...(contact.participants.length > 0 ? [] : ['a participant of the customer']),
]

/**
 * By when an A customer is next owed a talk at senior-management level; null for the others.
 * @param since the last such talk, else since when the customer is an A
 * @source policy 3.2-A "regularly"; the months are not from the policy, A18
 * @example
 * executiveDueOn(defaultPolicy, 'A', date('2026-01-31')) // '2026-04-30'
 */
export const executiveDueOn = (
  policy: Policy,
  tier: Tier | null,
  since: CalendarDate,
): CalendarDate | null => (tier === 'A' ? addMonths(since, policy.contacts.executiveMonths) : null)
