import { match } from 'ts-pattern'
import type { CalendarDate } from '../../vocabulary/calendar-date.ts'
import type { Code, RegionId, UserId } from '../../vocabulary/code.ts'
import type { Draft } from '../../vocabulary/draft.ts'
import type { MemberRole } from '../../vocabulary/role.ts'
import type { Text } from '../../vocabulary/text.ts'
import type { OrganisationEvent } from './events.ts'

export type Appointment = {
  readonly user: UserId
  readonly roles: ReadonlyArray<MemberRole>
  readonly from: CalendarDate
  /** Last day, or null. */
  readonly until: CalendarDate | null
  readonly team: Code | null
}

export type Team = {
  readonly team: Code
  readonly name: Text
  readonly lead: UserId | null
  readonly formedOn: CalendarDate
  /** From this day on there is no such team. */
  readonly dissolvedOn: CalendarDate | null
}

export type OrganisationState = {
  /** Whether anybody was appointed yet: from then on the region is governed. */
  readonly everAppointed: boolean
  /** In the order in which they were made. */
  readonly appointments: ReadonlyArray<Appointment>
  readonly teams: ReadonlyMap<Code, Team>
  readonly parent: RegionId | null
  readonly acknowledged: ReadonlyMap<Code, ReadonlyArray<UserId>>
}

export const initialOrganisation: OrganisationState = {
  everAppointed: false,
  appointments: [],
  teams: new Map(),
  parent: null,
  acknowledged: new Map(),
}

export const applyOrganisation = (draft: Draft<OrganisationState>, event: OrganisationEvent): void =>
  match<OrganisationEvent, void>(event)
    .with({ type: 'MemberAppointed' }, ({ data: { region: _, until = null, team = null, ...appointed } }) => {
      draft.everAppointed = true
      draft.appointments = [...draft.appointments, { ...appointed, until, team }]
    })
    .with({ type: 'MemberReleased' }, ({ data: { user, until } }) => {
      draft.appointments = releasedAfter(draft.appointments, user, until)
    })
    .with({ type: 'TeamFormed' }, ({ occurredOn, data: { team, name, lead = null } }) => {
      draft.teams.set(team, { team, name, lead, formedOn: occurredOn, dissolvedOn: null })
    })
    .with({ type: 'TeamDissolved' }, ({ occurredOn, data: { team } }) => {
      const known = draft.teams.get(team)
      if (known !== undefined) draft.teams.set(team, { ...known, dissolvedOn: occurredOn })
    })
    .with({ type: 'RegionPlaced' }, ({ data: { parent } }) => {
      draft.parent = parent
    })
    .with({ type: 'PolicyAcknowledged' }, ({ data: { user, version } }) => {
      draft.acknowledged.set(version, [...(draft.acknowledged.get(version) ?? []), user])
    })
    .exhaustive()

/** After the last day nothing that was planned for a person remains. */
export const releasedAfter = (
  appointments: ReadonlyArray<Appointment>,
  user: UserId,
  until: CalendarDate,
): ReadonlyArray<Appointment> =>
  appointments
    .filter((appointed) => appointed.user !== user || appointed.from <= until)
    .map((appointed) =>
      appointed.user === user && (appointed.until === null || appointed.until > until)
        ? { ...appointed, until }
        : appointed,
    )
