import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import { match, P } from 'ts-pattern'
import { checkPermission } from '../permissions/check.ts'
import type { Role } from '../permissions/role.ts'
import { checkBusinessDate } from '../vocabulary/business-date.ts'
import type { RegionId } from '../vocabulary/code.ts'
import type { Context, Decider } from '../vocabulary/decider.ts'
import { refuse } from '../vocabulary/rejection.ts'
import type { OpportunityCommand } from './commands.ts'
import { completeStep, missStep, planFollowUp, rescheduleStep, revisePlan } from './decide-plan.ts'
import {
  abandon,
  agree,
  deliver,
  identify,
  lose,
  negotiate,
  proposeSolution,
  qualify,
  returnToStage,
  sign,
} from './decide-stage.ts'
import type { OpportunityEvent } from './events.ts'
import { outOfTurn } from './out-of-turn.ts'
import type { OpportunityRejection } from './rejections.ts'
import { evolve, initial, type OpportunityCase, type OpportunityState } from './state.ts'
import type { OpportunityStage } from './vocabulary.ts'

type Decision = Either<OpportunityRejection, ReadonlyArray<OpportunityEvent>>

// Stages in which it may still be won or lost; a plan lives on until what was promised is delivered.
const open = P.union('identified', 'qualified', 'solution', 'negotiation', 'agreed')
const alive = P.union(open, 'signed')
const solvable = P.union('qualified', 'solution', 'negotiation')
const offered = P.union('solution', 'negotiation')

const decide =
  (context: Context) =>
  (command: OpportunityCommand, state: OpportunityState): Decision => {
    const dated = checkBusinessDate(context, command.occurredOn)
    if (isLeft(dated)) return dated
    const permitted = checkPermission(context, command.type, relatedRoles(context, state))
    if (isLeft(permitted)) return permitted
    if (state.stage === 'unheard')
      return command.type === 'IdentifyOpportunity' ? identify(context, command) : notIdentified
    if (command.type !== 'IdentifyOpportunity' && command.occurredOn < state.identifiedOn)
      return beforeIdentification(state)
    return match<[OpportunityStage, OpportunityCommand], Decision>([state.stage, command])
      .with(['identified', { type: 'QualifyOpportunity' }], ([, c]) => qualify(c, state))
      .with([alive, { type: 'PlanFollowUp' }], ([, c]) => planFollowUp(c, state))
      .with([alive, { type: 'RevisePlan' }], ([, c]) => revisePlan(c, state))
      .with([alive, { type: 'CompleteStep' }], ([, c]) => completeStep(c, state))
      .with([alive, { type: 'MissStep' }], ([, c]) => missStep(c, state))
      .with([alive, { type: 'RescheduleStep' }], ([, c]) => rescheduleStep(c, state))
      .with([solvable, { type: 'ProposeSolution' }], ([, c]) => proposeSolution(c, state))
      .with([offered, { type: 'Negotiate' }], ([, c]) => negotiate(c, state))
      .with([offered, { type: 'ReachAgreement' }], ([, c]) => agree(context, c, state))
      .with(['agreed', { type: 'SignContract' }], ([, c]) => sign(context, c, state))
      .with(['signed', { type: 'RecordDelivery' }], ([, c]) => deliver(c, state))
      .with([open, { type: 'ReturnToStage' }], ([, c]) => returnToStage(c, state))
      .with([open, { type: 'LoseOpportunity' }], ([, c]) => lose(c, state))
      .with([open, { type: 'AbandonOpportunity' }], ([, c]) => abandon(c, state))
      .with([P._, { type: 'IdentifyOpportunity' }], () => alreadyIdentified(state))
      .with([P._, { type: P.union(...everyOther) }], ([stage, c]) => outOfTurn(c.type, stage))
      .exhaustive()
  }

/** 销售机会 sales opportunity (policy 6). */
export const opportunity: Decider<
  OpportunityCommand,
  OpportunityState,
  OpportunityEvent,
  OpportunityRejection
> = {
  initial,
  decide,
  evolve,
}

/** The region a command speaks of, for its `Context`: the one in which the opportunity was identified. */
export const regionsOfOpportunityCommand = (
  command: OpportunityCommand,
  state: OpportunityState,
): ReadonlyArray<RegionId> => {
  if (state.stage !== 'unheard') return [state.region]
  return command.type === 'IdentifyOpportunity' ? [command.region] : []
}

/** In what capacity the actor stands to this opportunity. */
const relatedRoles = (context: Context, state: OpportunityState): ReadonlyArray<Role> =>
  state.stage !== 'unheard' && state.owner === context.actor ? ['owner'] : []

// Named one by one, so that a new command has to find its place in the table before it compiles.
const everyOther = [
  'QualifyOpportunity',
  'PlanFollowUp',
  'RevisePlan',
  'CompleteStep',
  'MissStep',
  'RescheduleStep',
  'ProposeSolution',
  'Negotiate',
  'ReachAgreement',
  'SignContract',
  'RecordDelivery',
  'ReturnToStage',
  'LoseOpportunity',
  'AbandonOpportunity',
] as const

const notIdentified: Decision = refuse(
  'NotIdentified',
  'There is no such opportunity: identify it first (IdentifyOpportunity).',
  {},
)

const alreadyIdentified = ({ identifiedOn }: OpportunityCase): Decision =>
  refuse(
    'AlreadyIdentified',
    `The opportunity was identified on ${identifiedOn} already: give a new one its own id.`,
    { identifiedOn },
  )

// Between the later steps no order of days is asked for: they are often told afterwards, and not in the order of the days.
const beforeIdentification = ({ identifiedOn }: OpportunityCase): Decision =>
  refuse(
    'BeforeIdentification',
    `The opportunity was identified on ${identifiedOn}: nothing was done about it before.`,
    { identifiedOn },
  )
