import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import type { Context } from '../../aggregate/context.ts'
import { isManager } from '../../aggregate/permission.ts'
import type { UserId } from '../../vocabulary/code.ts'
import { refuse } from '../../vocabulary/rejection.ts'
import { accepted, type Command, type Decision, notBefore } from '../decision.ts'
import { teamOn } from '../organisation/members.ts'
import type { RegionRejection } from '../rejections.ts'
import type { RegionState } from '../state.ts'
import type { Reward } from './state.ts'

/** Nobody approves what they proposed, nor what they or their own team are to have, in their own name or another's. */
export const approve = (c: Command<'ApproveReward'>, state: RegionState, context: Context): Decision => {
  const known = inStage('proposed', c, state)
  if (isLeft(known)) return known
  const { proposer, subject } = known.right
  const isOwn = (user: UserId): boolean =>
    proposer === user ||
    (subject.kind === 'person' && subject.user === user) ||
    (subject.kind === 'team' && subject.team === teamOn(state, user, c.occurredOn))
  const own = [context.actor, c.approver].find(isOwn)
  if (own !== undefined) {
    return refuse('SelfApproved', `${own} cannot approve what is their own: let somebody else do it.`, {
      approver: own,
    })
  }
  if (!isManager(context, [c.region], c.approver)) {
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

export const reject = (c: Command<'RejectReward'>, state: RegionState): Decision => {
  const known = inStage('proposed', c, state)
  if (isLeft(known)) return known
  const { type: _, occurredOn, ...data } = c
  return accepted({ type: 'RewardRejected', occurredOn, data })
}

export const grant = (c: Command<'GrantReward'>, state: RegionState): Decision => {
  const known = inStage('approved', c, state)
  if (isLeft(known)) return known
  const { type: _, occurredOn, ...data } = c
  return accepted({ type: 'RewardGranted', occurredOn, data })
}

const inStage = (
  needed: Reward['stage'],
  { reward, occurredOn }: Command<'ApproveReward' | 'RejectReward' | 'GrantReward'>,
  state: RegionState,
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
