import type { CalendarDate, RegionId, RegionTerms } from '@kehu/domain'
import type { Deps } from './deps.ts'
import { todayIn } from './today-in.ts'

/**
 * Asks as of today, which is another day in another time zone: the question is put once for each day that is today somewhere, and
 * of every answer what belongs to the regions that have that day is kept.
 */
export const askedToday = <A extends { readonly region: RegionId }>(
  deps: Pick<Deps, 'clock'>,
  regions: ReadonlyMap<RegionId, RegionTerms>,
  ask: (asOf: CalendarDate) => ReadonlyArray<A>,
): ReadonlyArray<A> => {
  const todayOf = (region: RegionId): CalendarDate => todayIn(deps, regions.get(region)?.opened?.timeZone)
  const days = new Set([todayIn(deps), ...[...regions.keys()].map(todayOf)])
  return [...days].flatMap((day) => ask(day).filter(({ region }) => todayOf(region) === day))
}
