import { isLeft } from 'fp-ts/lib/Either.js'
import type { Context } from '../../aggregate/context.ts'
import { checkSpeaker } from '../../aggregate/permission.ts'
import { openRegion } from '../../aggregate/region-terms.ts'
import type { CalendarDate } from '../../vocabulary/calendar-date.ts'
import type { UserId } from '../../vocabulary/code.ts'
import { refuse } from '../../vocabulary/rejection.ts'
import {
  accepted,
  type Command,
  checkList,
  checkPeriod,
  type Decision,
  nothingChanges,
  standingTeam,
} from '../decision.ts'
import type { RegionState } from '../state.ts'
import { knowsPolicy } from '../terms/state.ts'
import { appointmentOn, ungovernedFrom } from './members.ts'
import { type Appointment, releasedAfter } from './state.ts'

export const appoint = (c: Command<'AppointMember'>, state: RegionState, { today }: Context): Decision => {
  const listed = checkList('roles', c.roles)
  if (isLeft(listed)) return listed
  const ordered = checkPeriod(c.from, c.until)
  if (isLeft(ordered)) return ordered
  if (c.team !== undefined) {
    const standing = standingTeam(state, c.team)
    if (isLeft(standing)) return standing
  }
  const { type: _, occurredOn, ...data } = c
  const appointed: Appointment = {
    user: c.user,
    roles: c.roles,
    from: c.from,
    until: c.until ?? null,
    team: c.team ?? null,
  }
  const manages = c.roles.includes('manager') && c.from <= today && (c.until ?? today) >= today
  if (!state.everAppointed && !manages) {
    return refuse(
      'FirstManagerMissing',
      'With the first appointment the region is governed: appoint somebody who manages it from today at the latest (roles: manager).',
      {},
    )
  }
  return whileGoverned(c.user, [...state.appointments, appointed], () =>
    accepted({ type: 'MemberAppointed', occurredOn, data }),
  )
}

export const release = (c: Command<'ReleaseMember'>, state: RegionState): Decision => {
  const appointed = appointmentOn(state, c.user, c.until)
  if (appointed === null) return notAMember(c.user, c.until)
  const left = releasedAfter(state.appointments, c.user, c.until)
  if (appointed.until === c.until && left.length === state.appointments.length)
    return nothingChanges(`last day of ${c.user}`)
  const { type: _, occurredOn, ...data } = c
  return whileGoverned(c.user, left, () => accepted({ type: 'MemberReleased', occurredOn, data }))
}

/** Nobody could appoint anybody in a region without a manager: it keeps one for as long as it has members. */
const whileGoverned = (
  user: UserId,
  appointments: ReadonlyArray<Appointment>,
  then: () => Decision,
): Decision => {
  const on = ungovernedFrom({ appointments })
  return on === null
    ? then()
    : refuse(
        'LastManager',
        `From ${on} on the region would have members and no manager: appoint another manager from that day first (AppointMember).`,
        { user, on },
      )
}

export const formTeam = (c: Command<'FormTeam'>, state: RegionState): Decision => {
  if (state.teams.has(c.team)) {
    return refuse('TeamExists', `There is or was a team ${c.team}: give the new one a code of its own.`, {
      team: c.team,
    })
  }
  if (c.lead !== undefined && appointmentOn(state, c.lead, c.occurredOn) === null)
    return notAMember(c.lead, c.occurredOn)
  const { type: _, occurredOn, ...data } = c
  return accepted({ type: 'TeamFormed', occurredOn, data })
}

export const dissolveTeam = (c: Command<'DissolveTeam'>, state: RegionState): Decision => {
  const standing = standingTeam(state, c.team)
  if (isLeft(standing)) return standing
  return accepted({
    type: 'TeamDissolved',
    occurredOn: c.occurredOn,
    data: { region: c.region, team: c.team },
  })
}

/** A2: regions are a flat set; a parent is optional. */
export const placeUnder = (c: Command<'PlaceUnder'>, state: RegionState, context: Context): Decision => {
  if (c.parent === c.region)
    return refuse('UnderItself', `${c.region} cannot lie under itself: name another region.`, {})
  const parent = openRegion(context, c.parent)
  if (isLeft(parent)) return parent
  if (state.parent === c.parent) return nothingChanges('parent region')
  return accepted({
    type: 'RegionPlaced',
    occurredOn: c.occurredOn,
    data: { region: c.region, parent: c.parent },
  })
}

export const acknowledge = (
  c: Command<'AcknowledgePolicy'>,
  state: RegionState,
  context: Context,
): Decision => {
  const own = checkSpeaker(context, c.region, c.user)
  if (isLeft(own)) return own
  if (!knowsPolicy(state, c.version)) {
    return refuse('NoSuchVersion', `No policy was adopted as ${c.version}: adopt it first (AdoptPolicy).`, {
      version: c.version,
    })
  }
  if (state.acknowledged.get(c.version)?.includes(c.user))
    return nothingChanges(`acknowledgement of ${c.user}`)
  const { type: _, occurredOn, ...data } = c
  return accepted({ type: 'PolicyAcknowledged', occurredOn, data })
}

const notAMember = (user: UserId, on: CalendarDate): Decision =>
  refuse('NotAMember', `${user} is no member of the region on ${on}: appoint them first (AppointMember).`, {
    user,
    on,
  })
