import { aggregate } from '../aggregate/aggregate.ts'
import { collaborationRules } from './collaboration/rules.ts'
import { regionCommands as commands } from './commands.ts'
import { creditRules } from './credit/rules.ts'
import { customerEventRules } from './customer-events/rules.ts'
import { regionEvents as events } from './events.ts'
import { handOffRules } from './hand-offs/rules.ts'
import { judgingRules } from './judging/rules.ts'
import { organisationRules } from './organisation/rules.ts'
import { outOfTurn } from './out-of-turn.ts'
import { rewardRules } from './rewards/rules.ts'
import { stageOf } from './stages.ts'
import { fold, initial } from './state.ts'
import { termsRules } from './terms/rules.ts'
import { transferRules } from './transfers/rules.ts'

/**
 * 区域 sales region (policy 2, 7, 8): its money and time, policies and targets; its people and teams; what they tell each other
 * and the other departments; the events it holds; how people are judged and rewarded. The rules of each stand in a folder of
 * its own.
 */
export const region = aggregate({
  category: 'region',
  commands,
  events,
  initial,
  fold,
  stateVersion: 1,
  idOf: ({ region }) => region,
  stageOf,
  // A region is in the hands of its members, who have their roles there.
  chargeOf: () => null,
  rules: {
    ...termsRules,
    ...organisationRules,
    ...transferRules,
    ...creditRules,
    ...collaborationRules,
    ...handOffRules,
    ...customerEventRules,
    ...judgingRules,
    ...rewardRules,
  },
  outOfTurn,
})
