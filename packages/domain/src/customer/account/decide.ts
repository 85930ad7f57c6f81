import { isLeft } from 'fp-ts/lib/Either.js'
import { match, P } from 'ts-pattern'
import type { CalendarDate } from '../../vocabulary/calendar-date.ts'
import type { CustomerId } from '../../vocabulary/code.ts'
import type { Context } from '../../vocabulary/decider.ts'
import { refuse } from '../../vocabulary/rejection.ts'
import {
  accepted,
  checkApprover,
  checkPeriod,
  type Decision,
  factsOf,
  inOpenRegion,
  nothingChanges,
} from '../decision.ts'
import { checkSources } from '../information/decide-profile.ts'
import type { CustomerState } from '../state.ts'
import { checkTeam } from './check-team.ts'
import type { AccountCommand } from './commands.ts'

type Command<Type extends AccountCommand['type']> = Extract<AccountCommand, { type: Type }>

export const decideAccount = (context: Context, command: AccountCommand, state: CustomerState): Decision =>
  match<[CustomerState, AccountCommand], Decision>([state, command])
    .with([{ registeredOn: P.nonNullable }, { type: 'RegisterCustomer' }], ([s]) =>
      alreadyRegistered(s.registeredOn),
    )
    .with([P._, { type: 'RegisterCustomer' }], ([s, c]) =>
      inOpenRegion(context, c.region, () => register(c, s)),
    )
    .with([P._, { type: 'AssignTier' }], ([, c]) =>
      inOpenRegion(context, c.region, () => assignTier(context, c)),
    )
    .with([P._, { type: 'ChangeOwner' }], ([s, c]) => changeOwner(c, s))
    .with([P._, { type: 'AppointAccountTeam' }], ([, c]) => appointTeam(c))
    .with([P._, { type: 'TransferToRegion' }], ([s, c]) =>
      inOpenRegion(context, c.region, () => transfer(c, s)),
    )
    .with([P._, { type: 'DeclareParent' }], ([s, c]) => declareParent(c, s))
    .with([P._, { type: 'EndParent' }], ([s, c]) => endParent(c, s))
    .with([P._, { type: 'MergeInto' }], ([s, c]) => mergeInto(c, s))
    .with([P._, { type: 'AbsorbDuplicate' }], ([s, c]) => absorb(c, s))
    .with([{ inactiveSince: null }, { type: 'ReactivateCustomer' }], () =>
      refuse('AlreadyActive', 'The customer is active: there is nothing to reactivate.', {}),
    )
    .with([P._, { type: 'ReactivateCustomer' }], ([, c]) =>
      accepted({
        type: 'CustomerReactivated',
        occurredOn: c.occurredOn,
        data: { customer: c.customer, reason: c.reason },
      }),
    )
    .with([P._, { type: 'DeactivateCustomer' }], ([, c]) =>
      accepted({
        type: 'CustomerDeactivated',
        occurredOn: c.occurredOn,
        data: { customer: c.customer, reason: c.reason },
      }),
    )
    .exhaustive()

const register = (c: Command<'RegisterCustomer'>, state: CustomerState): Decision => {
  const sourced = checkSources(c.sources ?? {}, c.profile, state)
  return isLeft(sourced)
    ? sourced
    : accepted({ type: 'CustomerRegistered', occurredOn: c.occurredOn, data: factsOf(c) })
}

const changeOwner = (c: Command<'ChangeOwner'>, { owner }: CustomerState): Decision =>
  c.owner === owner
    ? nothingChanges('owner')
    : accepted({
        type: 'OwnerChanged',
        occurredOn: c.occurredOn,
        data: { ...factsOf(c), ...(owner === null ? {} : { before: owner }) },
      })

const appointTeam = (c: Command<'AppointAccountTeam'>): Decision => {
  const complete = checkTeam(c)
  return isLeft(complete)
    ? complete
    : accepted({ type: 'AccountTeamAppointed', occurredOn: c.occurredOn, data: factsOf(c) })
}

const transfer = (c: Command<'TransferToRegion'>, { homeRegion }: CustomerState): Decision => {
  if (homeRegion === null || homeRegion === c.region) return nothingChanges('region')
  const { region, ...facts } = factsOf(c)
  return accepted({
    type: 'TransferredToRegion',
    occurredOn: c.occurredOn,
    data: { ...facts, from: homeRegion, to: region },
  })
}

const declareParent = (c: Command<'DeclareParent'>, { parent }: CustomerState): Decision => {
  if (c.parent === c.customer)
    return refuse('OwnParent', 'A customer does not belong to itself: name the company it belongs to.', {})
  return c.parent === parent
    ? nothingChanges('parent')
    : accepted({ type: 'ParentDeclared', occurredOn: c.occurredOn, data: factsOf(c) })
}

const endParent = (c: Command<'EndParent'>, { parent }: CustomerState): Decision =>
  parent === null
    ? refuse('NoParent', 'The customer belongs to no other: there is nothing to end.', {})
    : accepted({ type: 'ParentEnded', occurredOn: c.occurredOn, data: { ...factsOf(c), parent } })

/** policy 4.3-A: nobody is merged into themselves, nor into somebody they have taken in. */
const mergeInto = (c: Command<'MergeInto'>, state: CustomerState): Decision => {
  if (c.survivor === c.customer) return ownDuplicate
  return state.absorbed.has(c.survivor)
    ? mergeCycle(c.survivor)
    : accepted({
        type: 'MergedInto',
        occurredOn: c.occurredOn,
        data: { ...factsOf(c), absorbed: [...state.absorbed] },
      })
}

const absorb = (c: Command<'AbsorbDuplicate'>, state: CustomerState): Decision => {
  if (c.duplicate === c.customer) return ownDuplicate
  if (c.absorbed.includes(c.customer)) return mergeCycle(c.customer)
  return state.absorbed.has(c.duplicate)
    ? nothingChanges('duplicate')
    : accepted({ type: 'DuplicateAbsorbed', occurredOn: c.occurredOn, data: factsOf(c) })
}

const ownDuplicate: Decision = refuse(
  'OwnDuplicate',
  'A customer is no duplicate of itself: name the other record.',
  {},
)

const mergeCycle = (absorbed: CustomerId): Decision =>
  refuse(
    'MergeCycle',
    `${absorbed} is a duplicate that was merged here already: the two cannot be merged the other way round.`,
    { absorbed },
  )

/** policy 3.2, A15: an override has a reason, an approver and, if wanted, an end. */
const assignTier = (context: Context, c: Command<'AssignTier'>): Decision => {
  const approved = checkApprover(context, c.approver)
  if (isLeft(approved)) return approved
  if (c.until !== undefined) {
    const reversed = checkPeriod(c.occurredOn, c.until)
    if (isLeft(reversed)) return reversed
  }
  const { type: _, occurredOn, ...facts } = c
  return accepted({ type: 'TierAssigned', occurredOn, data: facts })
}

const alreadyRegistered = (registeredOn: CalendarDate): Decision =>
  refuse(
    'AlreadyRegistered',
    `The customer is registered since ${registeredOn}: correct its profile instead (CorrectProfile).`,
    { registeredOn },
  )
