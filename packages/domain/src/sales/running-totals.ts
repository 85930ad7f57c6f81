import type { CalendarDate, DateRange } from '../vocabulary/calendar-date.ts'
import type { DailySums, Sum } from './daily-sums.ts'

/** Sums from the first day on, for many questions at once: `amounts[i]` is the net amount of all lines up to `days[i]`. */
export type RunningTotals = {
  /** Days with lines, ascending. */
  readonly days: ReadonlyArray<CalendarDate>
  readonly amounts: ReadonlyArray<bigint>
  readonly bought: ReadonlyArray<number>
}

export const noTotals: RunningTotals = { days: [], amounts: [], bought: [] }

export const runningTotals = (sums: DailySums): RunningTotals => {
  const days = [...sums.days.keys()].sort()
  const amounts: bigint[] = []
  const bought: number[] = []
  let [amount, count] = [0n, 0]
  for (const day of days) {
    const sum = sums.days.get(day)
    amount += sum?.amount ?? 0n
    count += sum?.bought ?? 0
    amounts.push(amount)
    bought.push(count)
  }
  return { days, amounts, bought }
}

/** What was sold in a range, both ends included; logarithmic in the number of days. */
export const totalWithin = (
  { days, amounts, bought }: RunningTotals,
  { from, to }: DateRange,
): Pick<Sum, 'amount' | 'bought'> => {
  const before = countBefore(days, from) - 1
  const last = countUpTo(days, to) - 1
  return {
    amount: (amounts[last] ?? 0n) - (amounts[before] ?? 0n),
    bought: (bought[last] ?? 0) - (bought[before] ?? 0),
  }
}

/** How many of some ascending days are earlier than a date. */
export const countBefore = (days: ReadonlyArray<string>, date: string): number =>
  firstThat(days, (day) => day >= date)

/** How many of some ascending days are not later than a date. */
export const countUpTo = (days: ReadonlyArray<string>, date: string): number =>
  firstThat(days, (day) => day > date)

/** Index of the first day that is so far along; all after it are too. The length where there is none. */
const firstThat = (days: ReadonlyArray<string>, isReached: (day: string) => boolean): number => {
  let low = 0
  let high = days.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (isReached(days[middle] ?? '')) high = middle
    else low = middle + 1
  }
  return low
}
