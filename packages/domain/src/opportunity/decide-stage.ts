import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import { addWorkingDays } from '../policy/working-days.ts'
import type { RegionId } from '../vocabulary/code.ts'
import type { Context, RegionTerms } from '../vocabulary/decider.ts'
import { refuse } from '../vocabulary/rejection.ts'
import { about } from './about.ts'
import type { OpportunityCommand } from './commands.ts'
import type { OpportunityEvent } from './events.ts'
import type { OpportunityRejection } from './rejections.ts'
import type { OpportunityCase } from './state.ts'
import { comesBefore } from './vocabulary.ts'

// From the first signal to the delivery, stage by stage (A51).

type Decision = Either<OpportunityRejection, ReadonlyArray<OpportunityEvent>>
type Command<Type extends OpportunityCommand['type']> = Extract<OpportunityCommand, { type: Type }>

/** policy 6.1: a signal with its source and evidence; a plan is owed within the policy's working days (A52). */
export const identify = (context: Context, c: Command<'IdentifyOpportunity'>): Decision => {
  const terms = checkTerms(context, c.region, c.currency)
  if (isLeft(terms)) return terms
  if (c.expectedAmount !== undefined && c.expectedAmount <= 0) return amountNotPositive(c.expectedAmount)
  const { type: _, occurredOn, currency: __, ...facts } = c
  const { version, policy } = context.policy
  const data = {
    ...facts,
    ...(c.expectedAmount === undefined ? {} : { currency: terms.right.currency }),
    planBy: addWorkingDays(policy.calendar, occurredOn, policy.opportunities.planWorkingDays),
    policy: version,
  }
  return right([{ type: 'OpportunityIdentified', occurredOn, data }])
}

/** policy 6.1-A: nobody's need is no opportunity. */
export const qualify = (c: Command<'QualifyOpportunity'>, state: OpportunityCase): Decision => {
  if (state.customer !== null && c.customer !== undefined && c.customer !== state.customer) {
    return refuse(
      'CustomerDiffers',
      `The opportunity is one of customer ${state.customer}: identify another one for ${c.customer}.`,
      {
        customer: state.customer,
      },
    )
  }
  const customer = c.customer ?? state.customer
  if (customer === null)
    return refuse('CustomerMissing', 'Whose opportunity is it? Name the customer to qualify it.', {})
  const { type: _, occurredOn, ...facts } = c
  return right([{ type: 'OpportunityQualified', occurredOn, data: { ...about(state), ...facts, customer } }])
}

/** policy 6.2: a solution for known needs, and only once there is a plan how to go on. */
export const proposeSolution = (c: Command<'ProposeSolution'>, state: OpportunityCase): Decision => {
  if (state.steps.size === 0) {
    return refuse(
      'NotPlanned',
      'There is no follow-up plan: plan the next steps, with day, owner and method, first (PlanFollowUp).',
      {},
    )
  }
  if (c.needs.length === 0)
    return refuse(
      'NoNeedsCovered',
      'The solution covers no need: name the needs of the customer that it meets.',
      {},
    )
  const { type: _, occurredOn, ...facts } = c
  const data = { ...about(state), ...facts, version: state.solutions + 1 }
  return right([{ type: 'SolutionProposed', occurredOn, data }])
}

/** policy 6.3-A */
export const negotiate = (
  { type: _, occurredOn, ...facts }: Command<'Negotiate'>,
  state: OpportunityCase,
): Decision => right([{ type: 'NegotiationRecorded', occurredOn, data: { ...about(state), ...facts } }])

/** policy 6.3-B: the contract follows promptly (A54). An offer that is taken as it is needs no negotiation. */
export const agree = (context: Context, c: Command<'ReachAgreement'>, state: OpportunityCase): Decision => {
  const { type: _, occurredOn, ...facts } = c
  const { version, policy } = context.policy
  const signBy = addWorkingDays(policy.calendar, occurredOn, policy.opportunities.signWorkingDays)
  return right([
    { type: 'AgreementReached', occurredOn, data: { ...about(state), ...facts, signBy, policy: version } },
  ])
}

/** policy 6.3-B */
export const sign = (context: Context, c: Command<'SignContract'>, state: OpportunityCase): Decision => {
  const terms = checkTerms(context, state.region, c.currency)
  if (isLeft(terms)) return terms
  if (c.amount <= 0) return amountNotPositive(c.amount)
  if (c.deliverBy < c.occurredOn) {
    return refuse(
      'DeliveryBeforeSigning',
      `The contract is signed on ${c.occurredOn}: it cannot promise delivery by ${c.deliverBy}.`,
      {
        deliverBy: c.deliverBy,
      },
    )
  }
  const { type: _, occurredOn, ...facts } = c
  const data = { ...about(state), ...facts, currency: terms.right.currency }
  return right([{ type: 'ContractSigned', occurredOn, data }])
}

/** policy 6.3-B, A54 */
export const deliver = (c: Command<'RecordDelivery'>, state: OpportunityCase): Decision => {
  const { type: _, occurredOn, ...facts } = c
  const due = state.deliverBy ?? occurredOn
  const data = { ...about(state), ...facts, due, deliveredOn: occurredOn, onTime: occurredOn <= due }
  return right([{ type: 'DeliveryRecorded', occurredOn, data }])
}

/** A51: it happens that one has to go back, and the reason teaches something. */
export const returnToStage = (c: Command<'ReturnToStage'>, state: OpportunityCase): Decision => {
  const { stage } = state
  const open = stage === 'qualified' || stage === 'solution' || stage === 'negotiation' || stage === 'agreed'
  if (!open || !comesBefore(c.stage, stage)) {
    return refuse(
      'NotBackwards',
      `The opportunity is in stage ${stage}: it can only go back to an earlier one, not to ${c.stage}.`,
      {
        from: stage,
        to: c.stage,
      },
    )
  }
  const { occurredOn, opportunity, reason } = c
  const data = { opportunity, ...about(state), from: stage, to: c.stage, reason }
  return right([{ type: 'OpportunityReturned', occurredOn, data }])
}

export const lose = (
  { type: _, occurredOn, ...facts }: Command<'LoseOpportunity'>,
  state: OpportunityCase,
): Decision => right([{ type: 'OpportunityLost', occurredOn, data: { ...about(state), ...facts } }])

export const abandon = (
  { type: _, occurredOn, ...facts }: Command<'AbandonOpportunity'>,
  state: OpportunityCase,
): Decision => right([{ type: 'OpportunityAbandoned', occurredOn, data: { ...about(state), ...facts } }])

/** What is in force for a deal in a region: it must be open, and sell in its own currency. */
const checkTerms = (
  context: Context,
  region: RegionId,
  currency: string | undefined,
): Either<OpportunityRejection, RegionTerms> => {
  const terms = context.regions.get(region)
  if (terms === undefined) {
    return refuse(
      'RegionNotOpen',
      `Region ${region} is not open: open it first, with its time zone and currency (OpenRegion).`,
      { region },
    )
  }
  return currency === undefined || currency === terms.currency
    ? right(terms)
    : refuse(
        'CurrencyMismatch',
        `Region ${region} sells in ${terms.currency}, not ${currency}: convert the amount first.`,
        {
          expected: terms.currency,
          given: currency,
        },
      )
}

const amountNotPositive = (amount: number): Decision =>
  refuse(
    'AmountNotPositive',
    `${amount} is not more than nothing: give the amount in minor units, or leave it out while it is unknown.`,
    {
      amount,
    },
  )
