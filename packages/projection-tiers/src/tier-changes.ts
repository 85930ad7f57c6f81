import {
  type CustomerId,
  type DateRange,
  explainGrade,
  policyOn,
  type RegionId,
  type TierRun,
  tierHistory,
  unopenedTerms,
} from '@kehu/domain'
import type { TiersState } from './state.ts'

/** A stretch of days with one tier, and why it began. */
export type TierChange = TierRun & { readonly region: RegionId; readonly explanation: string }

/**
 * How a customer's computed tier (trailing window) came and went in each region within a range of days. A tier changes as
 * purchases, its own or others', enter the window and leave it; the latter with no event at all.
 *
 * @param range first and last day, both included
 * @returns by region, then by day, without a gap; a stretch before the first purchase has the reason `PROSPECT`; nothing for
 * a customer who never bought in any region
 * @source policy 3.2, A9
 */
export const tierChanges = (
  state: TiersState,
  customer: CustomerId,
  range: DateRange,
): ReadonlyArray<TierChange> => {
  const history = tierHistory(state.books, state.regions)
  return [...state.books]
    .filter(([, { customers }]) => customers.has(customer))
    .map(([region]) => region)
    .sort()
    .flatMap((region) => {
      const terms = state.regions.get(region) ?? unopenedTerms
      return history.runs(region, customer, range).map((run) => ({
        ...run,
        region,
        explanation: explainGrade(run.grade, policyOn(terms, run.from)),
      }))
    })
}
