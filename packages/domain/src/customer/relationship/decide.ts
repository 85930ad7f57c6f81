import { isLeft } from 'fp-ts/lib/Either.js'
import type { Context } from '../../aggregate/context.ts'
import { openRegion } from '../../aggregate/region-terms.ts'
import { refuse } from '../../vocabulary/rejection.ts'
import { accepted, type Command, type Decision, factsOf, notRecorded } from '../decision.ts'
import type { CustomerState } from '../state.ts'

/** policy 3.2-C */
export const sendMaterials = (c: Command<'SendMaterials'>): Decision =>
  c.products.length === 0
    ? refuse('NoProducts', 'What are the materials about? Name at least one product or service.', {})
    : accepted({ type: 'MaterialsSent', occurredOn: c.occurredOn, data: factsOf(c) })

/** policy 3.2-C: a goal lies ahead, and C is nothing to reach. */
export const setUpgradeGoal = (c: Command<'SetUpgradeGoal'>, _: unknown, context: Context): Decision => {
  const here = openRegion(context, c.region)
  if (isLeft(here)) return here
  return c.tier === 'C' || c.by <= c.occurredOn
    ? refuse('NoGoal', 'A goal is to become A or B by a day to come: choose both so.', {})
    : accepted({ type: 'UpgradeGoalSet', occurredOn: c.occurredOn, data: factsOf(c) })
}

/** policy 6.1-B: what the customer is told of was read somewhere, and is recorded. */
export const informOfNews = (c: Command<'InformOfNews'>, state: CustomerState): Decision => {
  if (!state.insights.has(c.insight)) return notRecorded('insight', c.insight)
  if (c.person !== undefined && !state.people.has(c.person)) return notRecorded('person', c.person)
  return accepted({ type: 'CustomerInformed', occurredOn: c.occurredOn, data: factsOf(c) })
}
