import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import { match, P } from 'ts-pattern'
import { checkPermission } from '../permissions/check.ts'
import { checkBusinessDate } from '../vocabulary/business-date.ts'
import type { RegionId } from '../vocabulary/code.ts'
import type { Context, Decider } from '../vocabulary/decider.ts'
import { typeIn } from '../vocabulary/messages.ts'
import { refuse } from '../vocabulary/rejection.ts'
import { collaborationCommands } from './collaboration/commands.ts'
import { decideCollaboration } from './collaboration/decide.ts'
import type { RegionCommand } from './commands.ts'
import { creditCommands } from './credit/commands.ts'
import { decideCredit } from './credit/decide.ts'
import { customerEventCommands } from './customer-events/commands.ts'
import { decideCustomerEvent } from './customer-events/decide.ts'
import type { Decision } from './decision.ts'
import type { RegionEvent } from './events.ts'
import { handOffCommands } from './hand-offs/commands.ts'
import { decideHandOff } from './hand-offs/decide.ts'
import { judgingCommands } from './judging/commands.ts'
import { decideJudging } from './judging/decide.ts'
import { organisationCommands } from './organisation/commands.ts'
import { decideOrganisation } from './organisation/decide.ts'
import type { RegionRejection } from './rejections.ts'
import { rewardCommands } from './rewards/commands.ts'
import { decideReward } from './rewards/decide.ts'
import { evolve, initial, type WholeRegion } from './state.ts'
import { termsCommands } from './terms/commands.ts'
import { decideTerms } from './terms/decide.ts'

const termsCommand = P.when(typeIn(termsCommands))
const organisationCommand = P.when(typeIn(organisationCommands))
const creditCommand = P.when(typeIn(creditCommands))
const collaborationCommand = P.when(typeIn(collaborationCommands))
const handOffCommand = P.when(typeIn(handOffCommands))
const customerEventCommand = P.when(typeIn(customerEventCommands))
const judgingCommand = P.when(typeIn(judgingCommands))
const rewardCommand = P.when(typeIn(rewardCommands))

const decide =
  (context: Context) =>
  (command: RegionCommand, state: WholeRegion): Decision => {
    const fit = checkFit(context, command)
    if (isLeft(fit)) return fit
    const { opened } = state
    if (opened === null) {
      return command.type === 'OpenRegion' ? decideTerms(command, state) : notOpen(command.region)
    }
    return match<RegionCommand, Decision>(command)
      .with({ type: termsCommand }, (c) => decideTerms(c, state))
      .with({ type: organisationCommand }, (c) => decideOrganisation(context, c, state))
      .with({ type: creditCommand }, (c) => decideCredit(c))
      .with({ type: collaborationCommand }, (c) => decideCollaboration(context, c, state))
      .with({ type: handOffCommand }, (c) => decideHandOff(context, c, state))
      .with({ type: customerEventCommand }, (c) => decideCustomerEvent(context, c, state))
      .with({ type: judgingCommand }, (c) => decideJudging(c, state))
      .with({ type: rewardCommand }, (c) => decideReward(context, opened, c, state))
      .exhaustive()
  }

/**
 * 区域 sales region (policy 2, 7, 8): its money and time, policies and targets; its people and teams; what they tell each other
 * and the other departments; the events it holds; how people are judged and rewarded.
 */
export const region: Decider<RegionCommand, WholeRegion, RegionEvent, RegionRejection> = {
  initial,
  decide,
  evolve,
}

/** The regions a command speaks of, for its `Context`; the policy and the members are the first one's. */
export const regionsOfRegionCommand = (command: RegionCommand): ReadonlyArray<RegionId> =>
  command.type === 'PlaceUnder' && command.parent !== command.region
    ? [command.region, command.parent]
    : [command.region]

/** What holds for every command: a day that can be, somebody who may. */
const checkFit = (context: Context, command: RegionCommand): Either<RegionRejection, unknown> => {
  const dated = checkBusinessDate(context, command.occurredOn)
  return isLeft(dated) ? dated : checkPermission(context, command.type)
}

const notOpen = (region: RegionId): Decision =>
  refuse(
    'RegionNotOpen',
    `Region ${region} is not open: open it first, with its time zone and currency (OpenRegion).`,
    { region },
  )
