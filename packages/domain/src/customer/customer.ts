import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import { match, P } from 'ts-pattern'
import { checkPermission } from '../permissions/check.ts'
import type { Role } from '../permissions/role.ts'
import { checkBusinessDate } from '../vocabulary/business-date.ts'
import type { CalendarDate } from '../vocabulary/calendar-date.ts'
import type { CustomerId, RegionId } from '../vocabulary/code.ts'
import type { Context, Decider } from '../vocabulary/decider.ts'
import { typeIn } from '../vocabulary/messages.ts'
import { refuse } from '../vocabulary/rejection.ts'
import { accountCommands } from './account/commands.ts'
import { decideAccount } from './account/decide.ts'
import { accountTeamOn } from './account/team.ts'
import { careCommands } from './care/commands.ts'
import { decideCare } from './care/decide.ts'
import type { CustomerCommand } from './commands.ts'
import { type Decision, notRegistered } from './decision.ts'
import type { CustomerEvent } from './events.ts'
import { informationCommands } from './information/commands.ts'
import { decideInformation } from './information/decide.ts'
import { purchaseCommands } from './purchases/commands.ts'
import { decidePurchase } from './purchases/decide.ts'
import type { CustomerRejection } from './rejections.ts'
import { relationshipCommands } from './relationship/commands.ts'
import { decideRelationship } from './relationship/decide.ts'
import { type CustomerState, evolve, initial } from './state.ts'

const accountCommand = P.when(typeIn(accountCommands))
const careCommand = P.when(typeIn(careCommands))
const informationCommand = P.when(typeIn(informationCommands))
const purchaseCommand = P.when(typeIn(purchaseCommands))
const relationshipCommand = P.when(typeIn(relationshipCommands))

const decide =
  (context: Context) =>
  (command: CustomerCommand, state: CustomerState): Decision => {
    const fit = checkFit(context, command, state)
    if (isLeft(fit)) return fit
    return match<CustomerCommand, Decision>(command)
      .with({ type: accountCommand }, (c) => decideAccount(context, c, state))
      .with({ type: careCommand }, (c) => decideCare(context, c, state))
      .with({ type: informationCommand }, (c) => decideInformation(context, c, state))
      .with({ type: purchaseCommand }, (c) => decidePurchase(context, c, state))
      .with({ type: relationshipCommand }, (c) => decideRelationship(context, c, state))
      .exhaustive()
  }

/** 客户 customer (policy 3, 4, 5.1). */
export const customer: Decider<CustomerCommand, CustomerState, CustomerEvent, CustomerRejection> = {
  initial,
  decide,
  evolve,
}

/** What holds for every command: a day that can be, somebody who may, a customer who is known and active. */
const checkFit = (
  context: Context,
  command: CustomerCommand,
  state: CustomerState,
): Either<CustomerRejection, unknown> => {
  const dated = checkBusinessDate(context, command.occurredOn)
  if (isLeft(dated)) return dated
  const permitted = checkPermission(context, command.type, relatedRoles(context, state))
  if (isLeft(permitted)) return permitted
  return match<[CustomerState, CustomerCommand], Either<CustomerRejection, unknown>>([state, command])
    .with([{ mergedInto: P.string }, P._], ([s]) => merged(s.mergedInto))
    .with([P._, { type: P.union('RegisterCustomer', 'ImportPurchases') }], () => permitted)
    .with([{ standing: 'unknown' }, P._], () => notRegistered)
    .with([P._, { type: 'ReactivateCustomer' }], () => permitted)
    .with([{ inactiveSince: P.string }, P._], ([s]) => inactive(s.inactiveSince))
    .otherwise(() => permitted)
}

/** In what capacity the actor stands to this customer. */
const relatedRoles = (context: Context, { owner, teams }: CustomerState): ReadonlyArray<Role> => {
  const inTeam = accountTeamOn(teams, context.today)?.members.some(({ user }) => user === context.actor)
  return [...(owner === context.actor ? ['owner' as const] : []), ...(inTeam ? ['accountTeam' as const] : [])]
}

/** The regions a command speaks of, for its `Context`: those it names, else the customer's home; the policy is the first one's. */
export const regionsOfCustomerCommand = (
  command: CustomerCommand,
  state: CustomerState,
): ReadonlyArray<RegionId> => {
  const named = match(command)
    .with({ type: 'ImportPurchases' }, (c) => c.lines.map((line) => line.region))
    .with({ type: P.union('RegisterCustomer', 'AssignTier', 'TransferToRegion', 'SetUpgradeGoal') }, (c) => [
      c.region,
    ])
    .with({ type: P.union('RecordPurchase', 'ReturnPurchase', 'CorrectPurchase') }, (c) =>
      c.region === undefined ? [] : [c.region],
    )
    .otherwise(() => [])
  const original =
    command.type === 'ReturnPurchase' && command.returns !== undefined
      ? state.purchases.get(command.returns)
      : undefined
  const regions = [
    ...named,
    ...(original === undefined ? [] : [original.line.region]),
    ...(state.homeRegion === null ? [] : [state.homeRegion]),
  ]
  return [...new Set(regions)]
}

const merged = (survivor: CustomerId): Decision =>
  refuse('Merged', `This record was merged into customer ${survivor}: give the command for ${survivor}.`, {
    survivor,
  })

const inactive = (since: CalendarDate): Decision =>
  refuse('Inactive', `The customer is inactive since ${since}: reactivate it first (ReactivateCustomer).`, {
    since,
  })
