import type { PolicyInForce, Tier } from '../policy/policy.ts'
import { addDays, type CalendarDate, type DateRange } from '../vocabulary/calendar-date.ts'
import type { CustomerId, RegionId } from '../vocabulary/code.ts'
import { amountWithin, boughtWithin, type RunningTotal, runningTotal } from './daily-sums.ts'
import { regionsOf, type SalesLedger } from './sales-ledger.ts'
import { type Grade, grade, highestTier, windowOn } from './tiering.ts'

/** A stretch of days with one tier; `grade` is that of its first day. */
export type TierRun = { readonly from: CalendarDate; readonly to: CalendarDate; readonly tier: Tier | null; readonly grade: Grade }

/**
 * Answers many questions about tiers over the same books. What they share (running totals, the window of a day) is
 * worked out once; the books must not change meanwhile.
 */
export type TierHistory = {
  /** The tier of a customer in a region on a day (trailing window). */
  readonly gradeOn: (region: RegionId, customer: CustomerId, date: CalendarDate) => Grade
  /** The highest tier over all regions on a day (A13). */
  readonly headlineOn: (customer: CustomerId, date: CalendarDate) => Tier | null
  /** The day of the first line of a customer in any region; null where there is none. */
  readonly firstSale: (customer: CustomerId) => CalendarDate | null
  /** The day before; remembered, since histories are walked for many customers. */
  readonly dayBefore: (date: CalendarDate) => CalendarDate
  /** Every change of tier in a region and a range of days: a tier changes as purchases enter the window and leave it. */
  readonly runs: (region: RegionId, customer: CustomerId, range: DateRange) => ReadonlyArray<TierRun>
}

export const tierHistory = (
  ledger: SalesLedger,
  policyOn: (region: RegionId, date: CalendarDate) => PolicyInForce,
): TierHistory => {
  const totals = memo((region: RegionId) => {
    const sums = ledger.get(region)?.total
    return sums === undefined ? noSales : runningTotal(sums)
  })
  const purchases = memo((region: RegionId) =>
    memo((customer: CustomerId) => {
      const sums = ledger.get(region)?.customers.get(customer)
      return sums === undefined ? noSales : runningTotal(sums)
    }),
  )
  const onDate = memo((region: RegionId) =>
    memo((date: CalendarDate) => {
      const { policy } = policyOn(region, date)
      const window = windowOn('trailing-12-months', policy, date)
      return { policy, window, total: amountWithin(totals(region), window) }
    }),
  )
  const gradeOn = (region: RegionId, customer: CustomerId, date: CalendarDate): Grade => {
    const { policy, window, total } = onDate(region)(date)
    const running = purchases(region)(customer)
    if (isBefore(date, running)) return { tier: null, reason: 'PROSPECT', share: null, lapsed: false }
    return grade(policy, { amount: amountWithin(running, window), bought: boughtWithin(running, window) }, total)
  }
  const regions = memo((customer: CustomerId) => regionsOf(ledger, customer))
  const headlineOn = (customer: CustomerId, date: CalendarDate): Tier | null =>
    highestTier(regions(customer).map((region) => gradeOn(region, customer, date).tier))
  const dayAfter = memo((date: CalendarDate) => addDays(date, 1))
  return {
    gradeOn,
    headlineOn,
    firstSale: (customer) =>
      regions(customer)
        .flatMap((region) => purchases(region)(customer).days[0] ?? [])
        .reduce<CalendarDate | null>((first, day) => (first === null || day < first ? day : first), null),
    dayBefore: memo((date: CalendarDate) => addDays(date, -1)),
    runs: (region, customer, range) => {
      const runs: TierRun[] = []
      for (let day = range.from; day <= range.to; day = dayAfter(day)) {
        const graded = gradeOn(region, customer, day)
        const last = runs.at(-1)
        if (last !== undefined && last.tier === graded.tier) runs[runs.length - 1] = { ...last, to: day }
        else runs.push({ from: day, to: day, tier: graded.tier, grade: graded })
      }
      return runs
    },
  }
}

const noSales: RunningTotal = { days: [], totals: [], bought: [] }

const isBefore = (date: CalendarDate, { days: [first] }: RunningTotal): boolean => first === undefined || date < first

/** Remembers answers within one query. */
const memo = <K, V>(compute: (key: K) => V): ((key: K) => V) => {
  const known = new Map<K, V>()
  return (key) => {
    const found = known.get(key)
    if (found !== undefined) return found
    const value = compute(key)
    known.set(key, value)
    return value
  }
}
