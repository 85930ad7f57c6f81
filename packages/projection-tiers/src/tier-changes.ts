import { type CustomerId, type DateRange, explainGrade, policyOn, type RegionId, type TierRun, tierHistory, unopenedRegion } from '@kehu/domain'
import type { TiersState } from './state.ts'

/** A stretch of days with one tier, and why it began. */
export type TierChange = TierRun & { readonly region: RegionId; readonly explanation: string }

/**
 * How a customer's computed tier came and went in each region within a range of days. A tier changes as purchases, its own
 * or others', enter the trailing window and leave it; the latter with no event at all.
 * @source policy 3.2, A9
 */
export const tierChanges = (state: TiersState, customer: CustomerId, range: DateRange): ReadonlyArray<TierChange> => {
  const policyIn = (region: RegionId, date: DateRange['from']) => policyOn(state.regions.get(region) ?? unopenedRegion, date)
  const history = tierHistory(state.ledger, policyIn)
  return [...state.ledger.keys()]
    .filter((region) => state.ledger.get(region)?.customers.has(customer))
    .sort()
    .flatMap((region) =>
      history
        .runs(region, customer, range)
        .map((run) => ({ ...run, region, explanation: explainGrade(run.grade, policyIn(region, run.from)) })),
    )
}
