import {
  AssignedTier,
  CadenceAdjustment,
  CalendarDate,
  type CustomerEvent,
  CustomerId,
  Depth,
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
  UserId,
  unopenedTerms,
} from '@kehu/domain'
import type { Projection } from '@kehu/projection'
import * as t from 'io-ts'
import { match, P } from 'ts-pattern'

/** A completed contact. */
const PastContact = fields('PastContact', { on: CalendarDate, depth: Depth })
export type PastContact = t.TypeOf<typeof PastContact>

const Spell = fields('Spell', { from: CalendarDate, until: t.union([t.null, CalendarDate]) })
const Home = fields('Home', { region: RegionId, owner: t.union([t.null, UserId]) })

/** All that is known of a customer's contacts. */
export const Contacted = fields('Contacted', {
  name: t.union([t.null, Text]),
  /** Region and owner of the first purchase told, which hold until the day of the registration. */
  ledgerHome: t.union([t.null, Home]),
  registered: t.union([t.null, fields('Registered', { on: CalendarDate, ...Home.required })]),
  /** Spells without obligations. */
  inactive: t.readonlyArray(Spell),
  contacts: t.readonlyArray(PastContact),
  /** In the order in which they were decided. */
  adjustments: t.readonlyArray(CadenceAdjustment),
  assigned: t.readonlyArray(AssignedTier),
})
export type Contacted = t.TypeOf<typeof Contacted>

const stranger: Contacted = {
  name: null,
  ledgerHome: null,
  registered: null,
  inactive: [],
  contacts: [],
  adjustments: [],
  assigned: [],
}

/** Customers and their contacts, and the books their tiers follow from. */
export type ContactsDueState = {
  readonly books: SalesBooks
  readonly regions: Map<RegionId, RegionTerms>
  readonly customers: Map<CustomerId, Contacted>
}

export const ContactsDueState: t.Type<ContactsDueState, unknown> = t.type(
  {
    books: SalesBooksCodec,
    regions: mapOf(RegionId, RegionTerms),
    customers: mapOf(CustomerId, Contacted),
  },
  'ContactsDueState',
)

const types = [
  ...salesEventTypes,
  'RegionOpened',
  'PolicyAdopted',
  'CustomerRegistered',
  'ProfileCorrected',
  'ContactRecorded',
  'CadenceAdjusted',
  'TierAssigned',
  'CustomerDeactivated',
  'CustomerReactivated',
] as const

export type ContactsDueEvent = Extract<
  CustomerEvent | RegionEvent | RegionSalesEvent,
  { type: (typeof types)[number] }
>

const evolve = (state: ContactsDueState, event: ContactsDueEvent): ContactsDueState => {
  const { books, regions, customers } = state
  const learn = (customer: CustomerId, change: (known: Contacted) => Contacted): void => {
    const known = customers.get(customer)
    if (known !== undefined) customers.set(customer, change(known))
  }
  match(event)
    .with({ type: P.union('RegionOpened', 'PolicyAdopted') }, (e) => {
      regions.set(e.data.region, evolveRegionTerms(regions.get(e.data.region) ?? unopenedTerms, e))
    })
    .with({ type: P.union(...salesEventTypes) }, (e) => {
      for (const change of saleChanges(e)) enter(books, change)
      if (e.type !== 'PurchaseRecorded' && e.type !== 'PurchaseReturned') return
      const { customer, customerName, line } = e.data
      const known = customers.get(customer) ?? { ...stranger, name: customerName ?? null }
      if (known.ledgerHome !== null) return
      customers.set(customer, { ...known, ledgerHome: { region: line.region, owner: line.owner ?? null } })
    })
    .with(
      { type: 'CustomerRegistered' },
      ({ occurredOn, data: { customer, region, owner = null, profile } }) => {
        const known = customers.get(customer) ?? stranger
        customers.set(customer, {
          ...known,
          name: profile.name,
          registered: { on: occurredOn, region, owner },
        })
      },
    )
    .with({ type: 'ProfileCorrected' }, ({ data: { customer, changes } }) =>
      learn(customer, (known) => ({ ...known, name: changes.name ?? known.name })),
    )
    .with({ type: 'ContactRecorded' }, ({ occurredOn, data: { customer, depth } }) =>
      learn(customer, (known) => ({ ...known, contacts: [...known.contacts, { on: occurredOn, depth }] })),
    )
    .with({ type: 'CadenceAdjusted' }, ({ data: { customer, adjustment } }) =>
      learn(customer, (known) => ({ ...known, adjustments: [...known.adjustments, adjustment] })),
    )
    .with({ type: 'TierAssigned' }, ({ occurredOn, data }) => {
      const { customer, region, tier, until = null, reason, approver } = data
      const assigned = { region, tier, from: occurredOn, until, reason, approver }
      learn(customer, (known) => ({ ...known, assigned: [...known.assigned, assigned] }))
    })
    .with({ type: 'CustomerDeactivated' }, ({ occurredOn, data: { customer } }) =>
      learn(customer, (known) => ({
        ...known,
        inactive: [...known.inactive, { from: occurredOn, until: null }],
      })),
    )
    .with({ type: 'CustomerReactivated' }, ({ occurredOn, data: { customer } }) =>
      learn(customer, (known) => ({
        ...known,
        inactive: known.inactive.map((spell) =>
          spell.until === null ? { ...spell, until: occurredOn } : spell,
        ),
      })),
    )
    .exhaustive()
  return state
}

/** 沟通频率 (policy 5.1): whom to contact by when. */
export const contactsDueProjection: Projection<ContactsDueState, ContactsDueEvent> = {
  name: 'contacts-due',
  version: 2,
  types,
  empty: () => ({ books: emptyBooks(), regions: new Map(), customers: new Map() }),
  evolve: (state, { event }) => evolve(state, event),
  codec: ContactsDueState,
}
