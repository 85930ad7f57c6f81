import * as t from 'io-ts'
import { CalendarDate } from '../vocabulary/calendar-date.ts'
import { fields } from '../vocabulary/fields.ts'
import { Count, Positive } from '../vocabulary/fraction.ts'

/** How grave; it orders the work and sets the day of the solution, and drops no complaint (policy 5.3-A, A45). */
export const Severity = t.keyof(
  { minor: null, major: null, critical: null },
  'Severity minor, major or critical',
)
export type Severity = t.TypeOf<typeof Severity>

/** Whose fault it was (A48). */
export const FaultParty = t.keyof(
  { company: null, customer: null, thirdParty: null, shared: null, unknown: null },
  'FaultParty company, customer, thirdParty, shared or unknown',
)
export type FaultParty = t.TypeOf<typeof FaultParty>

/** A shared fault includes the company (A48). */
export const includesCompany = (fault: FaultParty | null): boolean =>
  fault === 'company' || fault === 'shared'

export const ComplaintChannel = t.keyof(
  {
    visit: null,
    meeting: null,
    phone: null,
    message: null,
    email: null,
    letter: null,
    web: null,
    other: null,
  },
  'ComplaintChannel visit, meeting, phone, message, email, letter, web or other',
)
export type ComplaintChannel = t.TypeOf<typeof ComplaintChannel>

/** What a follow-up attempt found (policy 5.3-C, A49). */
export const FollowUpOutcome = t.keyof(
  { satisfied: null, notSatisfied: null, unreachable: null },
  'FollowUpOutcome satisfied, notSatisfied or unreachable',
)
export type FollowUpOutcome = t.TypeOf<typeof FollowUpOutcome>

/** By what a complaint repeats an earlier one (policy 5.3-C, A50). */
export const RecurrenceReason = t.keyof(
  { category: null, rootCause: null },
  'RecurrenceReason category or rootCause',
)
export type RecurrenceReason = t.TypeOf<typeof RecurrenceReason>

/**
 * The days by which things are owed, as the policy in force says when the complaint opens: a later policy never moves
 * the deadlines of a complaint that is under way (A44). The day of the solution is known for each severity, so that an
 * assessment picks one and computes nothing anew.
 */
export const ComplaintDeadlines = fields('ComplaintDeadlines', {
  /** Version of the policy that made them. */
  policy: t.string,
  acknowledgeBy: CalendarDate,
  investigateBy: CalendarDate,
  /** The first word to the customer on how it goes; each report sets the next. */
  progressBy: CalendarDate,
  progressWorkingDays: Count,
  resolveBy: fields('ResolveBy', { minor: CalendarDate, major: CalendarDate, critical: CalendarDate }),
  followUpAfterDays: Count,
  followUpWithinDays: Count,
  followUpAttemptsMax: Positive,
})
export type ComplaintDeadlines = t.TypeOf<typeof ComplaintDeadlines>
