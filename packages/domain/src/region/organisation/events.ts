import * as t from 'io-ts'
import { CalendarDate } from '../../vocabulary/calendar-date.ts'
import { Code, RegionId, UserId } from '../../vocabulary/code.ts'
import { fields } from '../../vocabulary/fields.ts'
import { type EventDefinitions, type EventOf, firstVersion } from '../../vocabulary/messages.ts'
import { PersonalText } from '../../vocabulary/personal.ts'
import { MemberRole } from '../../vocabulary/role.ts'
import { Text } from '../../vocabulary/text.ts'
import { region } from '../about.ts'

// Event names and fields are storage format: add, never rename or remove.
export const organisationEvents = {
  MemberAppointed: firstVersion(
    fields(
      'MemberAppointed',
      { ...region, user: UserId, roles: t.readonlyArray(MemberRole), from: CalendarDate },
      { until: CalendarDate, team: Code },
    ),
  ),
  MemberReleased: firstVersion(
    fields('MemberReleased', { ...region, user: UserId, until: CalendarDate, reason: PersonalText }),
  ),
  TeamFormed: firstVersion(fields('TeamFormed', { ...region, team: Code, name: Text }, { lead: UserId })),
  TeamDissolved: firstVersion(fields('TeamDissolved', { ...region, team: Code })),
  RegionPlaced: firstVersion(fields('RegionPlaced', { ...region, parent: RegionId })),
  PolicyAcknowledged: firstVersion(fields('PolicyAcknowledged', { ...region, user: UserId, version: Code })),
} as const satisfies EventDefinitions

export type OrganisationEvent = EventOf<typeof organisationEvents>
