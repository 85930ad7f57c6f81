import { defaultPolicy } from '../policy/default-policy.ts'
import type { PolicyInForce } from '../policy/policy.ts'
import { policyOn, type RegionState } from '../region/state.ts'
import { addDays, addMonths, type CalendarDate, type DateRange } from '../vocabulary/calendar-date.ts'
import { memo } from './memo.ts'
import { windowOn } from './tiering.ts'

/** How a region's trailing window moves over the days. */
export type SlidingWindow = {
  /** The window that ends on a day, and the policy it comes from. */
  readonly on: (date: CalendarDate) => { readonly inForce: PolicyInForce; readonly window: DateRange }
  /**
   * The days on which what lies in the window may become another sum: those of the lines, those on which a line has left,
   * and those on which another policy begins. Ascending.
   */
  readonly turns: (lineDays: ReadonlyArray<CalendarDate>) => ReadonlyArray<CalendarDate>
}

export const slidingWindow = (region: RegionState): SlidingWindow => {
  const starts = region.policies.map(({ effectiveFrom }) => effectiveFrom)
  const on = memo((date: CalendarDate) => {
    const inForce = policyOn(region, date)
    return { inForce, window: windowOn('trailing-12-months', inForce.policy, date) }
  })
  // Before the first policy of its own a region has the default one.
  const policies = [defaultPolicy, ...region.policies.map(({ policy }) => policy)]
  const lengths = new Set(policies.map(({ tiers }) => tiers.windowMonths))
  const leaves = memo((day: CalendarDate) => [...lengths].map((months) => leavesOn(day, months)))
  return {
    on,
    turns: (lineDays) => [...new Set([...starts, ...lineDays, ...lineDays.flatMap(leaves)])].sort(),
  }
}

/**
 * The first day whose window of so many months no longer holds a day. 29 February leaves on 1 March: the window of the
 * 28th begins on the 29th a year before.
 */
const leavesOn = (day: CalendarDate, months: number): CalendarDate => {
  const later = addMonths(day, months)
  return addMonths(later, -months) === day ? later : addDays(later, 1)
}
