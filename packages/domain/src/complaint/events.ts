import * as t from 'io-ts'
import { CsatScore } from '../customer/relationship/satisfaction.ts'
import { CalendarDate } from '../vocabulary/calendar-date.ts'
import { Code, ComplaintId, CustomerId, OpportunityId, RegionId, UserId } from '../vocabulary/code.ts'
import { fields } from '../vocabulary/fields.ts'
import { Count, Positive } from '../vocabulary/fraction.ts'
import { Instant } from '../vocabulary/instant.ts'
import { type EventDefinitions, type EventOf, firstVersion } from '../vocabulary/messages.ts'
import { PersonalText } from '../vocabulary/personal.ts'
import { Text } from '../vocabulary/text.ts'
import {
  ComplaintChannel,
  ComplaintDeadlines,
  FaultParty,
  FollowUpOutcome,
  RecurrenceReason,
  Severity,
} from './vocabulary.ts'

// Every event says whose complaint it is: read models fold across streams and cannot ask the first event of this one.
const about = { complaint: ComplaintId, customer: CustomerId, region: RegionId }
const owned = { owner: UserId }

const definition = <R extends t.Props, O extends t.Props = Record<never, never>>(
  name: string,
  required: R,
  optional?: O,
) =>
  firstVersion(
    fields<typeof about & R, typeof owned & O>(
      name,
      { ...about, ...required },
      // The spread of an absent table is an empty one, which is what `O` then is.
      { ...owned, ...(optional ?? ({} as O)) },
    ),
  )

/** Facts of the receipt that only the receipt has. */
export const receiptFields = {
  required: {
    receivedAt: Instant,
    complainant: PersonalText,
    channel: ComplaintChannel,
    content: PersonalText,
  },
  optional: {
    category: Code,
    product: Text,
    /** The person of ours complained about: never the one who handles it (A47). */
    about: UserId,
    severity: Severity,
  },
}

// Event names and fields are storage format: add, never rename or remove.
export const complaintEvents = {
  /**
   * policy 5.3-A: content, time, complainant; with the deadlines of the policy then in force (A44). `recordedLateDays`, when it
   * was not written down on the day it came in, as "at once" asks for.
   */
  ComplaintReceived: definition(
    'ComplaintReceived',
    { ...receiptFields.required, deadlines: ComplaintDeadlines, resolveBy: CalendarDate },
    { ...receiptFields.optional, recordedLateDays: Count },
  ),
  /** policy 5.3-A; ISO 10002 告知收悉 */
  ComplaintAcknowledged: definition('ComplaintAcknowledged', {}, { note: PersonalText }),
  /** policy 5.3-A, A45; picks the day of the solution. */
  ComplaintAssessed: definition(
    'ComplaintAssessed',
    { severity: Severity, resolveBy: CalendarDate },
    { complexity: Text, impact: Text },
  ),
  /** policy 5.3-B */
  ComplaintInvestigationStarted: definition('ComplaintInvestigationStarted', { investigator: UserId }),
  /** policy 5.3-B: what was found out and on what evidence. */
  ComplaintFindingRecorded: definition(
    'ComplaintFindingRecorded',
    { finding: PersonalText },
    { evidence: Text },
  ),
  /** policy 5.3-B, A48, A50: the cause as a code, so that the same cause is recognised when it comes again. */
  ComplaintCauseDetermined: definition(
    'ComplaintCauseDetermined',
    { rootCause: Code, faultParty: FaultParty },
    { explanation: PersonalText },
  ),
  /** policy 5.3-B: the solution and, where the company is at fault, its responsibility. */
  ComplaintResolutionProposed: definition(
    'ComplaintResolutionProposed',
    { version: Positive, solution: Text },
    { responsibility: Text },
  ),
  /**
   * policy 5.3-B, A46, A47: the decision with its reasons, told to the customer. Elapsed days include those waited; of the
   * working days only those on which it did not wait are `netWorkingDays`.
   */
  ComplaintResolved: definition(
    'ComplaintResolved',
    {
      decision: Text,
      elapsedDays: Count,
      waitedDays: Count,
      followUpFrom: CalendarDate,
      followUpUntil: CalendarDate,
    },
    { reasons: Text, netWorkingDays: Count },
  ),
  /** policy 5.3-C, A49; `need`: what else the customer was found to need. */
  ComplaintFollowedUp: definition(
    'ComplaintFollowedUp',
    { attempt: Positive, outcome: FollowUpOutcome },
    { score: CsatScore, note: PersonalText, need: Text },
  ),
  /** policy 5.3-C, A49, A50; `unconfirmed` counts as no answer, never as satisfied. */
  ComplaintClosed: definition(
    'ComplaintClosed',
    { confirmation: t.union([t.literal('satisfied'), t.literal('unconfirmed')], 'satisfied or unconfirmed') },
    { lesson: Text, correctiveAction: Text, preventiveAction: Text },
  ),
  /** A49: opens it again with deadlines of its own; `from` is how it had ended, `count` how often it was opened again. */
  ComplaintReopened: definition('ComplaintReopened', {
    reason: Text,
    from: t.keyof(
      { resolved: null, closed: null, rejected: null, withdrawn: null },
      'resolved, closed, rejected or withdrawn',
    ),
    count: Positive,
    deadlines: ComplaintDeadlines,
    resolveBy: CalendarDate,
  }),
  /** A45: it stays received, and is not counted as valid. */
  ComplaintRejected: definition('ComplaintRejected', { reason: Text }),
  /** A45: it stays received, and is not counted as valid. */
  ComplaintWithdrawn: definition('ComplaintWithdrawn', { reason: Text }),
  /** policy 5.3-B */
  ComplaintProgressReported: definition(
    'ComplaintProgressReported',
    { text: PersonalText, nextBy: CalendarDate },
    { to: PersonalText },
  ),
  /** A46: the clock stands still only while we wait for the customer. */
  ComplaintPaused: definition('ComplaintPaused', { reason: Text }),
  /** A46: the day of the solution moves by the working days waited. */
  ComplaintResumed: definition('ComplaintResumed', {
    waitedDays: Count,
    waitedWorkingDays: Count,
    resolveBy: CalendarDate,
    progressBy: CalendarDate,
  }),
  /** A45: it stays received, is not counted as valid, and goes on as part of `into`. */
  ComplaintMerged: definition('ComplaintMerged', { into: ComplaintId, reason: Text }),
  /** policy 5.3-C, A50: it repeats an earlier one; `code` is the category or the root cause that came again. */
  ComplaintRecurred: definition('ComplaintRecurred', {
    earlier: ComplaintId,
    because: RecurrenceReason,
    code: Code,
  }),
  /** policy 5.3-C: what else the customer needs, heard at a follow-up, is pursued as an opportunity. */
  FurtherNeedPursued: definition('FurtherNeedPursued', { opportunity: OpportunityId, need: Text }),
} as const satisfies EventDefinitions

export type ComplaintEvent = EventOf<typeof complaintEvents>
