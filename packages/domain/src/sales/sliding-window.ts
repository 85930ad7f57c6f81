import { defaultPolicy } from '../policy/default-policy.ts'
import type { PolicyInForce } from '../policy/policy.ts'
import { policyOn, type RegionTerms } from '../region/terms/state.ts'
import { addDays, addMonths, type CalendarDate, type DateRange } from '../vocabulary/calendar-date.ts'
import { memo } from './memo.ts'
import { trailingWindow } from './tiering.ts'

/** Windows of one length, in months; what has been worked out once is remembered, for all regions. */
export type WindowLength = {
  readonly endingOn: (date: CalendarDate) => DateRange
  /** The first day whose window no longer holds a day. */
  readonly leavesOn: (day: CalendarDate) => CalendarDate
}

/** 29 February leaves on 1 March: the window of the 28th begins on the 29th a year before. */
export const windowLength = (months: number): WindowLength => {
  const leaving = memo((day: CalendarDate) => {
    const later = addMonths(day, months)
    return { day: addMonths(later, -months) === day ? later : addDays(later, 1) }
  })
  return {
    endingOn: memo((date: CalendarDate) => trailingWindow(months, date)),
    leavesOn: (day) => leaving(day).day,
  }
}

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

export const slidingWindow = (
  region: RegionTerms,
  lengthOf: (months: number) => WindowLength,
): SlidingWindow => {
  const starts = region.policies.map(({ effectiveFrom }) => effectiveFrom)
  // Before the first policy of its own a region has the default one.
  const policies = [defaultPolicy, ...region.policies.map(({ policy }) => policy)]
  const lengths = [...new Set(policies.map(({ tiers }) => tiers.windowMonths))].map(lengthOf)
  return {
    on: memo((date: CalendarDate) => {
      const inForce = policyOn(region, date)
      return { inForce, window: lengthOf(inForce.policy.tiers.windowMonths).endingOn(date) }
    }),
    turns: (lineDays) => {
      const leaving = lengths.flatMap(({ leavesOn }) => lineDays.map(leavesOn))
      return [...new Set([...starts, ...lineDays, ...leaving])].sort()
    },
  }
}
