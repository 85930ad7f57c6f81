import type { Policy } from '../../policy/policy.ts'
import { addMonths, type CalendarDate, later } from '../../vocabulary/calendar-date.ts'
import type { Code } from '../../vocabulary/code.ts'
import type { OrganisationState } from '../organisation/state.ts'
import type { RegionTerms } from '../terms/state.ts'
import type { CollaborationState } from './state.ts'

/**
 * By when the region, or one of its teams, is to meet again: so many months after it last met, or after it began. A meeting of the
 * whole region is one of each team too. Null for a region that is not open, and for a team that does not stand.
 *
 * @source policy 7.1-A; A55
 */
export const teamMeetingDueOn = (
  policy: Policy,
  state: RegionTerms & OrganisationState & CollaborationState,
  team: Code | null = null,
): CalendarDate | null => {
  const began = team === null ? (state.opened?.openedOn ?? null) : formedOn(state, team)
  if (began === null) return null
  const last = [...state.meetings.values()]
    .filter((meeting) => meeting.team === null || meeting.team === team)
    .reduce((latest, { on }) => later(latest, on), began)
  return addMonths(last, policy.collaboration.teamMeetingMonths)
}

const formedOn = ({ teams }: OrganisationState, team: Code): CalendarDate | null => {
  const known = teams.get(team)
  return known === undefined || known.dissolvedOn !== null ? null : known.formedOn
}
