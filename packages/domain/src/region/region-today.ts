import type { RegionToday } from '../aggregate/context.ts'
import type { CalendarDate } from '../vocabulary/calendar-date.ts'
import type { RegionId } from '../vocabulary/code.ts'
import { membersOn } from './organisation/members.ts'
import type { RegionState } from './state.ts'
import { policyOn } from './terms/state.ts'

/**
 * A region as decisions see it on a day: its money and time, its people as they are known now, and the rules they act by. Null
 * while it is not open.
 */
export const regionToday = (
  region: RegionId,
  state: RegionState,
  today: CalendarDate,
): RegionToday | null => {
  const { opened } = state
  if (opened === null) return null
  const members = membersOn(state, today)
  const { permissions } = policyOn(state, today).policy
  return {
    region,
    currency: opened.currency,
    timeZone: opened.timeZone,
    founder: opened.founder ?? null,
    members,
    // Whoever is to begin later was not released.
    released: new Set(
      state.appointments.flatMap(({ user, from }) => (from <= today && !members.has(user) ? [user] : [])),
    ),
    governed: state.everAppointed,
    roles: new Map(permissions.commands.map(({ command, roles }) => [command, roles])),
    confidential: permissions.confidential,
    transferProposals: new Map(
      [...state.transferProposals].flatMap(([code, proposed]) =>
        proposed === null ? [] : [[code, proposed] as const],
      ),
    ),
  }
}
