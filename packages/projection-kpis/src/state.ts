import {
  CalendarDate,
  type ComplaintId,
  type CustomerId,
  fields,
  RegionId,
  type RegionTerms,
  UserId,
} from '@kehu/domain'
import * as t from 'io-ts'
import { type Books, emptyBooks } from './books.ts'

const Owner = t.union([t.null, UserId], 'Owner')

/** Answers of one kind and value, given on a day in a region about one owner. */
export type Voices = {
  readonly region: RegionId
  readonly owner: UserId | null
  readonly day: CalendarDate
  /** On 1–5, on 0–10, or at the follow-up of a complaint: 1 satisfied, 0 not. */
  readonly kind: 'csat' | 'nps' | 'followUp'
  readonly value: number
  count: number
}

export const ComplaintFact = fields('ComplaintFact', {
  region: RegionId,
  owner: Owner,
  receivedOn: CalendarDate,
  /** Neither rejected nor withdrawn (A45). */
  valid: t.boolean,
})
export type ComplaintFact = t.TypeOf<typeof ComplaintFact>

export const Registration = fields('Registration', { region: RegionId, owner: Owner, on: CalendarDate })
export type Registration = t.TypeOf<typeof Registration>

/** The facts of policy 8.1, each under its own date, region and owner (A72): any period is answered from them without another fold. */
export type KpisState = {
  readonly books: Books
  readonly voices: Map<string, Voices>
  readonly complaints: Map<ComplaintId, ComplaintFact>
  readonly registrations: Map<CustomerId, Registration>
  readonly regions: Map<RegionId, RegionTerms>
}

export const emptyKpisState = (): KpisState => ({
  books: emptyBooks(),
  voices: new Map(),
  complaints: new Map(),
  registrations: new Map(),
  regions: new Map(),
})

export const voicesKey = ({ region, owner, day, kind, value }: Omit<Voices, 'count'>): string =>
  `${region}\n${owner ?? ''}\n${day}\n${kind}\n${value}`
