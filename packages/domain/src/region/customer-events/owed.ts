import type { Policy } from '../../policy/policy.ts'
import type { CalendarDate } from '../../vocabulary/calendar-date.ts'

/**
 * How many customer events a region still owes its customers in a calendar year.
 *
 * @param heldDates the days on which events were held, of any year
 * @source policy 5.2-C; A43
 * @clause 46
 * @example
 * customerEventsOwed(defaultPolicy, [date('2026-03-01'), date('2025-12-31')], 2026) // 1
 */
export const customerEventsOwed = (
  policy: Policy,
  heldDates: ReadonlyArray<CalendarDate>,
  year: number,
): number => {
  const held = heldDates.filter((date) => Number(date.slice(0, 4)) === year).length
  return Math.max(0, policy.collaboration.customerEventsPerYear - held)
}
