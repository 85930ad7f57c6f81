import {
  addDays,
  assignedHeadline,
  type CadenceAdjustment,
  type CalendarDate,
  type CustomerId,
  type DateRange,
  daysBetween,
  describeInterval,
  type Interval,
  later,
  policyOn,
  type RegionId,
  type Tier,
  type TierHistory,
  tierHistory,
  type UserId,
  unopenedRegion,
} from '@kehu/domain'
import { calendarBlock } from './calendar-block.ts'
import { adjustmentOn, dueDate, lowerEndedOn } from './due-date.ts'
import type { Contacted, ContactsDueState } from './state.ts'

export type DueQuery = {
  readonly asOf: CalendarDate
  /** What falls due within so many days after `asOf` is listed too; default the policy's `dueSoonDays`. */
  readonly withinDays?: number
  /** Only customers whose home region this is. */
  readonly region?: RegionId
  readonly owner?: UserId
}

/** `dueSoon` and `overdue` count days; a contact is `due` on its day (A34). */
export type DueState = 'notDue' | 'dueSoon' | 'due' | 'overdue'

/** A contact that is owed. */
export type DueItem = {
  readonly customer: CustomerId
  readonly name: string | null
  /** Home region. */
  readonly region: RegionId
  readonly owner: UserId | null
  /** Null for a customer without tier who has a cadence of its own. */
  readonly tier: Tier | null
  /** An assigned tier goes before the computed one (A15). */
  readonly tierBasis: 'assigned' | 'computed' | 'none'
  readonly tierSince: CalendarDate | null
  readonly interval: Interval
  /** Whether only a deep contact counts. */
  readonly deep: boolean
  readonly adjustment: CadenceAdjustment | null
  readonly lastQualifying: CalendarDate | null
  /** Deep or not. */
  readonly lastContact: CalendarDate | null
  readonly due: CalendarDate
  readonly state: DueState
  /** 0 unless overdue. */
  readonly overdueDays: number
  /** The other reading of the policy's words: was there a qualifying contact in this calendar block (month, two months, quarter)? */
  readonly calendar: (DateRange & { readonly met: boolean }) | null
  readonly policy: string
  readonly reason: string
}

/**
 * Whom to contact by when, as of a date: every active customer whose next contact is due by then or soon after.
 * @source policy 5.1-A, 5.1-B; A13, A29–A35
 */
export const due = (state: ContactsDueState, query: DueQuery): ReadonlyArray<DueItem> => {
  const history = tierHistory(state.ledger, (region, date) => policyOn(state.regions.get(region) ?? unopenedRegion, date))
  return [...state.customers]
    .flatMap(([customer, known]) => obligation(state, history, customer, known, query) ?? [])
    .sort((a, b) => order(a.due, b.due) || order(a.tier ?? 'Z', b.tier ?? 'Z') || order(a.customer, b.customer))
}

const obligation = (
  state: ContactsDueState,
  history: TierHistory,
  customer: CustomerId,
  known: Contacted,
  query: DueQuery,
): DueItem | null => {
  const { asOf } = query
  const home = homeOn(known, asOf)
  if (home === null || isInactive(known, asOf)) return null
  if (query.region !== undefined && home.region !== query.region) return null
  if (query.owner !== undefined && home.owner !== query.owner) return null
  const { version, policy } = policyOn(state.regions.get(home.region) ?? unopenedRegion, asOf)

  const since = home.registeredOn ?? history.firstSale(customer)
  if (since === null || since > asOf) return null
  const tiers = effectiveTiers(history, known, customer)
  const { tier, basis } = tiers.on(asOf)
  const adjustment = adjustmentOn(known.adjustments, asOf)
  const tierCadence = tier === null ? null : policy.contacts.cadence[tier]
  const cadence = tierCadence ?? (adjustment === null ? null : { interval: adjustment.interval, deep: false })
  if (cadence === null) return null

  const past = known.contacts.filter(({ on }) => on <= asOf)
  const lastQualifying = latest(past.filter(({ depth }) => !cadence.deep || depth === 'deep').map(({ on }) => on))
  const tierSince = tiers.since(asOf, since)
  const due = dueDate({
    cadence,
    lastQualifying,
    base: later(since, tierSince),
    tierSince,
    adjustment,
    resumedOn: latest([lowerEndedOn(known.adjustments, asOf), reactivatedOn(known, asOf)].filter((day) => day !== null)),
  })
  if (due > addDays(asOf, query.withinDays ?? policy.contacts.dueSoonDays)) return null
  const block = calendarBlock(cadence.interval, asOf)
  const item = {
    customer,
    name: known.name,
    region: home.region,
    owner: home.owner,
    tier,
    tierBasis: basis,
    tierSince: tier === null ? null : tierSince,
    interval: cadence.interval,
    deep: cadence.deep,
    adjustment,
    lastQualifying,
    lastContact: latest(past.map(({ on }) => on)),
    due,
    state: dueState(asOf, due, policy.contacts.dueSoonDays),
    overdueDays: Math.max(0, daysBetween(due, asOf)),
    calendar:
      block === null
        ? null
        : { ...block, met: past.some(({ on, depth }) => on >= block.from && (!cadence.deep || depth === 'deep')) },
    policy: version,
  }
  return { ...item, reason: reasonOf(item) }
}

