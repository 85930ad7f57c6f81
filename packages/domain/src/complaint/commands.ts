import { CsatScore } from '../customer/relationship/satisfaction.ts'
import { Code, ComplaintId, CustomerId, RegionId, UserId } from '../vocabulary/code.ts'
import { type CommandInputOf, type CommandOf, command, commandCodec } from '../vocabulary/messages.ts'
import { PersonalText } from '../vocabulary/personal.ts'
import { Text } from '../vocabulary/text.ts'
import { receiptFields } from './events.ts'
import { FaultParty, FollowUpOutcome, Severity } from './vocabulary.ts'

const complaint = { complaint: ComplaintId }

export const complaintCommands = {
  /** `occurredOn` is the day of `receivedAt` in the region's time zone; `owner` is the customer's owner. */
  ReceiveComplaint: command(
    'ReceiveComplaint',
    { ...complaint, customer: CustomerId, region: RegionId, ...receiptFields.required },
    { ...receiptFields.optional, owner: UserId },
  ),
  AcknowledgeComplaint: command('AcknowledgeComplaint', complaint, { note: PersonalText }),
  /** May be given again while the complaint is under way, when it turns out graver or lighter. */
  AssessComplaint: command(
    'AssessComplaint',
    { ...complaint, severity: Severity },
    { complexity: Text, impact: Text },
  ),
  StartInvestigation: command('StartInvestigation', { ...complaint, investigator: UserId }),
  RecordFinding: command('RecordFinding', { ...complaint, finding: PersonalText }, { evidence: Text }),
  /** `rootCause` is a code of your own list, such as `lateDelivery`. */
  DetermineCause: command(
    'DetermineCause',
    { ...complaint, rootCause: Code, faultParty: FaultParty },
    { explanation: PersonalText },
  ),
  /** `responsibility` says what the company answers for: mandatory when the fault includes the company. */
  ProposeResolution: command('ProposeResolution', { ...complaint, solution: Text }, { responsibility: Text }),
  /** `decision` is what was decided and why, as told to the customer. */
  ResolveComplaint: command('ResolveComplaint', { ...complaint, decision: Text }),
  RecordFollowUp: command(
    'RecordFollowUp',
    { ...complaint, outcome: FollowUpOutcome },
    { score: CsatScore, note: PersonalText, need: Text },
  ),
  /** `lesson` is mandatory when the fault includes the company. */
  CloseComplaint: command('CloseComplaint', complaint, {
    lesson: Text,
    correctiveAction: Text,
    preventiveAction: Text,
  }),
  ReopenComplaint: command('ReopenComplaint', { ...complaint, reason: Text }),
  RejectComplaint: command('RejectComplaint', { ...complaint, reason: Text }),
  WithdrawComplaint: command('WithdrawComplaint', { ...complaint, reason: Text }),
  ReportProgress: command('ReportProgress', { ...complaint, text: PersonalText }, { to: PersonalText }),
  WaitForCustomer: command('WaitForCustomer', { ...complaint, reason: Text }),
  ResumeComplaint: command('ResumeComplaint', complaint),
} as const

export const ComplaintCommand = commandCodec('ComplaintCommand', complaintCommands)
export type ComplaintCommand = CommandOf<typeof complaintCommands>
export type ComplaintCommandInput = CommandInputOf<typeof complaintCommands>
