import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import type { Context } from '../aggregate/context.ts'
import { checkTerms } from '../aggregate/region-terms.ts'
import { addWorkingDays } from '../policy/working-days.ts'
import { refuse } from '../vocabulary/rejection.ts'
import { about } from './about.ts'
import { amountNotPositive } from './amounts.ts'
import { accepted, type Command, type Decision } from './decision.ts'
import type { OpportunityRejection } from './rejections.ts'
import type { OpportunityCase } from './state.ts'

// From the first signal to a customer who has a need (policy 6.1).

/** policy 6.1: a signal with its source and evidence; a plan is owed within the policy's working days (A52). */
export const identify = (c: Command<'IdentifyOpportunity'>, _: unknown, context: Context): Decision => {
  const terms = checkTerms(context, c.region, c.currency)
  if (isLeft(terms)) return terms
  if (c.expectedAmount !== undefined && c.expectedAmount <= 0) return amountNotPositive(c.expectedAmount)
  const origin = checkOrigin(c)
  if (isLeft(origin)) return origin
  const { type: __, occurredOn, currency: ___, ...facts } = c
  const { version, policy } = context.policy
  const data = {
    ...facts,
    ...(c.expectedAmount === undefined ? {} : { currency: terms.right.currency }),
    planBy: addWorkingDays(policy.calendar, occurredOn, policy.opportunities.planWorkingDays),
    policy: version,
  }
  return accepted({ type: 'OpportunityIdentified', occurredOn, data })
}

/** What came from somewhere says from where exactly: an insight (policy 6.1-B), a hand-off (7.2-C), a complaint (5.3-C). */
const checkOrigin = ({
  source,
  insight,
  handOff,
  complaint,
}: Command<'IdentifyOpportunity'>): Either<OpportunityRejection, void> => {
  if (source === 'industry' && insight === undefined) {
    return refuse(
      'InsightMissing',
      'It comes from industry news or policy: name the insight that it rests on (insight).',
      {},
    )
  }
  if (source === 'service' && handOff === undefined) {
    return refuse(
      'HandOffMissing',
      'It comes from customer service: name the hand-off that brought the lead (handOff).',
      {},
    )
  }
  if (source === 'complaint' && complaint === undefined) {
    return refuse(
      'ComplaintMissing',
      'It comes from the follow-up of a complaint: name the complaint (complaint).',
      {},
    )
  }
  return right(undefined)
}

/** policy 6.1-A: nobody's need is no opportunity. */
export const qualify = (c: Command<'QualifyOpportunity'>, state: OpportunityCase): Decision => {
  if (state.customer !== null && c.customer !== undefined && c.customer !== state.customer) {
    return refuse(
      'CustomerDiffers',
      `The opportunity is one of customer ${state.customer}: identify another one for ${c.customer}.`,
      { customer: state.customer },
    )
  }
  const customer = c.customer ?? state.customer
  if (customer === null)
    return refuse('CustomerMissing', 'Whose opportunity is it? Name the customer to qualify it.', {})
  const { type: _, occurredOn, ...facts } = c
  return accepted({ type: 'OpportunityQualified', occurredOn, data: { ...about(state), ...facts, customer } })
}
