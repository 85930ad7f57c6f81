import * as t from 'io-ts'
import { CalendarDate } from '../vocabulary/calendar-date.ts'
import { CustomerId, RegionId } from '../vocabulary/code.ts'
import { Whole } from '../vocabulary/fraction.ts'
import { type DailySums, emptySums, includeDay } from './daily-sums.ts'
import type { RegionLedger, SalesLedger } from './sales-ledger.ts'

// As JSON a ledger is sorted pairs throughout, so that equal ledgers have equal digests in whatever order they were
// filled. Months follow from the days, and the region's total from its parts: both are left out and summed again.

const Amount = new t.Type<bigint, string>(
  'Amount',
  (u): u is bigint => typeof u === 'bigint',
  (u, context) => (typeof u === 'string' && /^-?\d+$/.test(u) ? t.success(BigInt(u)) : t.failure(u, context)),
  String,
)

/** Day, net amount, lines, lines bought. */
const Days = t.array(t.tuple([CalendarDate, Amount, Whole, Whole]), 'Days')

const LedgerJson = t.array(
  t.type({ region: RegionId, unattributed: Days, customers: t.array(t.tuple([CustomerId, Days])) }),
  'SalesLedger',
)

const byKey = <K extends string, V>(map: ReadonlyMap<K, V>): ReadonlyArray<[K, V]> =>
  [...map].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))

const toDays = (sums: DailySums): t.TypeOf<typeof Days> =>
  byKey(sums.days).map(([day, { amount, lines, bought }]) => [day, amount, lines, bought])

const toJson = (ledger: SalesLedger): t.TypeOf<typeof LedgerJson> =>
  byKey(ledger).map(([region, { unattributed, customers }]) => ({
    region,
    unattributed: toDays(unattributed),
    customers: byKey(customers).map(([customer, sums]) => [customer, toDays(sums)]),
  }))

const fromJson = (json: t.TypeOf<typeof LedgerJson>): SalesLedger =>
  new Map(
    json.map(({ region, unattributed, customers }): [RegionId, RegionLedger] => {
      const total = emptySums()
      const sumsOf = (days: t.TypeOf<typeof Days>): DailySums => {
        const sums = emptySums()
        for (const [day, amount, lines, bought] of days) {
          includeDay(sums, day, { amount, lines, bought })
          includeDay(total, day, { amount, lines, bought })
        }
        return sums
      }
      return [region, { total, unattributed: sumsOf(unattributed), customers: new Map(customers.map(([c, days]) => [c, sumsOf(days)])) }]
    }),
  )

/** The state codec of a ledger; equal books are equal JSON. */
export const SalesLedgerCodec: t.Type<SalesLedger, unknown> = new t.Type<SalesLedger, unknown>(
  'SalesLedger',
  (u): u is SalesLedger => u instanceof Map,
  (u, context) => {
    const json = LedgerJson.validate(u, context)
    return json._tag === 'Left' ? json : t.success(fromJson(json.right))
  },
  (ledger) => LedgerJson.encode(toJson(ledger)),
)
