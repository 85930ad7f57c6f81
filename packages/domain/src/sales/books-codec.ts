import * as t from 'io-ts'
import { CalendarDate } from '../vocabulary/calendar-date.ts'
import { CustomerId, RegionId } from '../vocabulary/code.ts'
import { Whole } from '../vocabulary/fraction.ts'
import { mapOf } from '../vocabulary/map-of.ts'
import type { RegionBooks, SalesBooks } from './books.ts'
import { type DailySums, emptySums, includeDay } from './daily-sums.ts'

// Months follow from the days, and a region's total from its parts: both are left out of the JSON and summed again.

const Amount: t.Type<bigint, string> = new t.Type<bigint, string>(
  'Amount',
  (u): u is bigint => typeof u === 'bigint',
  (u, context) =>
    typeof u === 'string' && amountPattern.test(u) ? t.success(BigInt(u)) : t.failure(u, context),
  String,
)

// A longer one is nobody's sum, and reading it would cost the square of its length.
const amountPattern = /^-?\d{1,60}$/

const Day = t.type({ amount: Amount, lines: Whole, bought: Whole }, 'Day')
const Days = mapOf(CalendarDate, Day)
const Books = mapOf(RegionId, t.type({ unattributed: Days, customers: mapOf(CustomerId, Days) }, 'Books'))
type Books = t.TypeOf<typeof Books>

const toBooks = (books: SalesBooks): Books =>
  new Map(
    [...books].map(([region, { unattributed, customers }]) => [
      region,
      {
        unattributed: unattributed.days,
        customers: new Map([...customers].map(([customer, { days }]) => [customer, days])),
      },
    ]),
  )

const fromBooks = (books: Books): SalesBooks =>
  new Map(
    [...books].map(([region, { unattributed, customers }]): [RegionId, RegionBooks] => {
      const total = emptySums()
      const sumsOf = (days: t.TypeOf<typeof Days>): DailySums => {
        const sums = emptySums()
        for (const [day, sum] of days) {
          includeDay(sums, day, sum)
          includeDay(total, day, sum)
        }
        return sums
      }
      return [
        region,
        {
          unattributed: sumsOf(unattributed),
          customers: new Map([...customers].map(([customer, days]) => [customer, sumsOf(days)])),
          total,
        },
      ]
    }),
  )

/** The state codec of books; equal books are equal JSON. */
export const SalesBooksCodec: t.Type<SalesBooks, unknown> = new t.Type<SalesBooks, unknown>(
  'SalesBooks',
  (u): u is SalesBooks => u instanceof Map,
  (u, context) => {
    const books = Books.validate(u, context)
    return books._tag === 'Left' ? books : t.success(fromBooks(books.right))
  },
  (books) => Books.encode(toBooks(books)),
)
