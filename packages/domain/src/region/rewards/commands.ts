import * as t from 'io-ts'
import { Code, UserId } from '../../vocabulary/code.ts'
import { command } from '../../vocabulary/messages.ts'
import { Currency, MinorUnits } from '../../vocabulary/money.ts'
import { Period } from '../../vocabulary/period.ts'
import { PersonalText } from '../../vocabulary/personal.ts'
import { Text } from '../../vocabulary/text.ts'
import { region } from '../about.ts'
import { Subject } from '../subject.ts'
import { RewardBand } from './band.ts'
import { MonetaryKind } from './monetary-kind.ts'

const reward = { ...region, reward: Code }
const proposed = { ...reward, subject: Subject, period: Period }

// 物质激励, 精神激励 (policy 8.2, A73): proposed by the result of an assessment, approved by a manager, granted.
export const rewardCommands = {
  AdoptRewardPlan: command('AdoptRewardPlan', { ...region, plan: Code, bands: t.readonlyArray(RewardBand) }),
  /**
   * Money or what costs money; under a plan the score must reach the band, and the amount be what the band promises.
   * @clause 79
   */
  ProposeMonetaryReward: command(
    'ProposeMonetaryReward',
    { ...proposed, kind: MonetaryKind, amount: MinorUnits },
    { currency: Currency, plan: Code },
  ),
  /**
   * Said in public, or it is none. The kinds are an open list (A74).
   * @clause 80
   */
  ProposeRecognition: command(
    'ProposeRecognition',
    { ...proposed, kind: Code, title: Text, public: t.boolean },
    { plan: Code },
  ),
  ApproveReward: command('ApproveReward', { ...reward, approver: UserId }),
  RejectReward: command('RejectReward', { ...reward, reason: PersonalText }),
  GrantReward: command('GrantReward', reward),
} as const
