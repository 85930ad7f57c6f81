import type { Context, RegionToday } from '../aggregate/context.ts'
import { defaultPolicy, defaultPolicyInForce } from '../policy/default-policy.ts'
import type { CalendarDate } from '../vocabulary/calendar-date.ts'
import { RegionId, UserId } from '../vocabulary/code.ts'
import { TimeZone } from '../vocabulary/instant.ts'
import { Currency } from '../vocabulary/money.ts'
import type { MemberRole } from '../vocabulary/role.ts'
import { make } from './leaves.ts'

const founder = make(UserId, 'tester')

const openRegion = (region: string, currency: string, timeZone: string): readonly [RegionId, RegionToday] => {
  const id = make(RegionId, region)
  return [
    id,
    {
      region: id,
      currency: make(Currency, currency),
      timeZone: make(TimeZone, timeZone),
      founder,
      members: new Map(),
      released: new Set(),
      governed: false,
      roles: new Map(),
      confidential: defaultPolicy.permissions.confidential,
      transferProposals: new Map(),
    },
  ]
}

/**
 * Two open regions with different money and time: `East` (CNY, Asia/Shanghai) and `West` (USD, America/New_York), both founded by
 * `tester`, in which nobody has been appointed.
 */
export const openRegions: ReadonlyMap<RegionId, RegionToday> = new Map([
  openRegion('East', 'CNY', 'Asia/Shanghai'),
  openRegion('West', 'USD', 'America/New_York'),
])

/** What a command needs that is given on a day: by `tester`, who founded both regions, which are open to all, under the default policy. */
export const contextOn = (today: CalendarDate): Context => ({
  today,
  actor: make(UserId, 'tester'),
  operator: false,
  governed: false,
  historical: false,
  regions: openRegions,
  charges: [],
  policy: defaultPolicyInForce,
})

type Staff = ReadonlyMap<UserId, ReadonlyArray<MemberRole>>

const staff = (
  user: string,
  ...roles: ReadonlyArray<MemberRole>
): readonly [UserId, ReadonlyArray<MemberRole>] => [make(UserId, user), roles]

/** `manager` manages, `anna` sells, and for the others there is one of each. `tester` is nobody there. */
export const someStaff: Staff = new Map([
  staff('manager', 'manager'),
  staff('anna', 'sales'),
  staff('chen', 'technical'),
  staff('bo', 'customerService'),
  staff('mei', 'marketing'),
  staff('auditor', 'auditor'),
  staff('ida', 'importer'),
])

/** Regions in which these people, and nobody else, have a say. */
export const governedBy = (
  members: Staff = someStaff,
  regions: ReadonlyMap<RegionId, RegionToday> = openRegions,
): ReadonlyMap<RegionId, RegionToday> =>
  new Map([...regions].map(([region, here]) => [region, { ...here, members, governed: true }]))
