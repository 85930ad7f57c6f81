import { addDays, type CalendarDate, daysBetween } from '../../vocabulary/calendar-date.ts'
import { type Quotient, quotient } from '../../vocabulary/fraction.ts'

/** A line of a sale, as far as a pattern asks; what was given back is none. */
type Bought = {
  readonly occurredOn: CalendarDate
  readonly netAmount: number
  readonly category?: string
}

/** How a customer buys: explained by counting, not by a model (A23). */
export type PurchasePattern = {
  /** Days on which something was bought. */
  readonly purchaseDays: number
  readonly lastOn: CalendarDate | null
  /** Days from one such day to the next: the exact mean, and the median; null with fewer than two. */
  readonly meanInterval: Quotient | null
  readonly medianInterval: Quotient | null
  /** Categories by what was bought of them, minor units, the most first; equals by name. */
  readonly categories: ReadonlyArray<{ readonly category: string; readonly amount: bigint }>
  /** The last day plus the median interval, half days up; null where there is none. */
  readonly nextExpectedOn: CalendarDate | null
}

/**
 * Rhythm and preferences of what was bought until a day.
 * @source policy 4.1-C, A23
 * @clause 23
 */
export const purchasePattern = (lines: ReadonlyArray<Bought>, asOf: CalendarDate): PurchasePattern => {
  const bought = lines.filter(({ occurredOn, netAmount }) => occurredOn <= asOf && netAmount > 0)
  const days = [...new Set(bought.map(({ occurredOn }) => occurredOn))].sort()
  const intervals = days.slice(1).map((day, i) => daysBetween(days[i] ?? day, day))
  const lastOn = days.at(-1) ?? null
  const median = medianOf(intervals)
  return {
    purchaseDays: days.length,
    lastOn,
    meanInterval:
      intervals.length === 0
        ? null
        : quotient(BigInt(intervals.reduce((sum, n) => sum + n, 0)), BigInt(intervals.length)),
    medianInterval: median,
    categories: categoriesOf(bought),
    nextExpectedOn: lastOn === null || median === null ? null : addDays(lastOn, rounded(median)),
  }
}

const medianOf = (numbers: ReadonlyArray<number>): Quotient | null => {
  const sorted = numbers.toSorted((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)]
  const lower = sorted[Math.ceil(sorted.length / 2) - 1]
  return lower === undefined || upper === undefined ? null : quotient(BigInt(lower + upper), 2n)
}

const rounded = ({ numerator, denominator }: Quotient): number =>
  Number((2n * numerator + denominator) / (2n * denominator))

const categoriesOf = (bought: ReadonlyArray<Bought>): PurchasePattern['categories'] => {
  const amounts = new Map<string, bigint>()
  for (const { category, netAmount } of bought) {
    if (category !== undefined) amounts.set(category, (amounts.get(category) ?? 0n) + BigInt(netAmount))
  }
  return [...amounts]
    .map(([category, amount]) => ({ category, amount }))
    .sort((a, b) =>
      a.amount === b.amount ? (a.category < b.category ? -1 : 1) : a.amount > b.amount ? -1 : 1,
    )
}
