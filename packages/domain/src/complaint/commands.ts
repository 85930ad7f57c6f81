import { CsatScore } from '../customer/relationship/satisfaction.ts'
import { Code, ComplaintId, CustomerId, OpportunityId, RegionId, UserId } from '../vocabulary/code.ts'
import { type CommandInputOf, type CommandOf, command, commandCodec } from '../vocabulary/messages.ts'
import { PersonalText } from '../vocabulary/personal.ts'
import { Text } from '../vocabulary/text.ts'
import { receiptFields } from './events.ts'
import { FaultParty, FollowUpOutcome, RecurrenceReason, Severity } from './vocabulary.ts'

const complaint = { complaint: ComplaintId }

export const complaintCommands = {
  /**
   * `occurredOn` is the day of `receivedAt` in the region's time zone; `owner` is the customer's owner. Entered on a later day,
   * the event says by how many days.
   * @clause 48
   */
  ReceiveComplaint: command(
    'ReceiveComplaint',
    { ...complaint, customer: CustomerId, region: RegionId, ...receiptFields.required },
    { ...receiptFields.optional, owner: UserId },
  ),
  AcknowledgeComplaint: command('AcknowledgeComplaint', complaint, { note: PersonalText }),
  /**
   * May be given again while the complaint is under way, when it turns out graver or lighter.
   * @clause 49
   */
  AssessComplaint: command(
    'AssessComplaint',
    { ...complaint, severity: Severity },
    { complexity: Text, impact: Text },
  ),
  /**
   * @clause 50
   */
  StartInvestigation: command('StartInvestigation', { ...complaint, investigator: UserId }),
  /**
   * @clause 50
   */
  RecordFinding: command('RecordFinding', { ...complaint, finding: PersonalText }, { evidence: Text }),
  /**
   * `rootCause` is a code of your own list, such as `lateDelivery`.
   * @clause 50
   */
  DetermineCause: command(
    'DetermineCause',
    { ...complaint, rootCause: Code, faultParty: FaultParty },
    { explanation: PersonalText },
  ),
  /**
   * `responsibility` says what the company answers for: mandatory when the fault includes the company.
   * @clause 53
   */
  ProposeResolution: command('ProposeResolution', { ...complaint, solution: Text }, { responsibility: Text }),
  /**
   * `decision` is what was decided and why, as told to the customer; `reasons`, where you keep them apart.
   * @clause 51
   */
  ResolveComplaint: command('ResolveComplaint', { ...complaint, decision: Text }, { reasons: Text }),
  /**
   * One attempt; `need` is what else the customer turns out to need.
   * @clause 54
   */
  RecordFollowUp: command(
    'RecordFollowUp',
    { ...complaint, outcome: FollowUpOutcome },
    { score: CsatScore, note: PersonalText, need: Text },
  ),
  /**
   * `lesson` is mandatory when the fault includes the company.
   * @clause 56
   */
  CloseComplaint: command('CloseComplaint', complaint, {
    lesson: Text,
    correctiveAction: Text,
    preventiveAction: Text,
  }),
  ReopenComplaint: command('ReopenComplaint', { ...complaint, reason: Text }),
  /**
   * @clause 49
   */
  RejectComplaint: command('RejectComplaint', { ...complaint, reason: Text }),
  /**
   * @clause 49
   */
  WithdrawComplaint: command('WithdrawComplaint', { ...complaint, reason: Text }),
  /**
   * It says the same as another one, `into`, which goes on for both.
   * @clause 49
   */
  MergeComplaint: command('MergeComplaint', { ...complaint, into: ComplaintId, reason: Text }),
  /**
   * @clause 52
   */
  ReportProgress: command('ReportProgress', { ...complaint, text: PersonalText }, { to: PersonalText }),
  PauseComplaint: command('PauseComplaint', { ...complaint, reason: Text }),
  ResumeComplaint: command('ResumeComplaint', complaint),
  /**
   * It repeats `earlier`, as the rule `recurrences` finds.
   * @clause 56
   */
  LinkRecurrence: command('LinkRecurrence', {
    ...complaint,
    earlier: ComplaintId,
    because: RecurrenceReason,
  }),
  /**
   * The opportunity in which a need heard at the follow-up is pursued.
   * @clause 55
   */
  LinkOpportunity: command('LinkOpportunity', { ...complaint, opportunity: OpportunityId }),
} as const

export const ComplaintCommand = commandCodec('ComplaintCommand', complaintCommands)
export type ComplaintCommand = CommandOf<typeof complaintCommands>
export type ComplaintCommandInput = CommandInputOf<typeof complaintCommands>
