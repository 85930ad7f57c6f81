import { CustomerId, present, RegionId, type WindowKind } from '@kehu/domain'
import { type TierAnswer, tiers } from '../tiers.ts'
import { day, type Entry, fold, ok } from './log.fixture.ts'
import type { policyWith } from './policies.fixture.ts'

// Events in the words of the business. What is not said is in the region East, and in its currency.

let told = 0
const lineOf = (netAmount: number, region: string, purchase = `p${told++}`) => ({
  purchase,
  region,
  currency: 'CNY',
  netAmount,
})
const inMonth = (region: string, date: string) => ['regionSales', `${region}.${date.slice(0, 7)}`] as const

export const bought = (
  customer: string,
  netAmount: number,
  occurredOn: string,
  region = 'East',
  purchase?: string,
): Entry => ({
  stream: ['customer', customer],
  type: 'PurchaseRecorded',
  occurredOn,
  data: { customer, line: lineOf(netAmount, region, purchase) },
})

export const gaveBack = (customer: string, amount: number, occurredOn: string, region = 'East'): Entry => ({
  stream: ['customer', customer],
  type: 'PurchaseReturned',
  occurredOn,
  data: { customer, line: lineOf(-amount, region) },
})

export const soldToNobody = (netAmount: number, occurredOn: string, region = 'East'): Entry => ({
  stream: inMonth(region, occurredOn),
  type: 'UnattributedSaleRecorded',
  occurredOn,
  data: { line: lineOf(netAmount, region) },
})

type Version = { readonly on: string; readonly amount: number; readonly region?: string }

/** A purchase turns out to have been another. */
export const corrected = (customer: string, purchase: string, was: Version, is: Version): Entry => {
  const version = ({ on, amount, region = 'East' }: Version) => ({
    ...lineOf(amount, region, purchase),
    occurredOn: on,
  })
  const data = { customer, before: version(was), after: version(is), reason: 'entered wrongly' }
  return { stream: ['customer', customer], type: 'PurchaseCorrected', occurredOn: is.on, data }
}

export const opened = (region: string, currency = 'CNY'): Entry => ({
  stream: ['region', region],
  type: 'RegionOpened',
  occurredOn: '2020-01-01',
  data: { region, name: region, timeZone: 'Asia/Shanghai', currency },
})

export const registered = (customer: string, occurredOn: string, region = 'East'): Entry => ({
  stream: ['customer', customer],
  type: 'CustomerRegistered',
  occurredOn,
  data: { customer, region, profile: { name: `${customer} Ltd` } },
})

export const assigned = (
  customer: string,
  tier: 'A' | 'B' | 'C',
  occurredOn: string,
  until?: string,
): Entry => ({
  stream: ['customer', customer],
  type: 'TierAssigned',
  occurredOn,
  data: {
    customer,
    region: 'East',
    tier,
    reason: 'a strategic account',
    approver: 'lin',
    ...present({ until }),
  },
})

export const adopted = (
  version: string,
  effectiveFrom: string,
  policy: ReturnType<typeof policyWith>,
): Entry => ({
  stream: ['region', 'East'],
  type: 'PolicyAdopted',
  occurredOn: effectiveFrom,
  data: { region: 'East', version, effectiveFrom, policy },
})

/** What happened, ready to be asked about. */
export const given = (...entries: ReadonlyArray<Entry>) => {
  const state = fold(entries)
  const region = (asOf: string, name = 'East', window?: WindowKind) => {
    const query = {
      asOf: day(asOf),
      region: ok(RegionId.decode(name)),
      ...present({ window }),
    }
    const [answer] = tiers(state, query)
    if (answer === undefined) throw new Error(`There is no region ${name}.`)
    return answer
  }
  const answer = (
    customer: string,
    asOf: string,
    name = 'East',
    window?: WindowKind,
  ): TierAnswer | undefined =>
    region(asOf, name, window).customers.find((one) => one.customer === ok(CustomerId.decode(customer)))
  return {
    state,
    region,
    answer,
    /** A, B, C or null; undefined where the customer is not listed. */
    tier: (customer: string, asOf: string, name = 'East', window?: WindowKind) =>
      answer(customer, asOf, name, window)?.tier,
  }
}
