import { type Either, left } from 'fp-ts/lib/Either.js'
import { match, P } from 'ts-pattern'
import { refuse } from '../vocabulary/rejection.ts'
import type { ComplaintCommand } from './commands.ts'
import type { ComplaintRejection } from './rejections.ts'
import type { ComplaintCase, ComplaintStage, ComplaintState } from './state.ts'

/** What stands in the way of a command whose turn it is not: the step that is missing, or the one that is past. */
export const outOfTurn = (
  command: ComplaintCommand,
  state: ComplaintState,
): Either<ComplaintRejection, never> => {
  if (state.stage === 'unheard') return notReceived
  return command.type === 'ReceiveComplaint' ? alreadyReceived(state) : notNow(command.type, state)
}

const notReceived = refuse(
  'NotReceived',
  'There is no such complaint: record its receipt first (ReceiveComplaint).',
  {},
)

const alreadyReceived = ({ receivedOn }: ComplaintCase) =>
  refuse(
    'AlreadyReceived',
    `The complaint was received on ${receivedOn} already: give a new complaint its own id.`,
    { receivedOn },
  )

const notNow = (
  type: ComplaintCommand['type'],
  { stage, investigator, mergedInto }: ComplaintCase,
): Either<ComplaintRejection, never> =>
  left(
    match<[ComplaintStage, ComplaintCommand['type']], ComplaintRejection>([stage, type])
      .with(['merged', P._], () => ({
        _tag: 'Merged',
        into: mergedInto,
        message: `The complaint was merged into ${mergedInto}: give the command there.`,
      }))
      .with([P.union('closed', 'rejected', 'withdrawn'), P._], () => ({
        _tag: 'Ended',
        stage,
        message: `The complaint is ${stage}: reopen it first (ReopenComplaint).`,
      }))
      .with([P._, 'ReopenComplaint'], () => ({
        _tag: 'StillOpen',
        stage,
        message: `The complaint is open (${stage}): there is nothing to reopen.`,
      }))
      .with([P.union('resolved', 'confirmed'), P._], () => ({
        _tag: 'AlreadyResolved',
        message:
          'The complaint is resolved: close it (CloseComplaint), or reopen it first (ReopenComplaint).',
      }))
      .with(['received', P._], () => ({
        _tag: 'NotAcknowledged',
        message:
          'The customer does not know yet that we have the complaint: acknowledge it first (AcknowledgeComplaint).',
      }))
      .with([P._, 'AcknowledgeComplaint'], () => ({
        _tag: 'AlreadyAcknowledged',
        message:
          'The complaint is acknowledged already: tell the customer how it goes instead (ReportProgress).',
      }))
      .with([P._, P.union('RecordFollowUp', 'CloseComplaint')], () => ({
        _tag: 'NotResolved',
        message:
          'The complaint is not resolved yet: tell the customer the decision first (ResolveComplaint).',
      }))
      .with(['acknowledged', P._], () => ({
        _tag: 'NotAssessed',
        message: 'The complaint is not assessed yet: say how grave it is first (AssessComplaint).',
      }))
      .with([P.union('assessed', 'reopened'), P._], () => ({
        _tag: 'NotInvestigating',
        message: 'Nobody investigates the complaint yet: start the investigation first (StartInvestigation).',
      }))
      .with([P._, 'StartInvestigation'], () => ({
        _tag: 'AlreadyInvestigating',
        investigator,
        message: `${investigator} investigates the complaint already: record what is found (RecordFinding).`,
      }))
      .otherwise(() => unknownCause),
  )

const unknownCause = {
  _tag: 'CauseUnknown',
  message: 'The cause is not known yet: determine it and whose fault it was first (DetermineCause).',
} as const satisfies ComplaintRejection

export const causeUnknown: Either<ComplaintRejection, never> = left(unknownCause)
