import { defaultPolicy, Policy } from '@kehu/domain'

/** A policy with other tiers than the default one, and without its long calendar. */
export const policyWith = (tiers: Partial<Policy['tiers']>): ReturnType<typeof Policy.encode> =>
  Policy.encode({
    ...defaultPolicy,
    tiers: { ...defaultPolicy.tiers, ...tiers },
    calendar: { holidays: [], workdays: [] },
  })

const share = (numerator: number, denominator: number) => ({ numerator, denominator })

/** Other thresholds, other windows, another idea of a small region. */
export const policies = [
  policyWith({}),
  policyWith({ a: share(3, 20), b: share(1, 20), smallRegionCustomers: 3 }),
  policyWith({ a: share(1, 3), b: share(1, 7), windowMonths: 6 }),
  policyWith({ a: share(2, 5), b: share(1, 10), windowMonths: 1, smallRegionCustomers: 0 }),
  policyWith({ windowMonths: 24 }),
]
