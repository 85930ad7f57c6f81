import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../../tools/laws.ts'
import { DatedPurchaseLine } from '../purchases/line.ts'
import { CalendarDate } from '../vocabulary/calendar-date.ts'
import { CustomerId, RegionId } from '../vocabulary/code.ts'
import { decode } from '../vocabulary/decode.ts'
import { emptyBooks, enter, type SalesBooks } from './books.ts'
import { SalesBooksCodec } from './books-codec.ts'
import { sumWithin } from './daily-sums.ts'
import { runningTotals, totalWithin } from './running-totals.ts'
import type { SaleChange } from './sale-changes.ts'

const make = <A>(
  codec: {
    decode: (u: unknown) => { readonly _tag: 'Left' } | { readonly _tag: 'Right'; readonly right: A }
  },
  input: unknown,
): A => {
  const decoded = codec.decode(input)
  if (decoded._tag === 'Left') throw new Error(`${JSON.stringify(input)} is not well formed`)
  return decoded.right
}

const date = fc
  .tuple(
    fc.integer({ min: 2022, max: 2024 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
    fc.boolean(),
  )
  .map(([year, month, day, isEnd]) => {
    const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
    return make(
      CalendarDate,
      `${year}-${String(month).padStart(2, '0')}-${String(isEnd ? last : day).padStart(2, '0')}`,
    )
  })

const sale = fc
  .record({
    customer: fc.constantFrom(null, 'C1', 'C1', 'C1', 'C2'),
    region: fc.constantFrom('East', 'West'),
    occurredOn: date,
    netAmount: fc.integer({ min: -500, max: 1000 }),
  })
  .map(
    ({ customer, ...line }): Omit<SaleChange, 'sign'> => ({
      customer: customer === null ? null : make(CustomerId, customer),
      line: make(DatedPurchaseLine, { ...line, purchase: 'p', currency: 'CNY' }),
    }),
  )

const booked = (
  sales: ReadonlyArray<Omit<SaleChange, 'sign'>>,
  books: SalesBooks = emptyBooks(),
): SalesBooks => {
  for (const one of sales) enter(books, { ...one, sign: 1 })
  return books
}

// A customer with many days is summed by months, one with few by days: both must come up.
const fewOrMany = fc.oneof(
  fc.array(sale, { maxLength: 30 }),
  fc.array(sale, { minLength: 150, maxLength: 200 }),
)

describe('books', () => {
  test('answers any range with the sum of the lines in it', () => {
    fc.assert(
      fc.property(fewOrMany, date, date, (sales, from, to) => {
        const books = booked(sales)
        for (const [region, { total, unattributed, customers }] of books) {
          const inside = sales.filter(
            ({ line }) => line.region === region && from <= line.occurredOn && line.occurredOn <= to,
          )
          const sumOf = (some: typeof inside) => ({
            amount: some.reduce((sum, { line }) => sum + BigInt(line.netAmount), 0n),
            lines: some.length,
            bought: some.filter(({ line }) => line.netAmount >= 0).length,
          })
          const of = (customer: string | null) => sumOf(inside.filter((one) => one.customer === customer))
          expect(sumWithin(total, { from, to })).toEqual(sumOf(inside))
          expect(sumWithin(unattributed, { from, to })).toEqual(of(null))
          for (const [customer, sums] of customers) {
            expect(sumWithin(sums, { from, to })).toEqual(of(customer))
            if (from > to) continue
            const { lines: _, ...expected } = of(customer)
            expect(totalWithin(runningTotals(sums), { from, to })).toEqual(expected)
          }
        }
      }),
      { numRuns: runs({ everyday: 100, full: 1_000 }) },
    )
  })

  test('forgets lines that are taken out as if they had never been there', () => {
    fc.assert(
      fc.property(fc.array(sale), fc.array(sale), (stay, go) => {
        const books = booked(go, booked(stay))
        for (const one of go) enter(books, { ...one, sign: -1 })
        const expected = booked(stay)
        for (const [region, ofRegion] of books) {
          expect(ofRegion.customers).toEqual(expected.get(region)?.customers ?? new Map())
          expect(ofRegion.total).toEqual(
            expected.get(region)?.total ?? { days: new Map(), months: new Map() },
          )
        }
      }),
      { numRuns: runs({ everyday: 100, full: 1_000 }) },
    )
  })

  test('are the same JSON in whatever order they were filled, and the same books when they are read again', () => {
    fc.assert(
      fc.property(fewOrMany, (sales) => {
        const books = booked(sales)
        const written = JSON.stringify(SalesBooksCodec.encode(books))
        expect(JSON.stringify(SalesBooksCodec.encode(booked(sales.toReversed())))).toBe(written)
        expect(decode(SalesBooksCodec)(JSON.parse(written))).toMatchObject({ _tag: 'Right', right: books })
      }),
      { numRuns: runs({ everyday: 100, full: 300 }) },
    )
  })

  test('refuses JSON that is none', () => {
    const books = (amount: unknown) => [
      ['East', { unattributed: [['2024-01-01', { amount, lines: 1, bought: 1 }]], customers: [] }],
    ]
    expect(decode(SalesBooksCodec)(books('5'))._tag).toBe('Right')
    for (const amount of [5, '5.5', '', 'x']) expect(decode(SalesBooksCodec)(books(amount))._tag).toBe('Left')
  })
})

test('one purchase touches its region’s sums and its customer’s, nobody else’s', () => {
  const at = (customer: string): Omit<SaleChange, 'sign'> => ({
    customer: make(CustomerId, customer),
    line: make(DatedPurchaseLine, {
      purchase: 'p',
      region: 'East',
      currency: 'CNY',
      netAmount: 5,
      occurredOn: '2024-01-01',
    }),
  })
  const books = booked([at('C1'), at('C2')])
  const east = books.get(make(RegionId, 'East'))
  const before = structuredClone(east?.customers.get(make(CustomerId, 'C2')))
  booked([at('C1')], books)
  expect(east?.customers.get(make(CustomerId, 'C2'))).toEqual(before)
  expect(east?.total.days.get(make(CalendarDate, '2024-01-01'))).toEqual({ amount: 15n, lines: 3, bought: 3 })
})
