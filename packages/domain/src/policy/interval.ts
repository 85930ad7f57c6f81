import * as t from 'io-ts'
import { addDays, addMonths, type CalendarDate } from '../vocabulary/calendar-date.ts'
import { fields } from '../vocabulary/fields.ts'
import { Positive } from '../vocabulary/fraction.ts'

/** A span of the calendar: so many months (clamped to the month's end) or days. */
export const Interval = t.union(
  [fields('Months', { months: Positive }), fields('Days', { days: Positive })],
  'Interval {months} or {days}',
)
export type Interval = t.TypeOf<typeof Interval>

/**
 * @example
 * addInterval({ months: 1 }, date('2026-01-31')) // '2026-02-28'
 */
export const addInterval = (interval: Interval, date: CalendarDate): CalendarDate =>
  'months' in interval ? addMonths(date, interval.months) : addDays(date, interval.days)

export const describeInterval = (interval: Interval): string => {
  const [count, unit] = 'months' in interval ? [interval.months, 'month'] : [interval.days, 'day']
  return count === 1 ? `every ${unit}` : `every ${count} ${unit}s`
}
