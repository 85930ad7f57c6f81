import type { Tier } from '../policy/policy.ts'
import { highestTier } from '../policy/tier.ts'
import { type RegionTerms, initialTerms as unopened } from '../region/terms/state.ts'
import { addDays, type CalendarDate, type DateRange } from '../vocabulary/calendar-date.ts'
import type { CustomerId, RegionId } from '../vocabulary/code.ts'
import { type RegionBooks, regionsOf, type SalesBooks } from './books.ts'
import { type Extremes, extremes, firstUnlike } from './extremes.ts'
import { memo } from './memo.ts'
import {
  countBefore,
  countUpTo,
  noTotals,
  type RunningTotals,
  runningTotals,
  totalWithin,
} from './running-totals.ts'
import { type SlidingWindow, slidingWindow, windowLength } from './sliding-window.ts'
import { type Grade, grade, tierOf } from './tiering.ts'

/** A stretch of days with one tier. */
export type TierSpell = { readonly from: CalendarDate; readonly to: CalendarDate; readonly tier: Tier | null }

/** A stretch of days with one tier in a region; `grade` is that of its first day. */
export type TierRun = TierSpell & { readonly grade: Grade }

/**
 * Answers many questions about tiers over the same books (trailing window). What they share is worked out once; the books
 * must not change meanwhile.
 */
export type TierHistory = {
  /** The tier of a customer in a region on a day. */
  readonly gradeOn: (region: RegionId, customer: CustomerId, date: CalendarDate) => Grade
  /** Every change of tier in a region and a range of days: a tier changes as purchases enter the window and leave it. */
  readonly runs: (region: RegionId, customer: CustomerId, range: DateRange) => ReadonlyArray<TierRun>
  /** Every change of the highest tier over all regions (A13) in a range of days. */
  readonly headlineRuns: (customer: CustomerId, range: DateRange) => ReadonlyArray<TierSpell>
  /** The day of the first line of a customer in any region; null where there is none. */
  readonly firstSale: (customer: CustomerId) => CalendarDate | null
}

/** The books of a region, ready for questions. */
type OpenBooks = {
  readonly sliding: SlidingWindow
  readonly totalOn: (date: CalendarDate) => bigint
  readonly ofCustomer: (customer: CustomerId) => RunningTotals
  /** The region's total is the same from each of these days to the day before the next. */
  readonly turns: ReadonlyArray<CalendarDate>
  readonly totals: Extremes
}

export const tierHistory = (books: SalesBooks, regions: ReadonlyMap<RegionId, RegionTerms>): TierHistory => {
  const lengthOf = memo(windowLength)
  const opened = memo((region: RegionId) =>
    openBooks(books.get(region), slidingWindow(regions.get(region) ?? unopened, lengthOf)),
  )
  const regionsWith = memo((customer: CustomerId) => regionsOf(books, customer))
  const runs: TierHistory['runs'] = (region, customer, range) => runsIn(opened(region), customer, range)
  return {
    gradeOn: (region, customer, date) => gradeIn(opened(region), customer, date),
    runs,
    headlineRuns: (customer, range) =>
      highestOf(
        regionsWith(customer).map((region) => runs(region, customer, range)),
        range,
      ),
    firstSale: (customer) =>
      regionsWith(customer)
        .flatMap((region) => opened(region).ofCustomer(customer).days.slice(0, 1))
        .sort()[0] ?? null,
  }
}

const openBooks = (books: RegionBooks | undefined, sliding: SlidingWindow): OpenBooks => {
  const all = books === undefined ? noTotals : runningTotals(books.total)
  const totalOn = (date: CalendarDate): bigint => totalWithin(all, sliding.on(date).window).amount
  const turns = sliding.turns(all.days)
  return {
    sliding,
    totalOn,
    ofCustomer: memo((customer: CustomerId) => {
      const sums = books?.customers.get(customer)
      return sums === undefined ? noTotals : runningTotals(sums)
    }),
    turns,
    totals: extremes(turns.map(totalOn)),
  }
}

const prospect: Grade = { tier: null, reason: 'PROSPECT', share: null, lapsed: false }

const gradeIn = (books: OpenBooks, customer: CustomerId, date: CalendarDate): Grade => {
  const own = books.ofCustomer(customer)
  if (countUpTo(own.days, date) === 0) return prospect
  const { inForce, window } = books.sliding.on(date)
  return grade(inForce.policy, totalWithin(own, window), books.totalOn(date))
}

/**
 * Goes from change to change. Between two turns of the customer's own purchases its tier depends on the region's total
 * alone, and each tier is an interval of totals: the next total that makes another one is found without trying every day.
 */
const runsIn = (books: OpenBooks, customer: CustomerId, { from, to }: DateRange): ReadonlyArray<TierRun> => {
  const { turns, totals } = books
  const own = books.ofCustomer(customer)
  const ownTurns = books.sliding.turns(own.days)
  const isAlike = (start: CalendarDate, tier: Tier | null) => {
    const { inForce, window } = books.sliding.on(start)
    const { amount } = totalWithin(own, window)
    return (total: bigint): boolean => tierOf(inForce.policy, amount, total) === tier
  }
  const runs: TierRun[] = []
  let day: CalendarDate | undefined = from
  while (day !== undefined && day <= to) {
    const start: CalendarDate = day
    const graded = gradeIn(books, customer, start)
    const last = runs.at(-1)
    if (last === undefined || last.tier !== graded.tier)
      runs.push({ from: start, to, tier: graded.tier, grade: graded })
    const ownTurn: CalendarDate | undefined = ownTurns[countUpTo(ownTurns, start)]
    const until = ownTurn === undefined ? turns.length : countBefore(turns, ownTurn)
    const unlike =
      graded.reason === 'PROSPECT'
        ? -1
        : firstUnlike(totals, countUpTo(turns, start), until, isAlike(start, graded.tier))
    day = unlike < 0 ? ownTurn : turns[unlike]
  }
  return closed(runs)
}

/** Each ends the day before the next begins. */
const closed = <R extends TierSpell>(runs: ReadonlyArray<R>): ReadonlyArray<R> =>
  runs.map((run, i) => {
    const next = runs[i + 1]
    return next === undefined ? run : { ...run, to: addDays(next.from, -1) }
  })

/** The highest tier of several stories of one range. */
const highestOf = (
  stories: ReadonlyArray<ReadonlyArray<TierSpell>>,
  { from, to }: DateRange,
): ReadonlyArray<TierSpell> => {
  if (from > to) return []
  const days = [...new Set([from, ...stories.flatMap((runs) => runs.map((run) => run.from))])].sort()
  const spells: TierSpell[] = []
  for (const day of days) {
    const tier = highestTier(stories.map((runs) => runs.findLast((run) => run.from <= day)?.tier ?? null))
    const last = spells.at(-1)
    if (last === undefined || last.tier !== tier) spells.push({ from: day, to, tier })
  }
  return closed(spells)
}
