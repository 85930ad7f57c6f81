import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import { match, P } from 'ts-pattern'
import { checkPermission } from '../permissions/check.ts'
import type { Role } from '../permissions/role.ts'
import { checkBusinessDate } from '../vocabulary/business-date.ts'
import type { RegionId } from '../vocabulary/code.ts'
import type { Context, Decider } from '../vocabulary/decider.ts'
import { refuse } from '../vocabulary/rejection.ts'
import { checkFit } from './check-fit.ts'
import type { ComplaintCommand } from './commands.ts'
import {
  acknowledge,
  assess,
  pause,
  receive,
  rejectIt,
  reopen,
  reportProgress,
  resume,
  withdraw,
} from './decide-course.ts'
import { close, followUp } from './decide-ending.ts'
import {
  determineCause,
  proposeResolution,
  recordFinding,
  resolve,
  startInvestigation,
} from './decide-handling.ts'
import { linkOpportunity, linkRecurrence, merge } from './decide-links.ts'
import type { ComplaintEvent } from './events.ts'
import { outOfTurn } from './out-of-turn.ts'
import type { ComplaintRejection } from './rejections.ts'
import { type ComplaintCase, type ComplaintStage, type ComplaintState, evolve, initial } from './state.ts'

type Decision = Either<ComplaintRejection, ReadonlyArray<ComplaintEvent>>

// Stages in which somebody works on it, and those of them in which its cause is looked for or known.
const underway = P.union(
  'acknowledged',
  'assessed',
  'reopened',
  'investigating',
  'causeDetermined',
  'proposed',
)
const investigated = P.union('investigating', 'causeDetermined', 'proposed')
const explained = P.union('causeDetermined', 'proposed')
const startable = P.union('assessed', 'reopened')
const over = P.union('resolved', 'confirmed', 'closed', 'rejected', 'withdrawn')
// What may still repeat another one: whatever is, or was, taken up.
const takenUp = P.union('received', underway, 'resolved', 'confirmed', 'closed')
const answered = P.union('resolved', 'confirmed')

const decide =
  (context: Context) =>
  (command: ComplaintCommand, state: ComplaintState): Decision => {
    const dated = checkBusinessDate(context, command.occurredOn)
    if (isLeft(dated)) return dated
    const permitted = checkPermission(context, command.type, relatedRoles(context, state))
    if (isLeft(permitted)) return permitted
    if (state.stage === 'unheard')
      return command.type === 'ReceiveComplaint' ? receive(context, command) : notReceived
    const fit = checkFit(context, command, state)
    if (isLeft(fit)) return fit
    return match<[ComplaintStage, ComplaintCommand], Decision>([state.stage, command])
      .with(['received', { type: 'AcknowledgeComplaint' }], ([, c]) => acknowledge(c, state))
      .with([underway, { type: 'AssessComplaint' }], ([, c]) => assess(context, c, state))
      .with([startable, { type: 'StartInvestigation' }], ([, c]) => startInvestigation(c, state))
      .with([investigated, { type: 'RecordFinding' }], ([, c]) => recordFinding(c, state))
      .with([investigated, { type: 'DetermineCause' }], ([, c]) => determineCause(c, state))
      .with([explained, { type: 'ProposeResolution' }], ([, c]) => proposeResolution(c, state))
      .with([explained, { type: 'ResolveComplaint' }], ([, c]) => resolve(context, c, state))
      .with(['resolved', { type: 'RecordFollowUp' }], ([, c]) => followUp(context, c, state))
      .with([answered, { type: 'CloseComplaint' }], ([, c]) => close(c, state))
      .with([over, { type: 'ReopenComplaint' }], ([, c]) => reopen(context, c, state))
      .with([P.union('received', underway), { type: 'RejectComplaint' }], ([, c]) => rejectIt(c, state))
      .with([P.union('received', underway), { type: 'WithdrawComplaint' }], ([, c]) => withdraw(c, state))
      .with([underway, { type: 'ReportProgress' }], ([, c]) => reportProgress(context, c, state))
      .with([underway, { type: 'WaitForCustomer' }], ([, c]) => pause(c, state))
      .with([underway, { type: 'ResumeComplaint' }], ([, c]) => resume(context, c, state))
      .with([P.union('received', underway), { type: 'MergeComplaint' }], ([, c]) => merge(c, state))
      .with([takenUp, { type: 'LinkRecurrence' }], ([, c]) => linkRecurrence(c, state))
      .with([P.not('merged'), { type: 'LinkOpportunity' }], ([, c]) => linkOpportunity(c, state))
      .with([P._, { type: 'ReceiveComplaint' }], () => alreadyReceived(state))
      .with([P._, { type: P.union(...everyOther) }], ([stage, c]) => outOfTurn(c.type, stage, state))
      .exhaustive()
  }

/** 客户投诉 complaint (policy 5.3), in the stages of ISO 10002. */
export const complaint: Decider<ComplaintCommand, ComplaintState, ComplaintEvent, ComplaintRejection> = {
  initial,
  decide,
  evolve,
}

/** The region a command speaks of, for its `Context`: the one in which the complaint was received. */
export const regionsOfComplaintCommand = (
  command: ComplaintCommand,
  state: ComplaintState,
): ReadonlyArray<RegionId> => {
  if (state.stage !== 'unheard') return [state.region]
  return command.type === 'ReceiveComplaint' ? [command.region] : []
}

/** In what capacity the actor stands to this complaint. */
const relatedRoles = (context: Context, state: ComplaintState): ReadonlyArray<Role> =>
  state.stage !== 'unheard' && state.owner === context.actor ? ['owner'] : []

// Named one by one, so that a new command has to find its place in the table before it compiles.
const everyOther = [
  'AcknowledgeComplaint',
  'AssessComplaint',
  'StartInvestigation',
  'RecordFinding',
  'DetermineCause',
  'ProposeResolution',
  'ResolveComplaint',
  'RecordFollowUp',
  'CloseComplaint',
  'ReopenComplaint',
  'RejectComplaint',
  'WithdrawComplaint',
  'ReportProgress',
  'WaitForCustomer',
  'ResumeComplaint',
  'MergeComplaint',
  'LinkRecurrence',
  'LinkOpportunity',
] as const

const notReceived: Decision = refuse(
  'NotReceived',
  'There is no such complaint: record its receipt first (ReceiveComplaint).',
  {},
)

const alreadyReceived = ({ receivedOn }: ComplaintCase): Decision =>
  refuse(
    'AlreadyReceived',
    `The complaint was received on ${receivedOn} already: give a new complaint its own id.`,
    { receivedOn },
  )
