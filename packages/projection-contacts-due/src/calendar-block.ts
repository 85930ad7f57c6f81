import { addDays, addMonths, type CalendarDate, type DateRange, type Interval, yearStart } from '@kehu/domain'

/**
 * The calendar month, two-month block or quarter around a date; null for an interval that does not divide the year.
 * @source policy 5.1-A read by the calendar; A29
 */
export const calendarBlock = (interval: Interval, date: CalendarDate): DateRange | null => {
  if (!('months' in interval) || 12 % interval.months !== 0) return null
  const block = Math.floor((Number(date.slice(5, 7)) - 1) / interval.months)
  const from = addMonths(yearStart(date), block * interval.months)
  return { from, to: addDays(addMonths(from, interval.months), -1) }
}
