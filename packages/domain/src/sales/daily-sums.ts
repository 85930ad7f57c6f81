import type { CalendarDate, DateRange } from '../vocabulary/calendar-date.ts'
import type { MinorUnits } from '../vocabulary/money.ts'

/** What was sold in a stretch of time. */
export type Sum = {
  /** Net amount, minor units. */
  readonly amount: bigint
  /** Lines, returns included. */
  readonly lines: number
  /** Lines by which something was bought, not given back. */
  readonly bought: number
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/**
 * Sums by day, and by month so that a year is a dozen look-ups. A line may enter or leave on any day in any order; the
 * sum of any stretch is exact at any time. Owned and mutated by one fold.
 */
export type DailySums = {
  readonly days: Map<CalendarDate, Mutable<Sum>>
  readonly months: Map<string, Mutable<Sum>>
}

export const emptySums = (): DailySums => ({ days: new Map(), months: new Map() })

export const addTo = (sums: DailySums, date: CalendarDate, amount: MinorUnits, sign: 1 | -1): void =>
  includeDay(sums, date, {
    amount: BigInt(amount) * BigInt(sign),
    lines: sign,
    bought: amount >= 0 ? sign : 0,
  })

export const includeDay = (sums: DailySums, date: CalendarDate, sum: Sum): void => {
  bump(sums.days, date, sum)
  bump(sums.months, date.slice(0, 7), sum)
}

const bump = <K extends string>(map: Map<K, Mutable<Sum>>, key: K, more: Sum): void => {
  const sum = map.get(key)
  if (sum === undefined) map.set(key, { ...more })
  else {
    include(sum, more)
    // A line that is taken out leaves nothing behind, so that equal books are equal however they came about.
    if (sum.lines === 0) map.delete(key)
  }
}

// A customer with few days is summed faster day by day than month by month.
const fewDays = 64

/** The sum of all lines dated in a range, both ends included. */
export const sumWithin = (sums: DailySums, { from, to }: DateRange): Sum => {
  const total: Mutable<Sum> = { amount: 0n, lines: 0, bought: 0 }
  if (sums.days.size <= fewDays) {
    for (const [day, sum] of sums.days) if (from <= day && day <= to) include(total, sum)
    return total
  }
  for (let month = from.slice(0, 7); month <= to.slice(0, 7); month = nextMonth(month)) {
    const first = `${month}-01`
    const last = `${month}-31`
    if (from <= first && last <= to) include(total, sums.months.get(month))
    else {
      for (let day = 1; day <= 31; day++) {
        const date = `${month}-${day < 10 ? '0' : ''}${day}`
        if (from <= date && date <= to) include(total, sums.days.get(date as CalendarDate))
      }
    }
  }
  return total
}

const include = (total: Mutable<Sum>, sum: Sum | undefined): void => {
  if (sum === undefined) return
  total.amount += sum.amount
  total.lines += sum.lines
  total.bought += sum.bought
}

const nextMonth = (month: string): string => {
  const year = Number(month.slice(0, 4))
  const number = Number(month.slice(5))
  return number === 12
    ? `${String(year + 1).padStart(4, '0')}-01`
    : `${month.slice(0, 4)}-${String(number + 1).padStart(2, '0')}`
}
