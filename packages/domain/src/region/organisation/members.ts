import { addDays, type CalendarDate } from '../../vocabulary/calendar-date.ts'
import type { Code, UserId } from '../../vocabulary/code.ts'
import type { MemberRole } from '../../vocabulary/role.ts'
import type { Appointment, OrganisationState } from './state.ts'

type Appointed = Pick<OrganisationState, 'appointments'>

/**
 * Who belonged to a region on a date, and in which roles.
 * @source policy 2; A2
 */
export const membersOn = (
  state: Appointed,
  date: CalendarDate,
): ReadonlyMap<UserId, ReadonlyArray<MemberRole>> =>
  new Map(
    [...new Set(state.appointments.map(({ user }) => user))].flatMap((user) => {
      const appointed = appointmentOn(state, user, date)
      return appointed === null ? [] : [[user, appointed.roles] as const]
    }),
  )

/** Of the appointments begun by then the latest begun, of equals the last made; it ends with its own last day, and an older one does not come back. */
export const appointmentOn = (state: Appointed, user: UserId, date: CalendarDate): Appointment | null => {
  const latest = state.appointments
    .filter((appointed) => appointed.user === user && appointed.from <= date)
    .reduce<Appointment | null>(
      (best, appointed) => (best === null || appointed.from >= best.from ? appointed : best),
      null,
    )
  return latest === null || (latest.until !== null && latest.until < date) ? null : latest
}

/** The team somebody worked in on a date; null for none, and after it was dissolved. */
export const teamOn = (state: OrganisationState, user: UserId, date: CalendarDate): Code | null => {
  const team = appointmentOn(state, user, date)?.team ?? null
  const dissolvedOn = team === null ? null : (state.teams.get(team)?.dissolvedOn ?? null)
  return dissolvedOn === null || date < dissolvedOn ? team : null
}

/**
 * The first day on which a region that had a manager before has members and no manager; null where it never is so. Nobody
 * could appoint anybody there but whoever runs the store.
 */
export const ungovernedFrom = (state: Appointed): CalendarDate | null => {
  // Who is a member changes on these days alone.
  const days = state.appointments
    .flatMap(({ from, until }) => (until === null ? [from] : [from, addDays(until, 1)]))
    .sort()
  let governed = false
  for (const day of days) {
    const members = [...membersOn(state, day).values()]
    const managed = members.some((roles) => roles.includes('manager'))
    if (governed && !managed && members.length > 0) return day
    governed ||= managed
  }
  return null
}

/**
 * Members who have not acknowledged a version of the policy yet, in the order of their appointment.
 * @source policy 1; A1
 */
export const acknowledgementsMissing = (
  state: OrganisationState,
  version: Code,
  date: CalendarDate,
): ReadonlyArray<UserId> =>
  [...membersOn(state, date).keys()].filter((user) => !state.acknowledged.get(version)?.includes(user))