/** Home region and owner as of a date: of the registration once it is there, else of the first imported row. */
const homeOn = (known: Contacted, asOf: CalendarDate) => {
  const { registered, ledgerHome } = known
  if (registered !== null && registered.on <= asOf) return { region: registered.region, owner: registered.owner, registeredOn: registered.on }
  return ledgerHome === null ? null : { ...ledgerHome, registeredOn: null }
}

/** The headline tier that counts on a day, assigned before computed, and since when it has been so. */
const effectiveTiers = (history: TierHistory, known: Contacted, customer: CustomerId) => {
  const on = (date: CalendarDate): { tier: Tier | null; basis: DueItem['tierBasis'] } => {
    const assigned = known.assigned.length === 0 ? null : assignedHeadline(known.assigned, date)
    if (assigned !== null) return { tier: assigned, basis: 'assigned' }
    const tier = history.headlineOn(customer, date)
    return { tier, basis: tier === null ? 'none' : 'computed' }
  }
  return {
    on,
    since: (date: CalendarDate, earliest: CalendarDate): CalendarDate => {
      const { tier } = on(date)
      let since = date
      for (let day = history.dayBefore(date); day >= earliest && on(day).tier === tier; day = history.dayBefore(day)) since = day
      return since
    },
  }
}

const isInactive = ({ inactive }: Contacted, date: CalendarDate): boolean =>
  inactive.some(({ from, until }) => from <= date && (until === null || date < until))

const reactivatedOn = ({ inactive }: Contacted, date: CalendarDate): CalendarDate | null =>
  latest(inactive.flatMap(({ until }) => (until !== null && until <= date ? [until] : [])))

const dueState = (asOf: CalendarDate, due: CalendarDate, soonDays: number): DueState => {
  if (asOf > due) return 'overdue'
  if (asOf === due) return 'due'
  return due <= addDays(asOf, soonDays) ? 'dueSoon' : 'notDue'
}

const reasonOf = (item: Omit<DueItem, 'reason'>): string => {
  const who = item.tier === null ? 'a cadence of its own' : `tier ${item.tier}${item.tierBasis === 'assigned' ? ' (assigned)' : ''}`
  const what = `${item.deep ? 'a deep contact' : 'a contact'} ${describeInterval(item.interval)} (policy 5.1-A)`
  const own = item.adjustment === null || item.tier === null ? '' : `; ${item.adjustment.direction}d to ${describeInterval(item.adjustment.interval)} until ${item.adjustment.until} (policy 5.1-B)`
  const last = item.lastQualifying === null ? `none since ${item.tierSince ?? 'the beginning'}` : `the last on ${item.lastQualifying}`
  return `${who}: ${what}${own}; ${last}`
}

const latest = (dates: ReadonlyArray<CalendarDate>): CalendarDate | null =>
  dates.reduce<CalendarDate | null>((best, date) => (best === null || date > best ? date : best), null)

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
