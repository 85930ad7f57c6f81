import { type Either, right } from 'fp-ts/lib/Either.js'
import type { UserId } from '../vocabulary/code.ts'
import type { Context } from '../vocabulary/decider.ts'
import { type Fact, refuse } from '../vocabulary/rejection.ts'
import type { Role } from './role.ts'
import { type CommandName, permissions } from './table.ts'

/** The actor may not do this here; `needs` says in which role one may. */
export type NotPermitted = Fact<'NotPermitted', { actor: UserId; needs: ReadonlyArray<Role> }>

/**
 * Whether the actor may give a command: decided by the table and the policy in force, from the roles the actor was appointed
 * to in the region and those that follow from the case.
 *
 * @param related roles that follow from the case at hand: its owner, its account team
 * @rejects NotPermitted none of the actor's roles is among those that may
 * @source not from the policy, which says who is to act (part "Who") and not who may; see docs/decisions/0008
 */
export const checkPermission = (
  context: Context,
  command: CommandName,
  related: ReadonlyArray<Role> = [],
): Either<NotPermitted, void> => {
  if (!isGoverned(context)) return right(undefined)
  const needs = rolesFor(context, command)
  const roles = [...rolesOf(context, context.actor), ...related]
  return roles.some((role) => needs.includes(role))
    ? right(undefined)
    : refuse(
        'NotPermitted',
        `${context.actor} may not do this here: it takes one of ${needs.join(', ')}. Let such a person do it, or have a manager appoint ${context.actor}.`,
        { actor: context.actor, needs },
      )
}

/** A region that has no manager yet lets everybody act: somebody must be able to appoint the first one. */
export const isGoverned = (context: Context): boolean =>
  [...context.members.values()].some((roles) => roles.includes('manager'))

/** Whether somebody is a manager of the region on that day; anybody is as long as the region has none. */
export const isManager = (context: Context, user: UserId): boolean =>
  !isGoverned(context) || rolesOf(context, user).includes('manager')

const rolesOf = (context: Context, user: UserId): ReadonlyArray<Role> => context.members.get(user) ?? []

const rolesFor = (context: Context, command: CommandName): ReadonlyArray<Role> =>
  context.policy.policy.permissions.commands.find((rule) => rule.command === command)?.roles ??
  permissions[command]
