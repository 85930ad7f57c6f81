import { everybody, managers } from '../../aggregate/roles.ts'
import { rule } from '../decision.ts'
import { open } from '../stages.ts'
import { itself } from '../touches.ts'
import * as decide from './decide.ts'
import { adoptPlan, proposeMonetary, proposeRecognition } from './decide-proposal.ts'

// 物质激励, 精神激励 (policy 8.2): proposed, approved, granted.
export const rewardRules = {
  AdoptRewardPlan: rule(open, managers, itself, adoptPlan),
  ProposeMonetaryReward: rule(open, everybody, itself, proposeMonetary),
  ProposeRecognition: rule(open, everybody, itself, proposeRecognition),
  ApproveReward: rule(open, managers, itself, decide.approve),
  RejectReward: rule(open, managers, itself, decide.reject),
  GrantReward: rule(open, managers, itself, decide.grant),
}
