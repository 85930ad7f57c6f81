import { isLeft } from 'fp-ts/lib/Either.js'
import { match, P } from 'ts-pattern'
import { checkPermission } from '../permissions/check.ts'
import type { Role } from '../permissions/role.ts'
import { checkBusinessDate } from '../vocabulary/business-date.ts'
import type { CalendarDate } from '../vocabulary/calendar-date.ts'
import type { RegionId } from '../vocabulary/code.ts'
import type { Context, Decider } from '../vocabulary/decider.ts'
import { refuse } from '../vocabulary/rejection.ts'
import type { OpportunityCommand } from './commands.ts'
import { agree, deliver, negotiate, sign } from './decide-deal.ts'
import { abandon, lose, returnToStage } from './decide-ending.ts'
import { alreadyIdentified, identify, qualify } from './decide-identification.ts'
import { importAgain, importOpportunity } from './decide-import.ts'
import { raiseTechnicalIssue, solveTechnicalIssue } from './decide-issues.ts'
import { completeStep, missStep, planFollowUp, rescheduleStep, revisePlan } from './decide-plan.ts'
import { presentSolution, proposeSolution, stateTechnicalNeed } from './decide-solution.ts'
import { assignDuties, namePerson, raiseHardPoint, solveHardPoint } from './decide-team.ts'
import type { Decision } from './decision.ts'
import type { OpportunityEvent } from './events.ts'
import { outOfTurn } from './out-of-turn.ts'
import type { OpportunityRejection } from './rejections.ts'
import { evolve, initial, type OpportunityState } from './state.ts'
import type { OpportunityStage } from './vocabulary.ts'

// Stages in which it may still be won or lost; a plan lives on until what was promised is delivered.
const open = P.union('identified', 'qualified', 'solution', 'negotiation', 'agreed')
const alive = P.union(open, 'signed')
const solvable = P.union('qualified', 'solution', 'negotiation')
const offered = P.union('solution', 'negotiation')
const unagreed = P.union('identified', solvable)
const sold = P.union('signed', 'delivered', 'won')

const decide =
  (context: Context) =>
  (command: OpportunityCommand, state: OpportunityState): Decision => {
    const dated = checkBusinessDate(context, command.occurredOn)
    if (isLeft(dated)) return dated
    const permitted = checkPermission(context, command.type, relatedRoles(context, state))
    if (isLeft(permitted)) return permitted
    if (state.stage === 'unheard') return begin(context, command)
    if (command.type === 'IdentifyOpportunity') return alreadyIdentified(state)
    if (command.type === 'ImportOpportunity') return importAgain(command, state)
    if (state.identifiedOn !== null && command.occurredOn < state.identifiedOn)
      return beforeIdentification(state.identifiedOn)
    return match<[OpportunityStage, Later], Decision>([state.stage, command])
      .with(['identified', { type: 'QualifyOpportunity' }], ([, c]) => qualify(c, state))
      .with([alive, { type: 'PlanFollowUp' }], ([, c]) => planFollowUp(c, state))
      .with([alive, { type: 'RevisePlan' }], ([, c]) => revisePlan(c, state))
      .with([alive, { type: 'CompleteStep' }], ([, c]) => completeStep(c, state))
      .with([alive, { type: 'MissStep' }], ([, c]) => missStep(c, state))
      .with([alive, { type: 'RescheduleStep' }], ([, c]) => rescheduleStep(c, state))
      .with([alive, { type: 'AssignDuties' }], ([, c]) => assignDuties(c, state))
      .with([alive, { type: 'RaiseHardPoint' }], ([, c]) => raiseHardPoint(c, state))
      .with([alive, { type: 'SolveHardPoint' }], ([, c]) => solveHardPoint(c, state))
      .with([alive, { type: 'NamePerson' }], ([, c]) => namePerson(c, state))
      .with([unagreed, { type: 'StateTechnicalNeed' }], ([, c]) => stateTechnicalNeed(c, state))
      .with([solvable, { type: 'ProposeSolution' }], ([, c]) => proposeSolution(context, c, state))
      .with([offered, { type: 'PresentSolution' }], ([, c]) => presentSolution(c, state))
      .with([offered, { type: 'Negotiate' }], ([, c]) => negotiate(context, c, state))
      .with([offered, { type: 'ReachAgreement' }], ([, c]) => agree(context, c, state))
      .with(['agreed', { type: 'SignContract' }], ([, c]) => sign(context, c, state))
      .with(['signed', { type: 'RecordDelivery' }], ([, c]) => deliver(c, state))
      .with([sold, { type: 'RaiseTechnicalIssue' }], ([, c]) => raiseTechnicalIssue(c, state))
      .with([sold, { type: 'SolveTechnicalIssue' }], ([, c]) => solveTechnicalIssue(c, state))
      .with([open, { type: 'ReturnToStage' }], ([, c]) => returnToStage(c, state))
      .with([open, { type: 'LoseOpportunity' }], ([, c]) => lose(c, state))
      .with([open, { type: 'AbandonOpportunity' }], ([, c]) => abandon(c, state))
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
  return command.type === 'IdentifyOpportunity' || command.type === 'ImportOpportunity'
    ? [command.region]
    : []
}

type Later = Exclude<OpportunityCommand, { type: 'IdentifyOpportunity' | 'ImportOpportunity' }>

const begin = (context: Context, command: OpportunityCommand): Decision =>
  match(command)
    .with({ type: 'IdentifyOpportunity' }, (c) => identify(context, c))
    .with({ type: 'ImportOpportunity' }, (c) => importOpportunity(context, c))
    .otherwise(() => notIdentified)

/** In what capacity the actor stands to this opportunity: who has a duty in it is of its team (policy 7.1-B). */
const relatedRoles = ({ actor }: Context, state: OpportunityState): ReadonlyArray<Role> => {
  if (state.stage === 'unheard') return []
  const owner: ReadonlyArray<Role> = state.owner === actor ? ['owner'] : []
  return state.team.some(({ user }) => user === actor) ? [...owner, 'accountTeam'] : owner
}

// Named one by one, so that a new command has to find its place in the table before it compiles.
const everyOther = [
  'QualifyOpportunity',
  'PlanFollowUp',
  'RevisePlan',
  'CompleteStep',
  'MissStep',
  'RescheduleStep',
  'AssignDuties',
  'RaiseHardPoint',
  'SolveHardPoint',
  'NamePerson',
  'StateTechnicalNeed',
  'ProposeSolution',
  'PresentSolution',
  'Negotiate',
  'ReachAgreement',
  'SignContract',
  'RecordDelivery',
  'RaiseTechnicalIssue',
  'SolveTechnicalIssue',
  'ReturnToStage',
  'LoseOpportunity',
  'AbandonOpportunity',
] as const

const notIdentified: Decision = refuse(
  'NotIdentified',
  'There is no such opportunity: identify it first (IdentifyOpportunity).',
  {},
)

// Between the later steps no order of days is asked for: they are often told afterwards, and not in the order of the days.
const beforeIdentification = (identifiedOn: CalendarDate): Decision =>
  refuse(
    'BeforeIdentification',
    `The opportunity was identified on ${identifiedOn}: nothing was done about it before.`,
    { identifiedOn },
  )
