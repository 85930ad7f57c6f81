import { match } from 'ts-pattern'
import type { CalendarDate } from '../../vocabulary/calendar-date.ts'
import type { Code, CustomerId, RegionId, UserId } from '../../vocabulary/code.ts'
import type { Draft } from '../../vocabulary/draft.ts'
import { type InformationState, noteSources } from '../information/state.ts'
import type { AccountEvent } from './events.ts'
import type { AccountTeam } from './team.ts'

/**
 * Who the customer is to us.
 *
 * - `unknown`: never heard of;
 * - `fromLedger`: an imported purchase named it; its home region is that of the first imported line;
 * - `registered`: somebody registered it.
 */
export type AccountState = {
  readonly standing: 'unknown' | 'fromLedger' | 'registered'
  readonly registeredOn: CalendarDate | null
  readonly inactiveSince: CalendarDate | null
  readonly homeRegion: RegionId | null
  readonly owner: UserId | null
  readonly teams: ReadonlyArray<AccountTeam>
  /** The proposals by which it was transferred: each is good for one transfer. */
  readonly transfers: ReadonlySet<Code>
  readonly parent: CustomerId | null
  /** Under which id the customer lives on, once this record proved to be a duplicate. */
  readonly mergedInto: CustomerId | null
  /** The duplicates this record took in, and those they had taken in. */
  readonly absorbed: ReadonlySet<CustomerId>
}

export const initialAccount: AccountState = {
  standing: 'unknown',
  registeredOn: null,
  inactiveSince: null,
  homeRegion: null,
  owner: null,
  teams: [],
  transfers: new Set(),
  parent: null,
  mergedInto: null,
  absorbed: new Set(),
}

export const applyAccount = (
  draft: Draft<AccountState> & Pick<Draft<InformationState>, 'profile' | 'provenance'>,
  event: AccountEvent,
): void =>
  match(event)
    .with({ type: 'CustomerRegistered' }, ({ occurredOn, data }) => {
      draft.standing = 'registered'
      draft.registeredOn = occurredOn
      draft.homeRegion = data.region
      draft.owner = data.owner ?? null
      draft.profile = data.profile
      noteSources(draft, data.profile, data.sources)
    })
    .with({ type: 'OwnerChanged' }, ({ data }) => {
      draft.owner = data.owner
    })
    .with({ type: 'AccountTeamAppointed' }, ({ data: { members, from } }) => {
      draft.teams = [...draft.teams, { members, from }]
    })
    .with({ type: 'TransferredToRegion' }, ({ data }) => {
      draft.homeRegion = data.to
      draft.owner = data.owner ?? draft.owner
      if (data.proposal !== undefined) draft.transfers.add(data.proposal)
    })
    .with({ type: 'ParentDeclared' }, ({ data }) => {
      draft.parent = data.parent
    })
    .with({ type: 'ParentEnded' }, () => {
      draft.parent = null
    })
    .with({ type: 'MergedInto' }, ({ data }) => {
      draft.mergedInto = data.survivor
    })
    .with({ type: 'DuplicateAbsorbed' }, ({ data }) => {
      for (const id of [data.duplicate, ...data.absorbed]) draft.absorbed.add(id)
    })
    .with({ type: 'CustomerDeactivated' }, ({ occurredOn }) => {
      draft.inactiveSince = occurredOn
    })
    .with({ type: 'CustomerReactivated' }, () => {
      draft.inactiveSince = null
    })
    .with({ type: 'TierAssigned' }, () => undefined)
    .exhaustive()
