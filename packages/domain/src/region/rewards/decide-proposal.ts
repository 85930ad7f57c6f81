import { isLeft } from 'fp-ts/lib/Either.js'
import type { Context } from '../../aggregate/context.ts'
import { checkTerms } from '../../aggregate/region-terms.ts'
import { compareQuotients, percent, toQuotient } from '../../vocabulary/fraction.ts'
import { refuse } from '../../vocabulary/rejection.ts'
import {
  accepted,
  atLeast,
  type Check,
  type Command,
  checkList,
  type Decision,
  met,
  notBefore,
} from '../decision.ts'
import { assessmentOf } from '../judging/decide.ts'
import type { RegionState } from '../state.ts'
import { bandFor } from './band.ts'

/** policy 8.2, A73: no thresholds unless a region adopts some. */
export const adoptPlan = (c: Command<'AdoptRewardPlan'>, state: RegionState): Decision => {
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
  c: Command<'ProposeMonetaryReward'>,
  state: RegionState,
  context: Context,
): Decision => {
  const here = checkTerms(context, c.region, c.currency)
  if (isLeft(here)) return here
  const fit = checkProposal(c, state)
  if (isLeft(fit)) return fit
  const enough = atLeast(c.amount, 1)
  if (isLeft(enough)) return enough
  const { type: _, occurredOn, ...data } = c
  return accepted({
    type: 'MonetaryRewardProposed',
    occurredOn,
    data: { ...data, currency: here.right.currency, proposer: context.actor },
  })
}

export const proposeRecognition = (
  c: Command<'ProposeRecognition'>,
  state: RegionState,
  context: Context,
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
  state: RegionState,
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
