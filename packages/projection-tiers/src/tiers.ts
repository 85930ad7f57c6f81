import {
  type AssignedTier,
  assignedIn,
  type CalendarDate,
  type Currency,
  type CustomerId,
  type DateRange,
  explainGrade,
  type Grade,
  grade,
  type PolicyInForce,
  policyOn,
  type RegionBooks,
  type RegionId,
  sumWithin,
  unopenedTerms,
  type WindowKind,
  windowOn,
} from '@kehu/domain'
import type { Known, TiersState } from './state.ts'

export type TiersQuery = {
  readonly asOf: CalendarDate
  /** Only this region; absent: all. */
  readonly region?: RegionId
  /** Default `trailing-12-months`. */
  readonly window?: WindowKind
}

/** A region's customers, graded as of a date. Amounts in minor units of its currency. */
export type RegionTiers = {
  readonly region: RegionId
  /** Version of the policy in force. */
  readonly policy: string
  readonly window: DateRange
  readonly currency: Currency | null
  /** Net sales of the region in the window. */
  readonly total: bigint
  /** The part of it that belongs to no customer. */
  readonly unattributed: bigint
  readonly warnings: ReadonlyArray<TiersWarning>
  /** By purchases descending, then by code. */
  readonly customers: ReadonlyArray<TierAnswer>
}

/** `SMALL_REGION`: so few customers bought that one order may make an A (A16). `NO_REGION_SALES`: nobody has a tier (A12). */
export type TiersWarning = { readonly code: 'SMALL_REGION' | 'NO_REGION_SALES'; readonly message: string }

export type TierAnswer = Grade & {
  readonly customer: CustomerId
  readonly name: string | null
  /** Net purchases in the window. */
  readonly purchases: bigint
  /** What somebody assigned, in force that day; never in place of the computed tier (A15). */
  readonly assigned: AssignedTier | null
  /** The reason in a sentence, with its clause. */
  readonly explanation: string
}

/**
 * Who is A, B or C as of a date, region by region, and why. Any date may be asked for: the state holds daily sums and is
 * not folded again.
 *
 * @returns every region that was opened or sold, by code; each with all who bought there by then and those who are
 * registered there and never bought anywhere. Amounts in minor units of the region's currency, shares as exact quotients
 * @source policy 3.2; A5–A13, A15, A16
 */
export const tiers = (state: TiersState, query: TiersQuery): ReadonlyArray<RegionTiers> =>
  [...new Set([...state.regions.keys(), ...state.books.keys()])]
    .filter((region) => query.region === undefined || query.region === region)
    .sort()
    .map((region) => regionTiers(state, region, query))

const noSums: RegionBooks = {
  total: { days: new Map(), months: new Map() },
  unattributed: { days: new Map(), months: new Map() },
  customers: new Map(),
}

const regionTiers = (
  state: TiersState,
  region: RegionId,
  { asOf, window: kind = 'trailing-12-months' }: TiersQuery,
): RegionTiers => {
  const terms = state.regions.get(region) ?? unopenedTerms
  const inForce = policyOn(terms, asOf)
  const window = windowOn(kind, inForce.policy, asOf)
  const books = state.books.get(region) ?? noSums
  const total = sumWithin(books.total, window).amount
  const graded = [...books.customers].flatMap(([customer, sums]) => {
    const sum = sumWithin(sums, window)
    if (sum.lines === 0 && !hasLineBefore(sums.days.keys(), window.from)) return []
    return [answer(state, region, customer, asOf, inForce, sum.amount, grade(inForce.policy, sum, total))]
  })
  const buying = graded.filter(({ lapsed }) => !lapsed).length
  return {
    region,
    policy: inForce.version,
    window,
    currency: terms.opened?.currency ?? null,
    total,
    unattributed: sumWithin(books.unattributed, window).amount,
    warnings: warningsOf(inForce, total, buying),
    customers: [...graded, ...prospects(state, region, asOf, inForce, total)].sort(byPurchases),
  }
}

const answer = (
  state: TiersState,
  region: RegionId,
  customer: CustomerId,
  asOf: CalendarDate,
  inForce: PolicyInForce,
  purchases: bigint,
  graded: Grade,
): TierAnswer => {
  const known = state.customers.get(customer)
  return {
    ...graded,
    customer,
    name: known?.name ?? null,
    purchases,
    assigned: known === undefined ? null : assignedIn(known.assigned, region, asOf),
    explanation: explainGrade(graded, inForce),
  }
}

/** Registered here by that day, and never bought anywhere. */
const prospects = (
  state: TiersState,
  region: RegionId,
  asOf: CalendarDate,
  inForce: PolicyInForce,
  total: bigint,
): ReadonlyArray<TierAnswer> =>
  [...state.customers]
    .filter(
      ([customer, known]) => isRegisteredIn(known, region, asOf) && !hasEverBought(state, customer, asOf),
    )
    .map(([customer]) =>
      answer(state, region, customer, asOf, inForce, 0n, {
        tier: null,
        reason: 'PROSPECT',
        share: total > 0n ? { numerator: 0n, denominator: total } : null,
        lapsed: false,
      }),
    )

const isRegisteredIn = ({ registered }: Known, region: RegionId, asOf: CalendarDate): boolean =>
  registered !== null && registered.region === region && registered.on <= asOf

const hasEverBought = (state: TiersState, customer: CustomerId, asOf: CalendarDate): boolean =>
  [...state.books.values()].some(({ customers }) =>
    hasLineBefore(customers.get(customer)?.days.keys() ?? [], asOf, true),
  )

const hasLineBefore = (days: Iterable<string>, date: string, inclusive = false): boolean => {
  for (const day of days) if (inclusive ? day <= date : day < date) return true
  return false
}

const warningsOf = (inForce: PolicyInForce, total: bigint, buying: number): ReadonlyArray<TiersWarning> => {
  const few = inForce.policy.tiers.smallRegionCustomers
  return [
    ...(total <= 0n
      ? [
          {
            code: 'NO_REGION_SALES' as const,
            message: 'The region’s net sales in the window are zero or less: nobody has a share or a tier.',
          },
        ]
      : []),
    ...(buying < few
      ? [
          {
            code: 'SMALL_REGION' as const,
            message: `Only ${buying} ${buying === 1 ? 'customer' : 'customers'} bought in the window (fewer than ${few}): a single order may decide a tier.`,
          },
        ]
      : []),
  ]
}

const byPurchases = (a: TierAnswer, b: TierAnswer): number =>
  a.purchases !== b.purchases
    ? a.purchases > b.purchases
      ? -1
      : 1
    : a.customer < b.customer
      ? -1
      : a.customer > b.customer
        ? 1
        : 0
