import {
  type CalendarDate,
  type DateRange,
  type Period,
  periodRange,
  previousPeriod,
  type RegionId,
  type UserId,
  within,
  yearEarlier,
} from '@kehu/domain'
import { addCustomer } from './customer-figures.ts'
import { purchaseDays } from './customer-purchases.ts'
import { type Asked, type Figures, type FiguresOf, noFigures } from './region-figures.ts'
import type { KpisState } from './state.ts'

export type Scope = { readonly period: Period; readonly owner?: UserId }

/**
 * The figures of every region that has any fact in this scope (all, or one person's), at whatever date. One pass over the
 * state for all regions; sums belong to the region and owner of their own date (A72).
 *
 * @param monthsAway after how many months a customer's return counts as reactivation in a region
 */
export const figuresOf = (
  state: KpisState,
  { period, owner }: Scope,
  monthsAway: (region: RegionId) => number,
): ReadonlyMap<RegionId, Figures> => {
  const all = new Map<RegionId, Figures>()
  const of = (region: RegionId): Figures => {
    const known = all.get(region) ?? noFigures()
    all.set(region, known)
    return known
  }
  const isAsked = (credited: { readonly owner: UserId | null }): boolean =>
    owner === undefined || credited.owner === owner
  const range = periodRange(period)

  addTakings(state, of, isAsked, range, periodRange(yearEarlier(period)))
  for (const book of state.books.customers.values()) {
    addCustomer([...book.values()], of, isAsked, range, periodRange(previousPeriod(period)), monthsAway)
  }
  addProspects(state, of, isAsked, range.to)
  for (const voices of state.voices.values()) {
    if (!isAsked(voices)) continue
    const { csat, nps, followUps } = of(voices.region)
    const heard = voices.kind === 'csat' ? csat : voices.kind === 'nps' ? nps : followUps
    if (within(range, voices.day)) heard.set(voices.value, (heard.get(voices.value) ?? 0) + voices.count)
  }
  for (const complaint of state.complaints.values()) {
    if (!isAsked(complaint)) continue
    const figures = of(complaint.region)
    if (!within(range, complaint.receivedOn)) continue
    figures.complaintsReceived += 1
    if (complaint.valid) figures.complaintsValid += 1
  }
  return all
}

const addTakings = (
  { books }: KpisState,
  of: FiguresOf,
  isAsked: Asked,
  range: DateRange,
  earlier: DateRange,
): void => {
  for (const [region, book] of books.regions) {
    for (const takings of book.values()) {
      if (!isAsked(takings)) continue
      const figures = of(region)
      if (within(earlier, takings.day)) figures.salesYearEarlier += takings.net
      if (!within(range, takings.day)) continue
      figures.sales += takings.net
      figures.unattributed += takings.unattributed
      figures.volume += takings.volume
      figures.costedLines += takings.costed.lines
      figures.costedSales += takings.costed.net
      figures.costedVolume += takings.costed.volume
      figures.cost += takings.costed.cost
    }
  }
}

const addProspects = (
  { books, registrations }: KpisState,
  of: FiguresOf,
  isAsked: Asked,
  on: CalendarDate,
): void => {
  for (const [customer, registration] of registrations) {
    if (!isAsked(registration)) continue
    const figures = of(registration.region)
    if (registration.on > on) continue
    const [first] = purchaseDays(books.customers.get(customer)?.values() ?? [])
    if (first === undefined || first > on) figures.prospects += 1
  }
}
