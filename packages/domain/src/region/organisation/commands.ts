import * as t from 'io-ts'
import { CalendarDate } from '../../vocabulary/calendar-date.ts'
import { Code, RegionId, UserId } from '../../vocabulary/code.ts'
import { command } from '../../vocabulary/messages.ts'
import { PersonalText } from '../../vocabulary/personal.ts'
import { MemberRole } from '../../vocabulary/role.ts'
import { Text } from '../../vocabulary/text.ts'
import { region } from '../about.ts'

// Who sells and works in a region, in which teams, since when (policy 2, A2).
export const organisationCommands = {
  /**
   * From a day on, in place of what the person was appointed to before.
   * @clause 3
   */
  AppointMember: command(
    'AppointMember',
    { ...region, user: UserId, roles: t.readonlyArray(MemberRole), from: CalendarDate },
    { until: CalendarDate, team: Code },
  ),
  /** `until` is the last day. */
  ReleaseMember: command('ReleaseMember', {
    ...region,
    user: UserId,
    until: CalendarDate,
    reason: PersonalText,
  }),
  FormTeam: command('FormTeam', { ...region, team: Code, name: Text }, { lead: UserId }),
  DissolveTeam: command('DissolveTeam', { ...region, team: Code }),
  PlaceUnder: command('PlaceUnder', { ...region, parent: RegionId }),
  /**
   * Somebody has learnt a version of the policy (A1).
   * @clause 2
   */
  AcknowledgePolicy: command('AcknowledgePolicy', { ...region, user: UserId, version: Code }),
} as const
