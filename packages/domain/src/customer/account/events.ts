import * as t from 'io-ts'
import { Tier } from '../../policy/policy.ts'
import { CalendarDate } from '../../vocabulary/calendar-date.ts'
import { Code, CustomerId, RegionId, UserId } from '../../vocabulary/code.ts'
import { fields } from '../../vocabulary/fields.ts'
import { type EventDefinitions, type EventOf, firstVersion } from '../../vocabulary/messages.ts'
import { Text } from '../../vocabulary/text.ts'
import { Profile } from '../information/profile.ts'
import { FactSources } from '../information/source.ts'
import { AccountTeam } from './team.ts'

const customer = { customer: CustomerId }

// Event names and fields are storage format: add, never rename or remove.
export const accountEvents = {
  /** policy 4.1-A: the customer is known by name and belongs to a home region. */
  CustomerRegistered: firstVersion(
    fields(
      'CustomerRegistered',
      { ...customer, region: RegionId, profile: Profile },
      { owner: UserId, sources: FactSources },
    ),
  ),
  /** The one before is kept, so that facts of any date find their owner. */
  OwnerChanged: firstVersion(
    fields('OwnerChanged', { ...customer, owner: UserId, reason: Text }, { before: UserId }),
  ),
  /** policy 3.2-A, A17 */
  AccountTeamAppointed: firstVersion(
    fields('AccountTeamAppointed', { ...customer, ...AccountTeam.required }),
  ),
  /** A72; `proposal` is the one of the other region that it completes. */
  TransferredToRegion: firstVersion(
    fields(
      'TransferredToRegion',
      { ...customer, from: RegionId, to: RegionId, reason: Text },
      { owner: UserId, proposal: Code },
    ),
  ),
  /** A14 */
  ParentDeclared: firstVersion(
    fields('ParentDeclared', { ...customer, parent: CustomerId, rollUp: t.boolean }),
  ),
  ParentEnded: firstVersion(fields('ParentEnded', { ...customer, parent: CustomerId, reason: Text })),
  /** policy 4.3-A, A22: one customer, one record; `absorbed` is whom this record had absorbed itself. */
  MergedInto: firstVersion(
    fields('MergedInto', {
      ...customer,
      survivor: CustomerId,
      reason: Text,
      absorbed: t.readonlyArray(CustomerId),
    }),
  ),
  DuplicateAbsorbed: firstVersion(
    fields('DuplicateAbsorbed', {
      ...customer,
      duplicate: CustomerId,
      absorbed: t.readonlyArray(CustomerId),
    }),
  ),
  /** policy 3.2, A15: shown beside the computed tier, never in its place. */
  TierAssigned: firstVersion(
    fields(
      'TierAssigned',
      { ...customer, region: RegionId, tier: Tier, reason: Text, approver: UserId },
      { until: CalendarDate },
    ),
  ),
  CustomerDeactivated: firstVersion(fields('CustomerDeactivated', { ...customer, reason: Text })),
  CustomerReactivated: firstVersion(fields('CustomerReactivated', { ...customer, reason: Text })),
} as const satisfies EventDefinitions

export type AccountEvent = EventOf<typeof accountEvents>
