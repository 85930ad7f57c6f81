import { hosts } from '../../aggregate/roles.ts'
import { rule } from '../decision.ts'
import { open } from '../stages.ts'
import { guests, itself, outcome } from '../touches.ts'
import * as decide from './decide.ts'

// 客户活动, of sales and marketing (policy 5.2-C).
export const customerEventRules = {
  PlanCustomerEvent: rule(open, hosts, itself, decide.plan),
  InviteToEvent: rule(open, hosts, guests, decide.invite),
  HoldCustomerEvent: rule(open, hosts, guests, decide.hold),
  CancelCustomerEvent: rule(open, hosts, itself, decide.cancel),
  EvaluateCustomerEvent: rule(open, hosts, outcome, decide.evaluate),
}
