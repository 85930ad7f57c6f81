import { isLeft } from 'fp-ts/lib/Either.js'
import type { Context } from '../../aggregate/context.ts'
import { openRegion } from '../../aggregate/region-terms.ts'
import type { CustomerId } from '../../vocabulary/code.ts'
import { refuse } from '../../vocabulary/rejection.ts'
import {
  accepted,
  type Command,
  checkApprover,
  checkPeriod,
  type Decision,
  factsOf,
  nothingChanges,
} from '../decision.ts'
import { checkSources } from '../information/decide-profile.ts'
import type { CustomerState } from '../state.ts'
import { checkTeam } from './check-team.ts'

export const register = (
  c: Command<'RegisterCustomer'>,
  state: CustomerState,
  context: Context,
): Decision => {
  const here = openRegion(context, c.region)
  if (isLeft(here)) return here
  const sourced = checkSources(c.sources ?? {}, c.profile, state)
  return isLeft(sourced)
    ? sourced
    : accepted({ type: 'CustomerRegistered', occurredOn: c.occurredOn, data: factsOf(c) })
}

export const changeOwner = (c: Command<'ChangeOwner'>, { owner }: CustomerState): Decision =>
  c.owner === owner
    ? nothingChanges('owner')
    : accepted({
        type: 'OwnerChanged',
        occurredOn: c.occurredOn,
        data: { ...factsOf(c), ...(owner === null ? {} : { before: owner }) },
      })

export const appointTeam = (c: Command<'AppointAccountTeam'>): Decision => {
  const complete = checkTeam(c)
  return isLeft(complete)
    ? complete
    : accepted({ type: 'AccountTeamAppointed', occurredOn: c.occurredOn, data: factsOf(c) })
}

export const declareParent = (c: Command<'DeclareParent'>, { parent }: CustomerState): Decision => {
  if (c.parent === c.customer)
    return refuse('OwnParent', 'A customer does not belong to itself: name the company it belongs to.', {})
  return c.parent === parent
    ? nothingChanges('parent')
    : accepted({ type: 'ParentDeclared', occurredOn: c.occurredOn, data: factsOf(c) })
}

export const endParent = (c: Command<'EndParent'>, { parent }: CustomerState): Decision =>
  parent === null
    ? refuse('NoParent', 'The customer belongs to no other: there is nothing to end.', {})
    : accepted({ type: 'ParentEnded', occurredOn: c.occurredOn, data: { ...factsOf(c), parent } })

/** policy 4.3-A: nobody is merged into themselves, nor into somebody they have taken in. */
export const mergeInto = (c: Command<'MergeInto'>, state: CustomerState): Decision => {
  if (c.survivor === c.customer) return ownDuplicate
  return state.absorbed.has(c.survivor)
    ? mergeCycle(c.survivor)
    : accepted({
        type: 'MergedInto',
        occurredOn: c.occurredOn,
        data: { ...factsOf(c), absorbed: [...state.absorbed] },
      })
}

export const absorb = (c: Command<'AbsorbDuplicate'>, state: CustomerState): Decision => {
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
export const assignTier = (c: Command<'AssignTier'>, _: unknown, context: Context): Decision => {
  const here = openRegion(context, c.region)
  if (isLeft(here)) return here
  const approved = checkApprover(context, [c.region], c.approver)
  if (isLeft(approved)) return approved
  if (c.until !== undefined) {
    const reversed = checkPeriod(c.occurredOn, c.until)
    if (isLeft(reversed)) return reversed
  }
  return accepted({ type: 'TierAssigned', occurredOn: c.occurredOn, data: factsOf(c) })
}

export const deactivate = (c: Command<'DeactivateCustomer'>): Decision =>
  accepted({ type: 'CustomerDeactivated', occurredOn: c.occurredOn, data: factsOf(c) })

export const reactivate = (c: Command<'ReactivateCustomer'>): Decision =>
  accepted({ type: 'CustomerReactivated', occurredOn: c.occurredOn, data: factsOf(c) })
