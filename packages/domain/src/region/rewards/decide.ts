import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import { match } from 'ts-pattern'
import { isManager } from '../../permissions/check.ts'
import type { Context } from '../../vocabulary/decider.ts'
import type { Currency } from '../../vocabulary/money.ts'
import { refuse } from '../../vocabulary/rejection.ts'
import { accepted, type Decision, notBefore } from '../decision.ts'
import { teamOn } from '../organisation/members.ts'
import type { RegionRejection } from '../rejections.ts'
import type { WholeRegion } from '../state.ts'
import type { RewardCommand } from './commands.ts'
import { adoptPlan, proposeMonetary, proposeRecognition } from './decide-proposal.ts'
import type { Reward } from './state.ts'

type Command<Type extends RewardCommand['type']> = Extract<RewardCommand, { type: Type }>

export const decideReward = (
  context: Context,
  terms: { readonly currency: Currency },
  command: RewardCommand,
  state: WholeRegion,
): Decision =>
  match<RewardCommand, Decision>(command)
    .with({ type: 'AdoptRewardPlan' }, (c) => adoptPlan(c, state))
    .with({ type: 'ProposeMonetaryReward' }, (c) => proposeMonetary(context, terms, c, state))
    .with({ type: 'ProposeRecognition' }, (c) => proposeRecognition(context, c, state))
    .with({ type: 'ApproveReward' }, (c) => approve(context, c, state))
    .with({ type: 'RejectReward' }, (c) => reject(c, state))
    .with({ type: 'GrantReward' }, (c) => grant(c, state))
    .exhaustive()

/** Nobody approves what they proposed, nor what they or their own team are to have. */
const approve = (context: Context, c: Command<'ApproveReward'>, state: WholeRegion): Decision => {
  const known = inStage('proposed', c, state)
  if (isLeft(known)) return known
  const { proposer, subject } = known.right
  const isOwn =
    (subject.kind === 'person' && subject.user === c.approver) ||
    (subject.kind === 'team' && subject.team === teamOn(state, c.approver, c.occurredOn))
  if (proposer === c.approver || isOwn) {
    return refuse('SelfApproved', `${c.approver} cannot approve what is their own: name somebody else.`, {
      approver: c.approver,
    })
  }
  if (!isManager(context, c.approver)) {
    return refuse(
      'ApproverNotManager',
      `${c.approver} is no manager of the region: have a manager approve it.`,
      {
        approver: c.approver,
      },
    )
  }
  const { type: _, occurredOn, ...data } = c
  return accepted({ type: 'RewardApproved', occurredOn, data })
}

const reject = (c: Command<'RejectReward'>, state: WholeRegion): Decision => {
  const known = inStage('proposed', c, state)
  if (isLeft(known)) return known
  const { type: _, occurredOn, ...data } = c
  return accepted({ type: 'RewardRejected', occurredOn, data })
}

const grant = (c: Command<'GrantReward'>, state: WholeRegion): Decision => {
  const known = inStage('approved', c, state)
  if (isLeft(known)) return known
  const { type: _, occurredOn, ...data } = c
  return accepted({ type: 'RewardGranted', occurredOn, data })
}

const inStage = (
  needed: Reward['stage'],
  { reward, occurredOn }: Command<'ApproveReward' | 'RejectReward' | 'GrantReward'>,
  state: WholeRegion,
): Either<RegionRejection, Reward> => {
  const known = state.rewards.get(reward)
  if (known === undefined) {
    return refuse(
      'NoSuchReward',
      `There is no reward ${reward}: propose it first (ProposeMonetaryReward, ProposeRecognition).`,
      { reward },
    )
  }
  if (known.stage !== needed) {
    return refuse(
      'RewardNotInStage',
      `Reward ${reward} is ${known.stage}, not ${needed}: a reward is proposed, then approved or rejected, then granted.`,
      { reward, stage: known.stage, needed },
    )
  }
  const timely = notBefore(known.since, occurredOn)
  return isLeft(timely) ? timely : right(known)
}
