import { match } from 'ts-pattern'
import type { CalendarDate } from '../../vocabulary/calendar-date.ts'
import type { RegionId, UserId } from '../../vocabulary/code.ts'
import type { Draft } from '../../vocabulary/draft.ts'
import type { Profile } from '../information/profile.ts'
import type { AccountEvent } from './events.ts'

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
}

export const initialAccount: AccountState = {
  standing: 'unknown',
  registeredOn: null,
  inactiveSince: null,
  homeRegion: null,
  owner: null,
}

export const applyAccount = (
  draft: Draft<AccountState> & { profile: Profile | null },
  event: AccountEvent,
): void =>
  match(event)
    .with({ type: 'CustomerRegistered' }, ({ occurredOn, data }) => {
      draft.standing = 'registered'
      draft.registeredOn = occurredOn
      draft.homeRegion = data.region
      draft.owner = data.owner ?? null
      draft.profile = data.profile
    })
    .with({ type: 'CustomerDeactivated' }, ({ occurredOn }) => {
      draft.inactiveSince = occurredOn
    })
    .with({ type: 'CustomerReactivated' }, () => {
      draft.inactiveSince = null
    })
    .with({ type: 'TierAssigned' }, () => undefined)
    .exhaustive()
