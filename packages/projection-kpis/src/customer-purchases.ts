import { addMonths, type CalendarDate, type RegionId, type UserId } from '@kehu/domain'
import type { Purchases } from './books.ts'

/** Who is credited with what was bought on a day. */
export type Seller = { readonly region: RegionId; readonly owner: UserId | null }

/** The days on which a customer bought something from the company, in any region, in order. */
export const purchaseDays = (book: Iterable<Purchases>): ReadonlyArray<CalendarDate> => {
  const days = new Set<CalendarDate>()
  for (const { day, bought } of book) if (bought > 0) days.add(day)
  return [...days].sort()
}

/**
 * Who sold to a customer on a day. Where several did, the one with the greatest net sales of that day, then the first by
 * the codes of region and owner: books know no hours, and the answer must not depend on the order in which lines were entered.
 * @source policy 8.1-A; A58
 */
export const sellerOn = (book: Iterable<Purchases>, day: CalendarDate): Seller | null => {
  const sold = new Map<string, { readonly seller: Seller; net: bigint; bought: number }>()
  for (const { day: date, region, owner, net, bought } of book) {
    if (date !== day) continue
    const key = `${region}\n${owner ?? ''}`
    const known = sold.get(key) ?? { seller: { region, owner }, net: 0n, bought: 0 }
    known.net += net
    known.bought += bought
    sold.set(key, known)
  }
  const sellers = [...sold].filter(([, { bought }]) => bought > 0)
  const [best] = sellers.sort(([a, { net: x }], [b, { net: y }]) =>
    x === y ? (a < b ? -1 : 1) : x > y ? -1 : 1,
  )
  return best?.[1].seller ?? null
}

/** Whether so many months or more lie between two days; month ends clamp. */
export const isAway = (from: CalendarDate, to: CalendarDate, months: number): boolean => {
  const apart = monthNumber(to) - monthNumber(from)
  return apart === months ? addMonths(from, months) <= to : apart > months
}

const monthNumber = (date: CalendarDate): number => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7))
