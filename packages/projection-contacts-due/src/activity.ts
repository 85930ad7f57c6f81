import type { CalendarDate } from '@kehu/domain'
import type { Contacted } from './state.ts'

/** Whether a customer is left alone on a day: from its deactivation to the day before its reactivation. */
export const isInactive = ({ inactive }: Pick<Contacted, 'inactive'>, date: CalendarDate): boolean =>
  inactive.some(({ from, until }) => from <= date && (until === null || date < until))

/** The day on which its last time of inactivity ended; null where there was none by then. */
export const reactivatedOn = (
  { inactive }: Pick<Contacted, 'inactive'>,
  date: CalendarDate,
): CalendarDate | null =>
  latest(
    inactive.flatMap(({ from, until }) => (until !== null && from < until && until <= date ? [until] : [])),
  )

export const latest = (dates: ReadonlyArray<CalendarDate>): CalendarDate | null =>
  dates.reduce<CalendarDate | null>((best, date) => (best === null || date > best ? date : best), null)
