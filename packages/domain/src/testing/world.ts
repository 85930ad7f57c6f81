import type { Role } from '../permissions/role.ts'
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

/** What a command needs that is given on a day: by `tester`, in both regions, which have no manager yet, under the default policy. */
export const contextOn = (today: CalendarDate): Context => ({
  today,
  actor: make(UserId, 'tester'),
  regions: openRegions,
  policy: defaultPolicyInForce,
  members: new Map(),
  historical: false,
})

const staff = (user: string, ...roles: ReadonlyArray<Role>): readonly [UserId, ReadonlyArray<Role>] => [
  make(UserId, user),
  roles,
]

/** A governed region: `manager` manages it, `anna` sells, and for the others there is one of each. `tester` is nobody there. */
export const someStaff: ReadonlyMap<UserId, ReadonlyArray<Role>> = new Map([
  staff('manager', 'manager'),
  staff('anna', 'sales'),
  staff('chen', 'technical'),
  staff('bo', 'customerService'),
  staff('mei', 'marketing'),
  staff('auditor', 'auditor'),
])
