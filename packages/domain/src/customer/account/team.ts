import * as t from 'io-ts'
import { CalendarDate } from '../../vocabulary/calendar-date.ts'
import { UserId } from '../../vocabulary/code.ts'
import { fields } from '../../vocabulary/fields.ts'
import { Text } from '../../vocabulary/text.ts'

const TeamMember = fields('AccountTeamMember', {
  user: UserId,
  /** Who answers for the customer, who stands in, who takes part. */
  part: t.keyof({ owner: null, backup: null, member: null }, 'owner, backup or member'),
  duty: Text,
})

/** 专属销售团队: the people who look after one customer, from a day on; it replaces the one before. */
export const AccountTeam = fields('AccountTeam', {
  members: t.readonlyArray(TeamMember),
  from: CalendarDate,
})
export type AccountTeam = t.TypeOf<typeof AccountTeam>

/** The team in force on a date: of those begun by then the latest begun, of equals the last appointed. */
export const accountTeamOn = (teams: ReadonlyArray<AccountTeam>, date: CalendarDate): AccountTeam | null =>
  teams.reduce<AccountTeam | null>(
    (best, team) => (team.from <= date && (best === null || team.from >= best.from) ? team : best),
    null,
  )
