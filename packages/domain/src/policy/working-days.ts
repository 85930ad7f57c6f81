import { addDays, type CalendarDate, dayOfWeek } from '../vocabulary/calendar-date.ts'
import type { Policy } from './policy.ts'

const saturday = 6

export const isWorkingDay = (calendar: Policy['calendar'], date: CalendarDate): boolean =>
  calendar.workdays.includes(date) || (dayOfWeek(date) < saturday && !calendar.holidays.includes(date))

/**
 * The date on which so many working days have passed after a date; with 0, the date itself.
 * @example
 * // 30 September 2026 is a Wednesday, the holiday ends on 7 October:
 * addWorkingDays(defaultPolicy.calendar, date('2026-09-30'), 1) // '2026-10-08'
 */
export const addWorkingDays = (
  calendar: Policy['calendar'],
  date: CalendarDate,
  days: number,
): CalendarDate => {
  let day = date
  for (let left = days; left > 0; ) {
    day = addDays(day, 1)
    if (isWorkingDay(calendar, day)) left -= 1
  }
  return day
}

/** How many working days lie after one date and up to another, which counts too; 0 when the other is not later. */
export const workingDaysBetween = (
  calendar: Policy['calendar'],
  from: CalendarDate,
  to: CalendarDate,
): number => {
  let count = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    if (isWorkingDay(calendar, day)) count += 1
  }
  return count
}
