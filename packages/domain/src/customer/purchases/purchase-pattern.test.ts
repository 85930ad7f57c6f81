import { describe, expect, test } from 'vitest'
import { make } from '../../testing/leaves.ts'
import { CalendarDate } from '../../vocabulary/calendar-date.ts'
import { present } from '../../vocabulary/present.ts'
import { event, having, on, registered } from '../customer.fixture.ts'
import { purchasePattern } from './purchase-pattern.ts'

const date = (text: string) => make(CalendarDate, text)
const line = (day: string, netAmount = 100, category?: string) => ({
  occurredOn: date(day),
  netAmount,
  ...present({ category }),
})

describe('purchase history (policy 4.1-C)', () => {
  test('a purchase is kept with its time, product, quantity and price, region and owner (clause 22)', () => {
    const facts = {
      purchase: 'p1',
      netAmount: 1200,
      costAmount: 900,
      product: 'Lathe',
      category: 'Machines',
      quantity: '2',
      document: 'SO-1',
      line: '1',
    }
    having(registered)
      .when(on('2026-03-10', 'RecordPurchase', facts))
      .then(
        event('2026-03-10', 'PurchaseRecorded', {
          line: { ...facts, region: 'East', currency: 'CNY', owner: 'anna' },
        }),
      )
  })

  test('has a rhythm and preferences that are counted, not guessed (clause 23)', () => {
    const lines = [
      line('2026-03-21', 300, 'Tools'),
      line('2026-01-01', 100, 'Lathes'),
      line('2026-01-01', 200, 'Tools'),
      line('2026-01-11', 500, 'Lathes'),
      line('2026-02-20', -50, 'Tools'),
      line('2026-01-15', 500, 'Drills'),
      line('2026-04-01', 900, 'Later'),
    ]
    expect(purchasePattern(lines, date('2026-03-31'))).toEqual({
      purchaseDays: 4,
      lastOn: '2026-03-21',
      meanInterval: { numerator: 79n, denominator: 3n },
      medianInterval: { numerator: 20n, denominator: 2n },
      categories: [
        { category: 'Lathes', amount: 600n },
        { category: 'Drills', amount: 500n },
        { category: 'Tools', amount: 500n },
      ],
      nextExpectedOn: '2026-03-31',
    })
  })

  test('a median between two days is half up', () => {
    const lines = ['2026-01-01', '2026-01-03', '2026-01-06'].map((day) => line(day))
    expect(purchasePattern(lines, date('2026-01-06'))).toMatchObject({
      medianInterval: { numerator: 5n, denominator: 2n },
      nextExpectedOn: '2026-01-09',
    })
  })

  test('one purchase has no rhythm, and none no last day', () => {
    expect(purchasePattern([line('2026-01-01')], date('2026-01-01'))).toEqual({
      purchaseDays: 1,
      lastOn: '2026-01-01',
      meanInterval: null,
      medianInterval: null,
      categories: [],
      nextExpectedOn: null,
    })
    expect(purchasePattern([line('2026-01-01', 0)], date('2026-01-01'))).toMatchObject({
      purchaseDays: 0,
      lastOn: null,
      nextExpectedOn: null,
    })
  })
})
