import {
  type ComplaintEvent,
  type ComplaintId,
  type CustomerEvent,
  evolveRegionTerms,
  type RegionEvent,
  type RegionSalesEvent,
  saleChanges,
  salesEventTypes,
  unopenedTerms,
} from '@kehu/domain'
import type { Projection } from '@kehu/projection'
import { match, P } from 'ts-pattern'
import { enter } from './books.ts'
import { emptyKpisState, type KpisState, type Voices, voicesKey } from './state.ts'
import { KpisStateCodec } from './state-codec.ts'

const types = [
  ...salesEventTypes,
  'CustomerRegistered',
  'SatisfactionRecorded',
  'ComplaintReceived',
  'ComplaintFollowedUp',
  'ComplaintReopened',
  'ComplaintRejected',
  'ComplaintWithdrawn',
  'ComplaintMerged',
  'RegionOpened',
  'PolicyAdopted',
  'TargetSet',
] as const

export type KpisEvent = Extract<
  CustomerEvent | ComplaintEvent | RegionEvent | RegionSalesEvent,
  { type: (typeof types)[number] }
>

/** 绩效考核 (policy 8.1): the key figures of regions and people. */
export const kpisProjection: Projection<KpisState, KpisEvent> = {
  name: 'kpis',
  version: 2,
  types,
  empty: emptyKpisState,
  evolve: (state, { event }) => evolve(state, event),
  codec: KpisStateCodec,
}

// Made once: a pattern made anew for every event costs as much as the fold itself.
const aSale = P.union(...salesEventTypes)
const anEnding = P.union('ComplaintRejected', 'ComplaintWithdrawn', 'ComplaintMerged')
const regionTerms = P.union('RegionOpened', 'PolicyAdopted', 'TargetSet')

const evolve = (state: KpisState, event: KpisEvent): KpisState => {
  const { books, complaints, registrations, regions } = state
  match(event)
    .with({ type: aSale }, (e) => {
      for (const change of saleChanges(e)) enter(books, change)
    })
    .with({ type: 'CustomerRegistered' }, ({ occurredOn, data: { customer, region, owner = null } }) => {
      registrations.set(customer, { region, owner, on: occurredOn })
    })
    .with({ type: 'SatisfactionRecorded' }, ({ occurredOn, data: { region, owner = null, answer } }) => {
      const said = { region, owner, day: occurredOn }
      if ('csat' in answer) hear(state, { ...said, kind: 'csat', value: answer.csat })
      else hear(state, { ...said, kind: 'nps', value: answer.nps })
    })
    .with({ type: 'ComplaintFollowedUp' }, ({ occurredOn, data: { region, owner = null, outcome } }) => {
      // Who could not be reached gave no answer (A49).
      if (outcome === 'unreachable') return
      hear(state, {
        region,
        owner,
        day: occurredOn,
        kind: 'followUp',
        value: outcome === 'satisfied' ? 1 : 0,
      })
    })
    .with({ type: 'ComplaintReceived' }, ({ occurredOn, data: { complaint, region, owner = null } }) => {
      complaints.set(complaint, { region, owner, receivedOn: occurredOn, valid: true })
    })
    .with({ type: anEnding }, (e) => judge(state, e.data.complaint, false))
    .with({ type: 'ComplaintReopened' }, (e) => judge(state, e.data.complaint, true))
    .with({ type: regionTerms }, (e) => {
      regions.set(e.data.region, evolveRegionTerms(regions.get(e.data.region) ?? unopenedTerms, e))
    })
    .exhaustive()
  return state
}

/** A45: rejected, withdrawn and merged ones stay received and are not valid, until they are opened again. */
const judge = ({ complaints }: KpisState, complaint: ComplaintId, valid: boolean): void => {
  const known = complaints.get(complaint)
  if (known !== undefined) complaints.set(complaint, { ...known, valid })
}

const hear = ({ voices }: KpisState, said: Omit<Voices, 'count'>): void => {
  const key = voicesKey(said)
  const known = voices.get(key)
  if (known === undefined) voices.set(key, { ...said, count: 1 })
  else known.count += 1
}
