import { match } from 'ts-pattern'
import { corrected, type StandingLines, type StandingPurchase, standing } from '../sales/standing-lines.ts'
import type { CalendarDate } from '../vocabulary/calendar-date.ts'
import type { RegionId, UserId } from '../vocabulary/code.ts'
import type { CustomerEvent } from './events.ts'
import type { Profile } from './profile.ts'
import type { PurchaseLine } from './purchase.ts'
import type { Segment } from './segment.ts'

/**
 * What a decision about a customer needs to know.
 *
 * - `unknown`: never heard of;
 * - `fromLedger`: an imported purchase named it; its home region is that of the first imported line;
 * - `registered`: somebody registered it.
 */
export type CustomerState = {
  readonly standing: 'unknown' | 'fromLedger' | 'registered'
  readonly registeredOn: CalendarDate | null
  readonly inactiveSince: CalendarDate | null
  readonly homeRegion: RegionId | null
  readonly owner: UserId | null
  readonly profile: Profile | null
  readonly segment: Segment | null
  readonly purchases: StandingLines
  readonly contacts: ReadonlySet<string>
}

export const initial: CustomerState = {
  standing: 'unknown',
  registeredOn: null,
  inactiveSince: null,
  homeRegion: null,
  owner: null,
  profile: null,
  segment: null,
  purchases: new Map(),
  contacts: new Set(),
}

type Draft = { -readonly [K in keyof CustomerState]: CustomerState[K] } & {
  purchases: Map<string, StandingPurchase>
  contacts: Set<string>
}

/** One event further; the state given is left alone. */
export const evolve = (state: CustomerState, event: CustomerEvent): CustomerState => fold(state, [event])

/** Many events further, as `evolve` one by one but copying once. */
export const fold = (state: CustomerState, events: ReadonlyArray<CustomerEvent>): CustomerState => {
  if (events.length === 0) return state
  const draft: Draft = { ...state, purchases: new Map(state.purchases), contacts: new Set(state.contacts) }
  for (const event of events) apply(draft, event)
  return draft
}

const apply = (draft: Draft, event: CustomerEvent): void =>
  match(event)
    .with({ type: 'CustomerRegistered' }, ({ occurredOn, data }) => {
      draft.standing = 'registered'
      draft.registeredOn = occurredOn
      draft.homeRegion = data.region
      draft.owner = data.owner ?? null
      draft.profile = data.profile
    })
    .with({ type: 'ProfileCorrected' }, ({ data }) => {
      if (draft.profile !== null) draft.profile = { ...draft.profile, ...data.changes }
    })
    .with({ type: 'CustomerSegmented' }, ({ data }) => {
      draft.segment = data.segment
    })
    .with({ type: 'PurchaseRecorded' }, ({ occurredOn, data }) => {
      meetInLedger(draft, data)
      draft.purchases.set(data.line.purchase, standing(occurredOn, data.line))
    })
    .with({ type: 'PurchaseReturned' }, ({ occurredOn, data }) => {
      meetInLedger(draft, data)
      draft.purchases.set(data.line.purchase, {
        ...standing(occurredOn, data.line),
        ...(data.returns === undefined ? {} : { returns: data.returns }),
      })
    })
    .with({ type: 'PurchaseCorrected' }, ({ data }) => {
      draft.purchases.set(data.after.purchase, corrected(draft.purchases, data.before, data.after))
    })
    .with({ type: 'ContactRecorded' }, ({ data }) => {
      draft.contacts.add(data.contact)
    })
    .with({ type: 'CustomerDeactivated' }, ({ occurredOn }) => {
      draft.inactiveSince = occurredOn
    })
    .with({ type: 'CustomerReactivated' }, () => {
      draft.inactiveSince = null
    })
    .with(
      { type: 'SatisfactionRecorded' },
      { type: 'CadenceAdjusted' },
      { type: 'TierAssigned' },
      () => undefined,
    )
    .exhaustive()

const meetInLedger = (draft: Draft, data: { line: PurchaseLine; customerName?: Profile['name'] }): void => {
  if (draft.standing !== 'unknown') return
  draft.standing = 'fromLedger'
  draft.homeRegion = data.line.region
  draft.owner = data.line.owner ?? null
  draft.profile = data.customerName === undefined ? null : { name: data.customerName }
}
