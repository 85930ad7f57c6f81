import { isLeft } from 'fp-ts/lib/Either.js'
import type { Context } from '../../vocabulary/decider.ts'
import { compareQuotients, percent, toQuotient } from '../../vocabulary/fraction.ts'
import type { Currency } from '../../vocabulary/money.ts'
import { refuse } from '../../vocabulary/rejection.ts'
import { accepted, atLeast, type Check, checkList, type Decision, met, notBefore } from '../decision.ts'
import { assessmentOf } from '../judging/decide.ts'
import type { WholeRegion } from '../state.ts'
import { bandFor } from './band.ts'
import type { RewardCommand } from './commands.ts'

type Command<Type extends RewardCommand['type']> = Extract<RewardCommand, { type: Type }>

/** policy 8.2, A73: no thresholds unless a region adopts some. */
export const adoptPlan = (c: Command<'AdoptRewardPlan'>, state: WholeRegion): Decision => {
  if (state.plans.has(c.plan)) {
    return refuse('PlanExists', `Reward plan ${c.plan} was adopted already: give the new one its own code.`, {
      plan: c.plan,
    })
  }
  const listed = checkList(
    'bands',
    c.bands.map(({ from }) => `${from.numerator}/${from.denominator}`),
  )
  if (isLeft(listed)) return listed
  const ascending = c.bands.every((band, i) => {
    const before = c.bands[i - 1]
    return before === undefined || compareQuotients(toQuotient(before.from), toQuotient(band.from)) < 0
  })
  if (!ascending) {
    return refuse(
      'BandsNotAscending',
      'Each band begins at a higher score than the one before: sort them, and merge those that begin alike.',
      {},
    )
  }
  for (const { amount } of c.bands) {
    const enough = amount === undefined ? met : atLeast(amount, 1)
    if (isLeft(enough)) return enough
  }
  const { type: _, occurredOn, ...data } = c
  return accepted({ type: 'RewardPlanAdopted', occurredOn, data })
}

export const proposeMonetary = (
  context: Context,
  terms: { readonly currency: Currency },
  c: Command<'ProposeMonetaryReward'>,
  state: WholeRegion,
): Decision => {
  const fit = checkProposal(c, state)
  if (isLeft(fit)) return fit
  const enough = atLeast(c.amount, 1)
  if (isLeft(enough)) return enough
  if (c.currency !== undefined && c.currency !== terms.currency) {
    return refuse(
      'CurrencyMismatch',
      `Region ${c.region} pays in ${terms.currency}, not ${c.currency}: convert the amount first.`,
      { expected: terms.currency, given: c.currency },
    )
  }
  const { type: _, occurredOn, ...data } = c
  return accepted({
    type: 'MonetaryRewardProposed',
    occurredOn,
    data: { ...data, currency: terms.currency, proposer: context.actor },
  })
}

export const proposeRecognition = (
  context: Context,
  c: Command<'ProposeRecognition'>,
  state: WholeRegion,
): Decision => {
  const fit = checkProposal(c, state)
  if (isLeft(fit)) return fit
  if (!c.public) {
    return refuse(
      'NotPublic',
      'A recognition is said in public: make it public, or propose another reward.',
      {},
    )
  }
  const { type: _, occurredOn, ...data } = c
  return accepted({ type: 'RecognitionProposed', occurredOn, data: { ...data, proposer: context.actor } })
}

/** By the result of an assessment, and under a plan by what it asks and promises. */
const checkProposal = (
  c: Command<'ProposeMonetaryReward' | 'ProposeRecognition'>,
  state: WholeRegion,
): Check => {
  if (state.rewards.has(c.reward)) {
    return refuse('RewardExists', `Reward ${c.reward} was proposed already: give this one its own code.`, {
      reward: c.reward,
    })
  }
  const assessed = assessmentOf(state, c.period, c.subject)
  if (isLeft(assessed)) return assessed
  const { assessedOn, score } = assessed.right
  const timely = notBefore(assessedOn, c.occurredOn)
  if (isLeft(timely) || c.plan === undefined) return timely
  const bands = state.plans.get(c.plan)
  if (bands === undefined) {
    return refuse('NoSuchPlan', `There is no reward plan ${c.plan}: adopt it first (AdoptRewardPlan).`, {
      plan: c.plan,
    })
  }
  const band = bandFor(
    bands.filter(({ kind }) => kind === c.kind),
    score,
  )
  if (band === null) {
    return refuse(
      'BelowBand',
      `Plan ${c.plan} has no ${c.kind} for a score of ${percent(toQuotient(score))}: propose what it has, or none.`,
      { plan: c.plan, kind: c.kind },
    )
  }
  return c.type === 'ProposeMonetaryReward' && band.amount !== undefined
    ? atLeast(c.amount, band.amount)
    : met
}
