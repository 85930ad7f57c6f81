import fc from 'fast-check'
import { regionCommands } from '../region/commands.ts'
import type { Reward } from '../region/rewards/state.ts'
import type { RegionState } from '../region/state.ts'
import { Code, UserId } from '../vocabulary/code.ts'
import { Currency, MinorUnits } from '../vocabulary/money.ts'
import { Period } from '../vocabulary/period.ts'
import { arbitraryOf } from './arbitrary-of.ts'
import type { Draw } from './chance.ts'
import { make } from './leaves.ts'
import { pooledLeaves } from './pools.ts'
import type { RegionStep } from './region-step.ts'

const kinds = {
  close: arbitraryOf(regionCommands.ClosePeriod, pooledLeaves),
  assess: arbitraryOf(regionCommands.AssessPerformance, pooledLeaves),
  restate: arbitraryOf(regionCommands.RestateAssessment, pooledLeaves),
  adopt: arbitraryOf(regionCommands.AdoptRewardPlan, pooledLeaves),
  monetary: arbitraryOf(regionCommands.ProposeMonetaryReward, pooledLeaves),
  recognition: arbitraryOf(regionCommands.ProposeRecognition, pooledLeaves),
  approve: arbitraryOf(regionCommands.ApproveReward, pooledLeaves),
  reject: arbitraryOf(regionCommands.RejectReward, pooledLeaves),
  grant: arbitraryOf(regionCommands.GrantReward, pooledLeaves),
}

const anna = make(UserId, 'anna')
const chen = make(UserId, 'chen')
const none = make(Code, 'none')
const bonus = make(Code, 'bonus')
const scheme = make(Code, 'default-1')
const money = make(MinorUnits, 80)

const rewardsIn = (state: RegionState, wanted: Reward['stage']): ReadonlyArray<Code> =>
  [...state.rewards].flatMap(([code, { stage }]) => (stage === wanted ? [code] : []))

const score = fc.record({ numerator: fc.nat({ max: 6 }), denominator: fc.constantFrom(4, 5) })

/** Months of the year before the stories begin: each is over. */
const close: RegionStep = (draw, state) => ({
  ...draw(kinds.close),
  period: make(Period, `2023-${String((state.closed.size % 12) + 1).padStart(2, '0')}`),
})
const assess: RegionStep = (draw, state) => {
  const period = draw(fc.constantFrom(...state.closed.keys()))
  const user = make(UserId, `seller-${state.assessments.size}`)
  const { coverage: _, ...assessed } = draw(kinds.assess)
  return { ...assessed, period, subject: { kind: 'person', user }, score: draw(score), scheme }
}
const restate: RegionStep = (draw, state) => {
  const { subject, period } = draw(fc.constantFrom(...state.assessments.values()))
  return { ...draw(kinds.restate), subject, period, score: draw(score) }
}
const adopt: RegionStep = (draw, state) => ({
  ...draw(kinds.adopt),
  plan: make(Code, `plan-${state.plans.size}`),
  bands: [
    { from: { numerator: 0, denominator: 1 }, kind: make(Code, 'honour') },
    { from: { numerator: 1, denominator: 2 }, kind: bonus, amount: make(MinorUnits, 70) },
  ],
})
const proposeMonetary: RegionStep = (draw, state) => {
  const { subject, period } = draw(fc.constantFrom(...state.assessments.values()))
  return { ...monetary(draw, state), subject, period }
}
const proposeRecognition: RegionStep = (draw, state) => {
  const { subject, period } = draw(fc.constantFrom(...state.assessments.values()))
  const { plan: _, ...proposed } = draw(kinds.recognition)
  const reward = make(Code, `reward-${state.rewards.size}`)
  return { ...proposed, reward, subject, period, public: true }
}
const approve: RegionStep = (draw, state) => ({
  ...draw(kinds.approve),
  reward: draw(fc.constantFrom(...rewardsIn(state, 'proposed'))),
  approver: chen,
})
const reject: RegionStep = (draw, state) => ({
  ...draw(kinds.reject),
  reward: draw(fc.constantFrom(...rewardsIn(state, 'proposed'))),
})
const grant: RegionStep = (draw, state) => ({
  ...draw(kinds.grant),
  reward: draw(fc.constantFrom(...rewardsIn(state, 'approved'))),
})

export const judgingSteps = (state: RegionState): ReadonlyArray<RegionStep> => [
  adopt,
  ...(state.closed.size < 12 ? [close, close] : []),
  ...(state.closed.size > 0 ? [assess, assess] : []),
  ...(state.assessments.size > 0 ? [restate, proposeMonetary, proposeRecognition] : []),
  ...(rewardsIn(state, 'proposed').length > 0 ? [approve, approve, reject] : []),
  ...(rewardsIn(state, 'approved').length > 0 ? [grant, grant] : []),
]

