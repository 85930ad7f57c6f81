import * as t from 'io-ts'
import { addDays, addMonths, type CalendarDate, type DateRange } from './calendar-date.ts'
import { shown } from './shown.ts'

/** A calendar year, quarter or month: `2017`, `2017-Q3`, `2017-11` (A9: people are judged by calendar periods). */
export type Period = t.Branded<string, PeriodBrand>
export interface PeriodBrand {
  readonly Period: unique symbol
}

const shape = /^(?!0000)\d{4}(-Q[1-4]|-(0[1-9]|1[0-2]))?$/

export const Period: t.Type<Period, string> = new t.Type<Period, string>(
  'Period',
  (u): u is Period => typeof u === 'string' && shape.test(u),
  (u, context) =>
    typeof u === 'string' && shape.test(u)
      ? t.success(u as Period)
      : t.failure(
          u,
          context,
          `${shown(u)} is not a period: write a year (2017), a quarter (2017-Q3) or a month (2017-11)`,
        ),
  (period) => period,
)

const monthsOf = (period: Period): number => (period.length === 4 ? 12 : period[5] === 'Q' ? 3 : 1)

/**
 * First and last day.
 * @example
 * periodRange('2016-Q1') // { from: '2016-01-01', to: '2016-03-31' }
 */
export const periodRange = (period: Period): DateRange => {
  const year = period.slice(0, 4)
  const month =
    period.length === 4 ? 1 : period[5] === 'Q' ? Number(period[6]) * 3 - 2 : Number(period.slice(5))
  const from = `${year}-${String(month).padStart(2, '0')}-01` as CalendarDate
  return { from, to: addDays(addMonths(from, monthsOf(period)), -1) }
}

/** The period of the same length just before. */
export const previousPeriod = (period: Period): Period => {
  const before = addMonths(periodRange(period).from, -monthsOf(period))
  const year = before.slice(0, 4)
  const month = Number(before.slice(5, 7))
  if (period.length === 4) return year as Period
  return (period[5] === 'Q' ? `${year}-Q${(month + 2) / 3}` : before.slice(0, 7)) as Period
}

/** The same period a year earlier. */
export const yearEarlier = (period: Period): Period =>
  `${String(Number(period.slice(0, 4)) - 1).padStart(4, '0')}${period.slice(4)}` as Period
