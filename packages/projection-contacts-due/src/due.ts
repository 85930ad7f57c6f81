import {
  addDays,
  adjustmentOn,
  type CalendarDate,
  type CustomerId,
  cadenceOf,
  daysBetween,
  later,
  policyOn,
  type RegionId,
  type TierHistory,
  tierHistory,
  type UserId,
  unopenedTerms,
} from '@kehu/domain'
import { isInactive, latest, reactivatedOn } from './activity.ts'
import { calendarBlock } from './calendar-block.ts'
import { adjustmentTurns, dueDate } from './due-date.ts'
import { type DueItem, dueState, reasonOf } from './due-item.ts'
import { effectiveTier } from './effective-tier.ts'
import type { Contacted, ContactsDueState } from './state.ts'

export type DueQuery = {
  readonly asOf: CalendarDate
  /** What falls due within so many days after `asOf` is listed too; default the policy's `dueSoonDays`. */
  readonly withinDays?: number
  /** Only customers whose home region this is. */
  readonly region?: RegionId
  /** Only customers of this salesperson. */
  readonly owner?: UserId
}

/**
 * Whom to contact by when, as of a date: every active customer whose next contact is due by then or soon after.
 *
 * A customer without tier (it never bought, or its regions sold nothing) is owed a contact only under a cadence of its own.
 *
 * @returns by due date, then tier, then code
 * @source policy 5.1-A, 5.1-B; A13, A29–A35
 */
export const due = (state: ContactsDueState, query: DueQuery): ReadonlyArray<DueItem> => {
  const history = tierHistory(state.books, state.regions)
  return [...state.customers]
    .flatMap(([customer, known]) => itemOf(state, history, customer, known, query) ?? [])
    .sort(byDue)
}

/** By due date, then tier, then code. */
export const byDue = (a: DueItem, b: DueItem): number =>
  order(a.due, b.due) || order(a.tier ?? 'Z', b.tier ?? 'Z') || order(a.customer, b.customer)

const itemOf = (
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
  const since = home.registeredOn ?? history.firstSale(customer)
  if (since === null || since > asOf) return null

  const region = state.regions.get(home.region) ?? unopenedTerms
  const { version, policy } = policyOn(region, asOf)
  const { tier, basis, since: tierSince } = effectiveTier(history, customer, known, since, asOf)
  const termsOn = (date: CalendarDate) => ({
    cadence: cadenceOf(policyOn(region, date).policy, tier),
    adjustment: adjustmentOn(known.adjustments, date),
  })
  const { cadence: tierCadence, adjustment } = termsOn(asOf)
  const cadence = tierCadence ?? (adjustment === null ? null : { interval: adjustment.interval, deep: false })
  if (cadence === null) return null

  const past = known.contacts.filter(({ on }) => on <= asOf)
  const qualifying = past.filter(({ depth }) => !cadence.deep || depth === 'deep')
  const due = dueDate({
    asOf,
    base: tierSince,
    start: later(tierSince, reactivatedOn(known, asOf) ?? tierSince),
    termsOn,
    turns: [
      ...adjustmentTurns(known.adjustments),
      ...region.policies.map(({ effectiveFrom }) => effectiveFrom),
    ],
    lastContact: (deep) => latest(past.filter(({ depth }) => !deep || depth === 'deep').map(({ on }) => on)),
  })
  if (due === null || due > addDays(asOf, query.withinDays ?? policy.contacts.dueSoonDays)) return null
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
    lastQualifying: latest(qualifying.map(({ on }) => on)),
    lastContact: latest(past.map(({ on }) => on)),
    due,
    state: dueState(asOf, due, policy.contacts.dueSoonDays),
    overdueDays: Math.max(0, daysBetween(due, asOf)),
    calendar: block === null ? null : { ...block, met: qualifying.some(({ on }) => on >= block.from) },
    policy: version,
  }
  return { ...item, reason: reasonOf(item) }
}

/** Home region and owner as of a date: of the registration once it is there, else of the first imported row. */
const homeOn = (known: Contacted, asOf: CalendarDate) => {
  const { registered, ledgerHome } = known
  if (registered !== null && registered.on <= asOf)
    return { region: registered.region, owner: registered.owner, registeredOn: registered.on }
  return ledgerHome === null ? null : { ...ledgerHome, registeredOn: null }
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
