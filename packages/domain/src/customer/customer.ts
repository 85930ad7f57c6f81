import { aggregate } from '../aggregate/aggregate.ts'
import { accountRules } from './account/rules.ts'
import { accountTeamOn } from './account/team.ts'
import { careRules } from './care/rules.ts'
import { customerCommands as commands, internalCommands as internal } from './commands.ts'
import { customerEvents as events } from './events.ts'
import { informationRules } from './information/rules.ts'
import { outOfTurn } from './out-of-turn.ts'
import { purchaseRules } from './purchases/rules.ts'
import { relationshipRules } from './relationship/rules.ts'
import { stageOf } from './stages.ts'
import { fold, initial } from './state.ts'

/**
 * 客户 customer (policy 3, 4, 5.1, 5.2): who it is to us, what is known of it, what it buys, how we stay in touch and how we
 * care for it. The rules of each of these stand in a folder of its own.
 */
export const customer = aggregate({
  category: 'customer',
  commands,
  internal,
  events,
  initial,
  fold,
  stateVersion: 1,
  idOf: ({ customer }) => customer,
  stageOf,
  chargeOf: ({ homeRegion: region, owner, teams }, today) => ({
    region,
    owner,
    team: accountTeamOn(teams, today)?.members.map(({ user }) => user) ?? [],
  }),
  rules: {
    ...accountRules,
    ...informationRules,
    ...purchaseRules,
    ...relationshipRules,
    ...careRules,
  },
  outOfTurn,
})
