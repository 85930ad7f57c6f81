import * as t from 'io-ts'
import { Temporal } from 'temporal-polyfill'
import { shown } from './shown.ts'

/** A business date in the region's time zone, `YYYY-MM-DD`; the order of the strings is the order of the dates. */
export type CalendarDate = t.Branded<string, CalendarDateBrand>
export interface CalendarDateBrand {
  readonly CalendarDate: unique symbol
}

const shape = /^\d{4}-\d{2}-\d{2}$/
// Dates repeat by the hundred thousand in a log: those seen once need not be parsed again. Bounded, and invisible from outside.
const seen = new Set<string>()
const seenMax = 50_000

const isCalendarDate = (text: string): boolean => {
  if (seen.has(text)) return true
  if (!shape.test(text) || text < '0001-01-01') return false
  try {
    Temporal.PlainDate.from(text)
  } catch {
    return false
  }
  if (seen.size < seenMax) seen.add(text)
  return true
}

export const CalendarDate: t.Type<CalendarDate, string> = new t.Type<CalendarDate, string>(
  'CalendarDate',
  (u): u is CalendarDate => typeof u === 'string' && isCalendarDate(u),
  (u, context) =>
    typeof u === 'string' && isCalendarDate(u)
      ? t.success(u as CalendarDate)
      : t.failure(u, context, `${shown(u)} is not a calendar date: write YYYY-MM-DD, a day that exists`),
  (date) => date,
)

/**
 * The same day of the month, so many months later (earlier when negative), clamped to the month's end.
 * @example
 * addMonths(date('2026-01-31'), 1) // '2026-02-28'
 */
export const addMonths = (date: CalendarDate, months: number): CalendarDate =>
  Temporal.PlainDate.from(date).add({ months }, { overflow: 'constrain' }).toString() as CalendarDate

/** So many days later (earlier when negative). */
export const addDays = (date: CalendarDate, days: number): CalendarDate =>
  Temporal.PlainDate.from(date).add({ days }).toString() as CalendarDate

/** Days from one date to another; negative when `to` is earlier. */
export const daysBetween = (from: CalendarDate, to: CalendarDate): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'day' }).days

/** Monday is 1, Sunday is 7. */
export const dayOfWeek = (date: CalendarDate): number => Temporal.PlainDate.from(date).dayOfWeek

export const monthStart = (date: CalendarDate): CalendarDate => `${date.slice(0, 7)}-01` as CalendarDate
export const monthEnd = (date: CalendarDate): CalendarDate => addDays(addMonths(monthStart(date), 1), -1)
export const yearStart = (date: CalendarDate): CalendarDate => `${date.slice(0, 4)}-01-01` as CalendarDate

export const earlier = (a: CalendarDate, b: CalendarDate): CalendarDate => (a <= b ? a : b)
export const later = (a: CalendarDate, b: CalendarDate): CalendarDate => (a >= b ? a : b)

/** First and last day, both included. */
export const DateRange = t.readonly(t.type({ from: CalendarDate, to: CalendarDate }), 'DateRange')
export type DateRange = t.TypeOf<typeof DateRange>

export const within = (range: DateRange, date: CalendarDate): boolean =>
  range.from <= date && date <= range.to
