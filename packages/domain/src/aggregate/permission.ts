import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import type { RegionId, UserId } from '../vocabulary/code.ts'
import { type Fact, refuse } from '../vocabulary/rejection.ts'
import type { Role, Roles } from '../vocabulary/role.ts'
import type { Charge, Context, RegionToday } from './context.ts'
import { importers } from './roles.ts'

/** The actor may not do this in a region; `needs` says in which role one may. */
export type NotPermitted = Fact<
  'NotPermitted',
  { actor: UserId; region: RegionId; needs: ReadonlyArray<Role> }
>

/** What is asked for: a command by its name, whoever may give it as a rule, and everything it touches. */
export type Request = {
  readonly command: string
  readonly by: Roles
  /** The regions it touches by name. */
  readonly regions: ReadonlyArray<RegionId>
  /** In whose hands everything is that it touches; the home of each is touched too. */
  readonly charges: ReadonlyArray<Charge>
  /** Regions in which somebody who may has given their word already. */
  readonly agreed?: (region: RegionToday) => boolean
}

/**
 * Whether the actor may give a command: asked of every region that it touches, by the roles of this moment, whatever day the
 * command speaks of (docs/decisions/0008).
 *
 * - A region in which nobody was ever appointed is open to all; only its founder appoints the first.
 * - History takes the role of an importer. It stands for everyday roles, not for a manager's.
 *
 * @rejects NotPermitted naming the first region in which none of the actor's roles is among those that may
 * @source not from the policy, which says who is to act (part "Who") and not who may
 */
export const checkPermission = (context: Context, request: Request): Either<NotPermitted, void> => {
  if (context.operator) return allowed
  const homes = request.charges.flatMap(({ region }) => region ?? [])
  for (const region of new Set([...request.regions, ...homes])) {
    // Where no region is open there is nothing of anybody's; that it is not open is for the decision to say.
    const here = context.regions.get(region)
    if (here === undefined || request.agreed?.(here) === true) continue
    const checked = here.governed ? checkRoles(context, request, here) : checkFounding(context, request, here)
    if (isLeft(checked)) return checked
  }
  return allowed
}

const allowed: Either<NotPermitted, void> = right(undefined)

/** policy 2: somebody must be able to appoint the first manager, and it is not the first who comes along. */
const checkFounding = (
  { actor, governed }: Context,
  { command }: Request,
  { region, founder }: RegionToday,
): Either<NotPermitted, void> => {
  const opens = command === 'AppointMember'
  if (opens ? actor === founder : !governed) return allowed
  const who =
    founder === null ? 'whoever runs the store' : `${founder}, who opened it, or whoever runs the store`
  return refuse(
    'NotPermitted',
    `Nobody has been appointed in region ${region} yet, and ${actor} may not do this there: let ${who} appoint the first manager (AppointMember).`,
    { actor, region, needs: ['manager'] },
  )
}

const checkRoles = (context: Context, request: Request, here: RegionToday): Either<NotPermitted, void> => {
  const roles = rolesIn(here, context.actor, request.charges)
  const needs = here.roles.get(request.command) ?? request.by
  if (context.historical) {
    if (!roles.includes('importer')) return notPermitted(context, here, importers)
    if (isEveryday(needs)) return allowed
  }
  return roles.some((role) => needs.includes(role)) ? allowed : notPermitted(context, here, needs)
}

/** Whether it is not for managers alone. */
const isEveryday = (roles: Roles): boolean => roles.some((role) => role !== 'manager')

const notPermitted = ({ actor }: Context, { region }: RegionToday, needs: Roles) =>
  refuse(
    'NotPermitted',
    `${actor} may not do this in region ${region}: it takes one of ${needs.join(', ')}. Let such a person do it, or have a manager of ${region} appoint ${actor}.`,
    { actor, region, needs },
  )

/**
 * In what capacity somebody acts in a region at this moment: what they are appointed to, and what follows from what they are
 * entrusted with there. Whoever was released is nothing any more, whatever still stands in their name.
 */
export const rolesIn = (here: RegionToday, user: UserId, charges: ReadonlyArray<Charge>): Roles => {
  if (here.released.has(user)) return []
  const theirs = charges.filter(({ region }) => region === here.region)
  return [
    ...(here.members.get(user) ?? []),
    ...(theirs.some(({ owner }) => owner === user) ? (['owner'] as const) : []),
    ...(theirs.some(({ team }) => team.includes(user)) ? (['accountTeam'] as const) : []),
  ]
}

/** Whether somebody may approve as a manager of every region given: anybody may where nobody has been appointed. */
export const isManager = (
  { regions }: Pick<Context, 'regions'>,
  of: ReadonlyArray<RegionId>,
  user: UserId,
): boolean => of.every((region) => holdsIn(regions.get(region), user, ['manager']))

/** Whether somebody holds one of these roles in a region; where nobody has been appointed, nobody's role is known. */
export const holdsIn = (here: RegionToday | undefined, user: UserId, roles: Roles): boolean =>
  here === undefined || !here.governed || (here.members.get(user) ?? []).some((role) => roles.includes(role))

/** Somebody speaks for somebody else, and is no manager or importer who could enter it for them. */
export type SaidForAnother = Fact<'SaidForAnother', { actor: UserId; user: UserId }>

/** What is said in somebody's name is said by themselves, or entered by a manager or an importer of the region. */
export const checkSpeaker = (
  { operator, actor, regions }: Pick<Context, 'operator' | 'actor' | 'regions'>,
  region: RegionId,
  user: UserId,
): Either<SaidForAnother, void> =>
  operator || actor === user || holdsIn(regions.get(region), actor, ['manager', 'importer'])
    ? right(undefined)
    : refuse(
        'SaidForAnother',
        `${actor} cannot say this for ${user}: let ${user} say it, or a manager of ${region} enter it.`,
        { actor, user },
      )
