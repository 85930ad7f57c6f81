import { match, P } from 'ts-pattern'
import type { CalendarDate } from '../../vocabulary/calendar-date.ts'
import type { Code, UserId } from '../../vocabulary/code.ts'
import type { Draft } from '../../vocabulary/draft.ts'
import type { Period } from '../../vocabulary/period.ts'
import type { Subject } from '../subject.ts'
import type { RewardBand } from './band.ts'
import type { RewardEvent } from './events.ts'

export type Reward = {
  readonly stage: 'proposed' | 'approved' | 'rejected' | 'granted'
  /** The day of what happened to it last. */
  readonly since: CalendarDate
  readonly subject: Subject
  readonly period: Period
  readonly proposer: UserId
  readonly approver: UserId | null
}

export type RewardsState = {
  readonly plans: ReadonlyMap<Code, ReadonlyArray<RewardBand>>
  readonly rewards: ReadonlyMap<Code, Reward>
}

export const initialRewards: RewardsState = { plans: new Map(), rewards: new Map() }

const proposal = P.union('MonetaryRewardProposed', 'RecognitionProposed')

export const applyReward = (draft: Draft<RewardsState>, event: RewardEvent): void => {
  const move = (reward: Code, change: Pick<Reward, 'stage'> & Partial<Reward>): void => {
    const known = draft.rewards.get(reward)
    if (known !== undefined) draft.rewards.set(reward, { ...known, ...change, since: event.occurredOn })
  }
  match(event)
    .with({ type: 'RewardPlanAdopted' }, ({ data: { plan, bands } }) => {
      draft.plans.set(plan, bands)
    })
    .with({ type: proposal }, ({ occurredOn: since, data: { reward, subject, period, proposer } }) => {
      draft.rewards.set(reward, { stage: 'proposed', since, subject, period, proposer, approver: null })
    })
    .with({ type: 'RewardApproved' }, ({ data: { reward, approver } }) =>
      move(reward, { stage: 'approved', approver }),
    )
    .with({ type: 'RewardRejected' }, ({ data }) => move(data.reward, { stage: 'rejected' }))
    .with({ type: 'RewardGranted' }, ({ data }) => move(data.reward, { stage: 'granted' }))
    .exhaustive()
}
