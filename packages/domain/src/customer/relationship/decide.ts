import { match } from 'ts-pattern'
import type { Context } from '../../vocabulary/decider.ts'
import { refuse } from '../../vocabulary/rejection.ts'
import { accepted, type Decision, factsOf, inOpenRegion, notRecorded } from '../decision.ts'
import type { CustomerState } from '../state.ts'
import type { RelationshipCommand } from './commands.ts'
import { adjustCadence } from './decide-cadence.ts'
import { recordContact } from './decide-contact.ts'
import { decideFeedback } from './decide-feedback.ts'
import { decideNeed } from './decide-need.ts'
import { analyseSurvey, conductSurvey, recordSatisfaction } from './decide-survey.ts'

type Command<Type extends RelationshipCommand['type']> = Extract<RelationshipCommand, { type: Type }>

export const decideRelationship = (
  context: Context,
  command: RelationshipCommand,
  state: CustomerState,
): Decision =>
  match<RelationshipCommand, Decision>(command)
    .with({ type: 'RecordContact' }, (c) => recordContact(context, c, state))
    .with({ type: 'RecordSatisfaction' }, (c) => recordSatisfaction(c, state))
    .with({ type: 'AdjustCadence' }, (c) => adjustCadence(context, c, state))
    .with({ type: 'RecordFeedback' }, { type: 'ResolveFeedback' }, { type: 'EscalateFeedback' }, (c) =>
      decideFeedback(c, state),
    )
    .with({ type: 'RecordNeed' }, { type: 'MeetNeed' }, { type: 'DeclineNeed' }, (c) => decideNeed(c, state))
    .with({ type: 'SendMaterials' }, sendMaterials)
    .with({ type: 'SetUpgradeGoal' }, (c) => inOpenRegion(context, c.region, () => setUpgradeGoal(c)))
    .with({ type: 'ConductSurvey' }, (c) => conductSurvey(context, c, state))
    .with({ type: 'AnalyseSurvey' }, (c) => analyseSurvey(c, state))
    .with({ type: 'InformOfNews' }, (c) => informOfNews(c, state))
    .exhaustive()

/** policy 3.2-C */
const sendMaterials = (c: Command<'SendMaterials'>): Decision =>
  c.products.length === 0
    ? refuse('NoProducts', 'What are the materials about? Name at least one product or service.', {})
    : accepted({ type: 'MaterialsSent', occurredOn: c.occurredOn, data: factsOf(c) })

/** policy 3.2-C: a goal lies ahead, and C is nothing to reach. */
const setUpgradeGoal = (c: Command<'SetUpgradeGoal'>): Decision =>
  c.tier === 'C' || c.by <= c.occurredOn
    ? refuse('NoGoal', 'A goal is to become A or B by a day to come: choose both so.', {})
    : accepted({ type: 'UpgradeGoalSet', occurredOn: c.occurredOn, data: factsOf(c) })

/** policy 6.1-B: what the customer is told of was read somewhere, and is recorded. */
const informOfNews = (c: Command<'InformOfNews'>, state: CustomerState): Decision => {
  if (!state.insights.has(c.insight)) return notRecorded('insight', c.insight)
  if (c.person !== undefined && !state.people.has(c.person)) return notRecorded('person', c.person)
  return accepted({ type: 'CustomerInformed', occurredOn: c.occurredOn, data: factsOf(c) })
}
