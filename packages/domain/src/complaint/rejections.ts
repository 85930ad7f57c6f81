import type { BusinessDateRejection } from '../aggregate/business-date.ts'
import type { NotPermitted } from '../aggregate/permission.ts'
import type { RegionNotOpen } from '../aggregate/region-terms.ts'
import type { CalendarDate } from '../vocabulary/calendar-date.ts'
import type { ComplaintId, OpportunityId, UserId } from '../vocabulary/code.ts'
import type { Fact } from '../vocabulary/rejection.ts'
import type { ComplaintStage } from './state.ts'
import type { FaultParty, RecurrenceReason } from './vocabulary.ts'

/** Why a command on a complaint is refused: the fact, and in `message` what mends it. */
export type ComplaintRejection =
  | Fact<'NotReceived'>
  | Fact<'AlreadyReceived', { receivedOn: CalendarDate }>
  | RegionNotOpen
  | Fact<'ReceivedOnAnotherDay', { receivedOn: CalendarDate; occurredOn: CalendarDate }>
  | Fact<'BeforeReceipt', { receivedOn: CalendarDate }>
  | Fact<'HandlerComplainedAbout', { handler: UserId }>
  | Fact<'Paused', { since: CalendarDate }>
  | Fact<'NotPaused'>
  | Fact<'ResumedBeforePause', { since: CalendarDate }>
  | Fact<'NotAcknowledged'>
  | Fact<'AlreadyAcknowledged'>
  | Fact<'NotAssessed'>
  | Fact<'NothingChanges'>
  | Fact<'NotInvestigating'>
  | Fact<'AlreadyInvestigating', { investigator: UserId | null }>
  | Fact<'NothingFound'>
  | Fact<'CauseUnknown'>
  | Fact<'SolutionMissing', { faultParty: FaultParty }>
  | Fact<'ResponsibilityMissing', { faultParty: FaultParty }>
  | Fact<'NotResolved'>
  | Fact<'AlreadyResolved'>
  | Fact<'NotConfirmed', { attempts: number; needed: number }>
  | Fact<'LessonMissing', { faultParty: FaultParty }>
  | Fact<'Ended', { stage: ComplaintStage }>
  | Fact<'StillOpen', { stage: ComplaintStage }>
  | Fact<'PausedUntil', { until: CalendarDate }>
  | Fact<'BeforeResolution', { resolvedOn: CalendarDate }>
  | Fact<'SameComplaint', { complaint: ComplaintId }>
  | Fact<'Merged', { into: ComplaintId | null }>
  | Fact<'NoCategory'>
  | Fact<'AlreadyLinked', { earlier: ComplaintId; because: RecurrenceReason }>
  | Fact<'NoNeedHeard'>
  | Fact<'AlreadyPursued', { opportunity: OpportunityId }>
  | NotPermitted
  | BusinessDateRejection
