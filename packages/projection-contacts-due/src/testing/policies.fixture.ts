import { defaultPolicy, Policy } from '@kehu/domain'

type Contacts = Policy['contacts']
type Changes = Partial<Policy['tiers']> & {
  readonly dueSoonDays?: number
  readonly cadence?: Partial<Contacts['cadence']>
}

/** A policy with other tiers or cadences than the default one, and without its long calendar. */
export const policyWith = ({ dueSoonDays, cadence, ...tiers }: Changes): ReturnType<typeof Policy.encode> => {
  const { contacts } = defaultPolicy
  return Policy.encode({
    ...defaultPolicy,
    tiers: { ...defaultPolicy.tiers, ...tiers },
    contacts: {
      ...contacts,
      dueSoonDays: dueSoonDays ?? contacts.dueSoonDays,
      cadence: { ...contacts.cadence, ...cadence },
    },
    calendar: { holidays: [], workdays: [] },
  })
}

/** Other cadences, other thresholds, other ideas of soon. */
export const policies = [
  policyWith({ windowMonths: 6, dueSoonDays: 0 }),
  policyWith({ cadence: { C: { interval: { days: 45 }, deep: false } } }),
  policyWith({
    cadence: { A: { interval: { months: 1 }, deep: false }, B: { interval: { months: 1 }, deep: true } },
  }),
  policyWith({
    a: { numerator: 2, denominator: 5 },
    cadence: { C: { interval: { months: 5 }, deep: true } },
    dueSoonDays: 20,
  }),
]
