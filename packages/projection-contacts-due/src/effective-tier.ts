import {
  addDays,
  assignedHeadline,
  type CalendarDate,
  type CustomerId,
  type Tier,
  type TierHistory,
} from '@kehu/domain'
import type { Contacted } from './state.ts'

/** The tier by which a customer is contacted. */
export type EffectiveTier = {
  readonly tier: Tier | null
  /** An assigned tier goes before the computed one (A15). */
  readonly basis: 'assigned' | 'computed' | 'none'
  /** The first of the days, without a break up to the one asked for, on which the tier was this one. */
  readonly since: CalendarDate
}

/**
 * The headline tier on a day (the highest over all regions, assigned before computed), and since when it has been so.
 * @param earliest before which nobody asks
 * @source A13, A15, A33
 */
export const effectiveTier = (
  history: TierHistory,
  customer: CustomerId,
  { assigned }: Pick<Contacted, 'assigned'>,
  earliest: CalendarDate,
  asOf: CalendarDate,
): EffectiveTier => {
  const computed = history.headlineRuns(customer, { from: earliest, to: asOf })
  const turns = [
    ...computed.map(({ from }) => from),
    ...assigned.flatMap(({ from, until }) => (until === null ? [from] : [from, addDays(until, 1)])),
  ]
  const on = (date: CalendarDate): Omit<EffectiveTier, 'since'> => {
    const given = assignedHeadline(assigned, date)
    if (given !== null) return { tier: given, basis: 'assigned' }
    const tier = computed.findLast(({ from }) => from <= date)?.tier ?? null
    return { tier, basis: tier === null ? 'none' : 'computed' }
  }
  const now = on(asOf)
  let since = earliest
  for (const day of turns.filter((turn) => turn > earliest && turn <= asOf).sort()) {
    if (on(addDays(day, -1)).tier !== now.tier) since = day
  }
  return { ...now, since }
}
