import * as t from 'io-ts'
import { Tier } from '../../policy/policy.ts'
import { highestTier } from '../../policy/tier.ts'
import { CalendarDate } from '../../vocabulary/calendar-date.ts'
import { RegionId, UserId } from '../../vocabulary/code.ts'
import { fields } from '../../vocabulary/fields.ts'
import { Text } from '../../vocabulary/text.ts'

/** A tier that somebody gave a customer in a region, shown beside the computed one (A15). */
export const AssignedTier = fields('AssignedTier', {
  region: RegionId,
  tier: Tier,
  from: CalendarDate,
  /** Last day, or null where it holds until the next assignment. */
  until: t.union([t.null, CalendarDate]),
  reason: Text,
  approver: UserId,
})
export type AssignedTier = t.TypeOf<typeof AssignedTier>

/**
 * The assignment in force in a region on a date: of those begun by then the latest begun, of equals the last made; it
 * ends with its own `until`, and an older one does not come back.
 */
export const assignedIn = (
  assignments: ReadonlyArray<AssignedTier>,
  region: RegionId,
  date: CalendarDate,
): AssignedTier | null => {
  const latest = assignments
    .filter((assigned) => assigned.region === region && assigned.from <= date)
    .reduce<AssignedTier | null>(
      (best, assigned) => (best === null || assigned.from >= best.from ? assigned : best),
      null,
    )
  return latest === null || (latest.until !== null && latest.until < date) ? null : latest
}

/** The highest assigned tier over all regions on a date (A13). */
export const assignedHeadline = (assignments: ReadonlyArray<AssignedTier>, date: CalendarDate): Tier | null =>
  highestTier(
    [...new Set(assignments.map(({ region }) => region))].map(
      (region) => assignedIn(assignments, region, date)?.tier ?? null,
    ),
  )
