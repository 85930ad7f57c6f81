import type { Policy, Tier } from '../../policy/policy.ts'
import { addDays, addMonths, type CalendarDate } from '../../vocabulary/calendar-date.ts'

/**
 * Whether it is time to bring a customer of tier B a solution: nothing is open with it, and nothing was for so many months.
 * @param openOpportunities how many are open on the day
 * @param since the day on which the last one ended, else since when the customer is a B
 * @source policy 3.2-B; the months are not from the policy, A19
 * @clause 15
 * @example
 * solutionOwed(defaultPolicy, 'B', 0, date('2026-01-31'), date('2026-07-31')) // true
 */
export const solutionOwed = (
  policy: Policy,
  tier: Tier | null,
  openOpportunities: number,
  since: CalendarDate,
  date: CalendarDate,
): boolean =>
  tier === 'B' && openOpportunities === 0 && date >= addMonths(since, policy.opportunities.solutionForBMonths)

/** A sale, as far as a trend asks. */
type Sold = { readonly occurredOn: CalendarDate; readonly netAmount: number }

/**
 * How a customer's contribution develops: net sums, in minor units, of consecutive windows of so many months, the last of which
 * ends on the day asked for; the oldest first.
 * @source policy 3.2-B
 */
export const contributionTrend = (
  sales: ReadonlyArray<Sold>,
  asOf: CalendarDate,
  { months, windows }: { readonly months: number; readonly windows: number },
): ReadonlyArray<bigint> =>
  Array.from({ length: windows }, (_, i) => {
    const back = windows - 1 - i
    const until = addMonths(asOf, -back * months)
    const from = addDays(addMonths(asOf, -(back + 1) * months), 1)
    return sales
      .filter(({ occurredOn }) => from <= occurredOn && occurredOn <= until)
      .reduce((sum, { netAmount }) => sum + BigInt(netAmount), 0n)
  })