const oneOf = <T>(known: Iterable<T>, otherwise: T) => fc.constantFrom(otherwise, ...known)
/** A proposal that would be right if its subject is assessed. */
const monetary = (draw: Draw, state: RegionState) => {
  const { plan: _, currency: __, ...proposed } = draw(kinds.monetary)
  const [known] = state.assessments.values()
  const whom = known === undefined ? {} : { subject: known.subject, period: known.period }
  return { ...proposed, ...whom, reward: make(Code, `reward-${state.rewards.size}`), amount: money }
}

export const judgingTricks: ReadonlyArray<RegionStep> = [
  (draw, state) => ({ ...draw(kinds.close), period: draw(oneOf(state.closed.keys(), make(Period, '2030'))) }),
  (draw, state) => {
    const [known] = state.assessments.values()
    return known === undefined
      ? draw(kinds.assess)
      : { ...draw(kinds.assess), subject: known.subject, period: known.period, scheme }
  },
  (draw, state) => ({
    ...draw(kinds.assess),
    subject: { kind: 'person', user: chen },
    period: draw(oneOf(state.closed.keys(), make(Period, '2023'))),
    score: { numerator: draw(fc.constantFrom(-1, 1)), denominator: 1 },
    scheme: draw(fc.constantFrom(scheme, none)),
    coverage: { numerator: 3, denominator: 2 },
  }),
  (draw, state) => {
    const [known] = state.assessments.values()
    return known === undefined
      ? draw(kinds.restate)
      : { ...draw(kinds.restate), subject: known.subject, period: known.period, score: known.score }
  },
  (draw, state) => ({ ...draw(kinds.adopt), plan: draw(oneOf(state.plans.keys(), none)) }),
  (draw) => ({
    ...draw(kinds.adopt),
    plan: none,
    bands: [2, 1].map((numerator) => ({ from: { numerator, denominator: 1 }, kind: bonus })),
  }),
  (draw, state) => ({ ...monetary(draw, state), amount: make(MinorUnits, 0) }),
  (draw, state) => ({ ...monetary(draw, state), currency: make(Currency, 'JPY') }),
  (draw, state) => ({ ...monetary(draw, state), plan: none }),
  (draw, state) => ({
    ...monetary(draw, state),
    kind: 'prize',
    plan: draw(oneOf(state.plans.keys(), none)),
  }),
  (draw, state) => ({
    ...monetary(draw, state),
    reward: draw(oneOf(state.rewards.keys(), none)),
  }),
  (draw, state, today) =>
    state.assessments.size === 0
      ? draw(kinds.recognition)
      : { ...proposeRecognition(draw, state, today), public: false },
  (draw, state) => ({
    ...draw(kinds.approve),
    reward: draw(oneOf(state.rewards.keys(), none)),
    approver: draw(fc.constantFrom(anna, make(UserId, 'tester'))),
  }),
  (draw, state) => ({ ...draw(kinds.reject), reward: draw(oneOf(state.rewards.keys(), none)) }),
  (draw, state) => ({ ...draw(kinds.grant), reward: draw(oneOf(state.rewards.keys(), none)) }),
]

/** What only a state that takes a while to reach can go wrong in: such states are rare, and so it comes more often there. */
export const rareJudgingTricks = (state: RegionState): ReadonlyArray<RegionStep> => {
  const proposed = rewardsIn(state, 'proposed')
  const later = [
    ...rewardsIn(state, 'approved'),
    ...rewardsIn(state, 'granted'),
    ...rewardsIn(state, 'rejected'),
  ]
  const approveBy =
    (name: string): RegionStep =>
    (draw) => ({
      ...draw(kinds.approve),
      reward: draw(fc.constantFrom(...proposed)),
      approver: make(UserId, name),
    })
  return [
    // No manager anywhere, whoever is to have the reward, whoever proposed it.
    ...(proposed.length > 0 ? ['bo', 'mei', 'ida', 'anna', 'tester'].map(approveBy) : []),
    ...(later.length > 0
      ? [(draw: Draw) => ({ ...draw(kinds.approve), reward: draw(fc.constantFrom(...later)) })]
      : []),
    ...(state.rewards.size > 0
      ? [
          (draw: Draw) => ({
            ...monetary(draw, state),
            reward: draw(fc.constantFrom(...state.rewards.keys())),
          }),
        ]
      : []),
  ]
}
