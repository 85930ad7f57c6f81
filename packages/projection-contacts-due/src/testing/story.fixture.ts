import { present } from '@kehu/domain'
import { due } from '../due.ts'
import type { DueItem } from '../due-item.ts'
import { day, type Entry, fold } from './log.fixture.ts'
import type { policyWith } from './policies.fixture.ts'

// Events in the words of the business. What is not said is in the region East.

let told = 0
const of = (customer: string, occurredOn: string) => ({ stream: ['customer', customer], occurredOn }) as const

export const registered = (customer: string, on: string, region = 'East', owner = 'anna'): Entry => ({
  ...of(customer, on),
  type: 'CustomerRegistered',
  data: { customer, region, owner, profile: { name: `${customer} Ltd` } },
})

export const bought = (
  customer: string,
  netAmount: number,
  on: string,
  region = 'East',
  owner = 'bo',
): Entry => ({
  ...of(customer, on),
  type: 'PurchaseRecorded',
  data: { customer, line: { purchase: `p${told++}`, region, currency: 'CNY', netAmount, owner } },
})

const contact = (depth: 'deep' | 'routine', customer: string, on: string): Entry => ({
  ...of(customer, on),
  type: 'ContactRecorded',
  data: { customer, contact: `k${told++}`, kind: 'visit', depth, participants: [], topics: ['industry'] },
})
export const metDeeply = (customer: string, on: string): Entry => contact('deep', customer, on)
export const spokeTo = (customer: string, on: string): Entry => contact('routine', customer, on)

export const assigned = (
  customer: string,
  tier: 'A' | 'B' | 'C',
  on: string,
  until?: string,
  region = 'East',
): Entry => ({
  ...of(customer, on),
  type: 'TierAssigned',
  data: {
    customer,
    region,
    tier,
    reason: 'promising',
    approver: 'lin',
    ...present({ until }),
  },
})

type Span = { readonly months: number } | { readonly days: number }
const adjusted =
  (direction: 'raise' | 'lower') =>
  (customer: string, interval: Span, from: string, until: string): Entry => ({
    ...of(customer, from),
    type: 'CadenceAdjusted',
    data: {
      customer,
      adjustment: { direction, interval, from, until, reason: 'as agreed', approver: 'lin' },
    },
  })
export const raised = adjusted('raise')
export const lowered = adjusted('lower')

export const left = (customer: string, on: string): Entry => ({
  ...of(customer, on),
  type: 'CustomerDeactivated',
  data: { customer, reason: 'closed for a while' },
})
export const cameBack = (customer: string, on: string): Entry => ({
  ...of(customer, on),
  type: 'CustomerReactivated',
  data: { customer, reason: 'open again' },
})

export const adopted = (
  version: string,
  effectiveFrom: string,
  policy: ReturnType<typeof policyWith>,
  region = 'East',
): Entry => ({
  stream: ['region', region],
  type: 'PolicyAdopted',
  occurredOn: effectiveFrom,
  data: { region, version, effectiveFrom, policy },
})

/** What happened, ready to be asked about. */
export const given = (...entries: ReadonlyArray<Entry>) => {
  const state = fold(entries)
  const all = (asOf: string, withinDays = 400) => due(state, { asOf: day(asOf), withinDays })
  /** What is owed to one customer, however late it is due. */
  const item = (customer: string, asOf: string): DueItem | undefined =>
    all(asOf).find((one) => one.customer === customer)
  return { state, all, item, dueOn: (customer: string, asOf: string) => item(customer, asOf)?.due }
}
