import type { Entry } from './log.fixture.ts'

/** So many months or so many days. */
export type NaiveInterval = { readonly months: number } | { readonly days: number }

export type NaiveTier = 'A' | 'B' | 'C'

type Cadence = { readonly interval: NaiveInterval; readonly deep: boolean }

export type NaivePolicy = {
  readonly version: string
  readonly from: string
  readonly a: readonly [number, number]
  readonly b: readonly [number, number]
  readonly months: number
  readonly cadence: { readonly [T in NaiveTier]: Cadence }
  readonly soonDays: number
}

/** 5.1-A in the document's own numbers. */
export const documentPolicy: NaivePolicy = {
  version: 'default-1',
  from: '',
  a: [1, 5],
  b: [1, 10],
  months: 12,
  cadence: {
    A: { interval: { months: 1 }, deep: true },
    B: { interval: { months: 2 }, deep: false },
    C: { interval: { months: 3 }, deep: false },
  },
  soonDays: 7,
}

type Home = { readonly region: string; readonly owner: string | null }

/** What is written on a customer's card, in the order in which it was told. */
export type NaiveCard = {
  readonly contacts: { date: string; deep: boolean }[]
  readonly adjustments: {
    direction: 'raise' | 'lower'
    interval: NaiveInterval
    from: string
    until: string
  }[]
  readonly assigned: { region: string; tier: NaiveTier; from: string; until: string | null }[]
  /** Times of inactivity, the day of the return not included. */
  readonly away: { from: string; until: string | null }[]
  registered: (Home & { date: string }) | null
  firstRow: Home | null
}

export type NaiveSale = {
  readonly customer: string | null
  readonly region: string
  readonly date: string
  readonly amount: number
}

export type NaiveCompany = {
  readonly sales: ReadonlyArray<NaiveSale>
  readonly policies: ReadonlyMap<string, ReadonlyArray<NaivePolicy>>
  readonly cards: ReadonlyMap<string, NaiveCard>
}

/** The flat lists that a log comes to. */
export const companyOf = (entries: ReadonlyArray<Entry>): NaiveCompany => {
  const sales = new Map<string, NaiveSale>()
  const policies = new Map<string, NaivePolicy[]>()
  const cards = new Map<string, NaiveCard>()
  const cardOf = (customer: string): NaiveCard => {
    const blank: NaiveCard = {
      contacts: [],
      adjustments: [],
      assigned: [],
      away: [],
      registered: null,
      firstRow: null,
    }
    const card = cards.get(customer) ?? blank
    cards.set(customer, card)
    return card
  }
  for (const { type, occurredOn: date, data } of entries) {
    if ('line' in data) {
      const { purchase, region, netAmount: amount, owner = null } = data.line
      const customer = 'customer' in data ? data.customer : null
      sales.set(`${customer} ${purchase}`, { customer, region, date, amount })
      if (customer !== null) cardOf(customer).firstRow ??= { region, owner }
    } else if ('after' in data) {
      const { purchase, region, occurredOn, netAmount: amount } = data.after
      const customer = 'customer' in data ? data.customer : null
      sales.set(`${customer} ${purchase}`, { customer, region, date: occurredOn, amount })
    } else if ('policy' in data) {
      const { version, region, effectiveFrom: from, policy } = data
      const { a, b, windowMonths: months } = policy.tiers
      const { cadence, dueSoonDays: soonDays } = policy.contacts
      const numbers = { a: [a.numerator, a.denominator], b: [b.numerator, b.denominator] } as const
      policies.set(region, [
        ...(policies.get(region) ?? []),
        { version, from, ...numbers, months, cadence, soonDays },
      ])
    } else if (type === 'TierAssigned') {
      const { customer, region, tier, until = null } = data
      cardOf(customer).assigned.push({ region, tier, from: date, until })
    } else if ('profile' in data) {
      cardOf(data.customer).registered = { region: data.region, owner: data.owner ?? null, date }
    } else if ('depth' in data) cardOf(data.customer).contacts.push({ date, deep: data.depth === 'deep' })
    else if (type === 'CadenceAdjusted') cardOf(data.customer).adjustments.push(data.adjustment)
    else if (type === 'CustomerDeactivated') cardOf(data.customer).away.push({ from: date, until: null })
    else if (type === 'CustomerReactivated') {
      for (const spell of cardOf(data.customer).away) spell.until ??= date
    }
  }
  return { sales: [...sales.values()], policies, cards }
}
