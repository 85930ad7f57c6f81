import { defaultPolicyInForce } from '../policy/default-policy.ts'
import type { CalendarDate } from '../vocabulary/calendar-date.ts'
import { RegionId, UserId } from '../vocabulary/code.ts'
import type { Context, RegionTerms } from '../vocabulary/decider.ts'
import { TimeZone } from '../vocabulary/instant.ts'
import { Currency } from '../vocabulary/money.ts'
import { make } from './leaves.ts'

const terms = (region: string, currency: string, timeZone: string): readonly [RegionId, RegionTerms] => {
  const id = make(RegionId, region)
  return [id, { region: id, currency: make(Currency, currency), timeZone: make(TimeZone, timeZone) }]
}

/** Two open regions with different money and time: `East` (CNY, Asia/Shanghai) and `West` (USD, America/New_York). */
export const openRegions: ReadonlyMap<RegionId, RegionTerms> = new Map([
  terms('East', 'CNY', 'Asia/Shanghai'),
  terms('West', 'USD', 'America/New_York'),
])

/** What a command needs that is given on a day: by `tester`, in both regions, under the default policy. */
export const contextOn = (today: CalendarDate): Context => ({
  today,
  actor: make(UserId, 'tester'),
  regions: openRegions,
  policy: defaultPolicyInForce,
  historical: false,
})
