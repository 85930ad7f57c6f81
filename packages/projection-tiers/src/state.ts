import {
  AssignedTier,
  CalendarDate,
  type CustomerEvent,
  CustomerId,
  emptyBooks,
  enter,
  evolveRegionTerms,
  fields,
  mapOf,
  type RegionEvent,
  RegionId,
  type RegionSalesEvent,
  RegionTerms,
  type SalesBooks,
  SalesBooksCodec,
  saleChanges,
  salesEventTypes,
  Text,
  unopenedTerms,
} from '@kehu/domain'
import type { Divisible } from '@kehu/projection'
import * as t from 'io-ts'
import { match, P } from 'ts-pattern'

/** What is known of a customer beside its purchases. */
export const Known = fields('Known', {
  name: t.union([t.null, Text]),
  registered: t.union([t.null, fields('Registered', { on: CalendarDate, region: RegionId })]),
  assigned: t.readonlyArray(AssignedTier),
})
export type Known = t.TypeOf<typeof Known>

/** Books, regions and customers: a tier for any date follows from them without another fold. */
export type TiersState = {
  readonly books: SalesBooks
  readonly regions: Map<RegionId, RegionTerms>
  readonly customers: Map<CustomerId, Known>
}

export const TiersState: t.Type<TiersState, unknown> = t.type(
  { books: SalesBooksCodec, regions: mapOf(RegionId, RegionTerms), customers: mapOf(CustomerId, Known) },
  'TiersState',
)

const types = [
  ...salesEventTypes,
  'RegionOpened',
  'PolicyAdopted',
  'CustomerRegistered',
  'ProfileCorrected',
  'TierAssigned',
] as const

export type TiersEvent = Extract<
  CustomerEvent | RegionEvent | RegionSalesEvent,
  { type: (typeof types)[number] }
>

const unknown: Known = { name: null, registered: null, assigned: [] }

/** Everything belongs to a region or to a customer; `isOurs` says of which of these the state is. */
const evolve = (
  state: TiersState,
  event: TiersEvent,
  isOurs: (key: RegionId | CustomerId) => boolean = () => true,
): TiersState => {
  const { books, regions, customers } = state
  const learn = (customer: CustomerId, change: (known: Known) => Known): void => {
    if (isOurs(customer)) customers.set(customer, change(customers.get(customer) ?? unknown))
  }
  match(event)
    .with({ type: P.union('RegionOpened', 'PolicyAdopted') }, (e) => {
      const { region } = e.data
      if (isOurs(region)) regions.set(region, evolveRegionTerms(regions.get(region) ?? unopenedTerms, e))
    })
    .with({ type: 'CustomerRegistered' }, ({ occurredOn, data: { customer, region, profile } }) =>
      learn(customer, (known) => ({ ...known, name: profile.name, registered: { on: occurredOn, region } })),
    )
    .with({ type: 'ProfileCorrected' }, ({ data: { customer, changes } }) =>
      learn(customer, (known) => ({ ...known, name: changes.name ?? known.name })),
    )
    .with(
      { type: 'TierAssigned' },
      ({ occurredOn, data: { customer, region, tier, until = null, reason, approver } }) =>
        learn(customer, (known) => ({
          ...known,
          assigned: [...known.assigned, { region, tier, from: occurredOn, until, reason, approver }],
        })),
    )
    .with({ type: P.union(...salesEventTypes) }, (e) => {
      for (const change of saleChanges(e)) if (isOurs(change.line.region)) enter(books, change)
      if (e.type !== 'PurchaseRecorded' && e.type !== 'PurchaseReturned') return
      const { customer, customerName } = e.data
      learn(customer, (known) =>
        customers.has(customer) ? known : { ...unknown, name: customerName ?? null },
      )
    })
    .exhaustive()
  return state
}

/** 客户分级 (policy 3.2): who is A, B or C in each region, since when and why. */
export const tiersProjection: Divisible<TiersState, TiersEvent> = {
  name: 'tiers',
  version: 2,
  types,
  empty: () => ({ books: emptyBooks(), regions: new Map(), customers: new Map() }),
  evolve: (state, { event }) => evolve(state, event),
  evolvePart: (state, { event }, isOurs) => evolve(state, event, isOurs),
  merge: (parts) => ({
    books: new Map(parts.flatMap(({ books }) => [...books])),
    regions: new Map(parts.flatMap(({ regions }) => [...regions])),
    customers: new Map(parts.flatMap(({ customers }) => [...customers])),
  }),
  codec: TiersState,
}
