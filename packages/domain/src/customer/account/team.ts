import { type Either, right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { CalendarDate } from '../../vocabulary/calendar-date.ts'
import { UserId } from '../../vocabulary/code.ts'
import { fields } from '../../vocabulary/fields.ts'
import { refuse } from '../../vocabulary/rejection.ts'
import { Text } from '../../vocabulary/text.ts'
import type { CustomerRejection } from '../rejections.ts'

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

/**
 * A dedicated team has somebody who answers for the customer and somebody who stands in, and nobody twice (A17).
 * @rejects TeamIncomplete, MemberTwice
 * @source policy 3.2-A
 */
export const checkTeam = ({ members }: AccountTeam): Either<CustomerRejection, void> => {
  const missing = (['owner', 'backup'] as const).find((part) => !members.some((m) => m.part === part))
  if (missing !== undefined) {
    return refuse('TeamIncomplete', `The team has no ${missing}: name at least one owner and one backup.`, {
      missing,
    })
  }
  const twice = members.find(({ user }, i) => members.findIndex((other) => other.user === user) !== i)
  return twice === undefined
    ? right(undefined)
    : refuse('MemberTwice', `${twice.user} is in the team twice: name everybody once, with all duties.`, {
        user: twice.user,
      })
}
