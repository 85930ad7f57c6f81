import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../../tools/laws.ts'
import { aggregateLaws } from '../testing/laws.ts'
import { make } from '../testing/leaves.ts'
import { regionSalesStories } from '../testing/region-sales-history.ts'
import { specification } from '../testing/specification.ts'
import { governedBy } from '../testing/world.ts'
import { CalendarDate } from '../vocabulary/calendar-date.ts'
import { UserId } from '../vocabulary/code.ts'
import { RegionSalesCommand } from './commands.ts'
import { regionSalesEvents } from './events.ts'
import { foldRegionSales, type RegionSalesRejection, regionSales } from './region-sales.ts'

const { given, having } = specification(regionSales, {
  command: RegionSalesCommand,
  events: regionSalesEvents,
})

const sold = {
  type: 'RecordUnattributedSale',
  occurredOn: '2026-03-10',
  region: 'East',
  purchase: 'u1',
  netAmount: 700,
} as const
const line = { purchase: 'u2', region: 'East', currency: 'CNY', netAmount: 500, occurredOn: '2026-03-05' }
const imported = {
  type: 'ImportUnattributedSales',
  occurredOn: '2026-04-01',
  region: 'East',
  month: '2026-03',
  lines: [line],
} as const
const corrected = {
  type: 'CorrectUnattributedSale',
  occurredOn: '2026-03-12',
  region: 'East',
  purchase: 'u1',
  soldOn: '2026-03-10',
  netAmount: 800,
  reason: 'Typed wrongly',
} as const

describe('sales nobody can be named for (A11)', () => {
  test('are recorded with the region’s currency; what is negative was given back', () => {
    given()
      .when(sold)
      .then({
        type: 'UnattributedSaleRecorded',
        occurredOn: '2026-03-10',
        data: { line: { purchase: 'u1', netAmount: 700, region: 'East', currency: 'CNY' } },
      })
    given()
      .when({ ...sold, netAmount: -700 })
      .thenMatching({ type: 'UnattributedSaleReturned' })
    given()
      .when({ ...sold, currency: 'USD' })
      .thenRejected('CurrencyMismatch')
    given()
      .when({ ...sold, region: 'Nowhere' })
      .thenRejected('RegionNotOpen')
    having(sold).when(sold).thenRejected('SaleExists', { purchase: 'u1' })
    given()
      .when({ ...sold, currency: 'CNY', netAmount: 0 })
      .thenMatching({ type: 'UnattributedSaleRecorded' })
  })

  test('are refused from whom the region does not let record them, and from a day too long ago', () => {
    given()
      .when(sold, { regions: governedBy(), actor: make(UserId, 'auditor') })
      .thenRejected('NotPermitted', { actor: 'auditor' })
    given()
      .when(sold, { today: make(CalendarDate, '2028-03-11') })
      .thenRejected('BackDatedTooFar')
  })

  test('are imported month by month; the same line again says nothing', () => {
    given().when(imported).thenMatching({ type: 'UnattributedSaleRecorded', occurredOn: '2026-03-05' })
    having(imported).when(imported).then()
    having(imported)
      .when({ ...imported, lines: [{ ...line, netAmount: 1 }] })
      .thenRejected('LineDiffers')
    given()
      .when({ ...imported, lines: [{ ...line, occurredOn: '2026-02-05' }] })
      .thenRejected('OtherMonth')
    given()
      .when({ ...imported, occurredOn: '2026-03-04' })
      .thenRejected('InTheFuture', { occurredOn: '2026-03-05', today: '2026-03-04' })
    given()
      .when({ ...imported, occurredOn: '2026-03-05' })
      .thenMatching({ occurredOn: '2026-03-05' })
    given()
      .when({ ...imported, lines: [{ ...line, currency: 'USD' }] })
      .thenRejected('CurrencyMismatch', { expected: 'CNY', given: 'USD' })
    given()
      .when({ ...imported, lines: [{ ...line, region: 'West' }] })
      .thenRejected('OtherMonth', { month: '2026-03' })
  })

  test('are corrected within their month', () => {
    having(sold)
      .when(corrected)
      .thenMatching({ data: { before: { netAmount: 700 }, after: { netAmount: 800 } } })
    having(sold)
      .when({ ...corrected, netAmount: 700 })
      .thenRejected('NothingChanges')
    having(sold)
      .when({ ...corrected, correctedOn: '2026-02-10' })
      .thenRejected('OtherMonth', { month: '2026-03' })
    having(sold)
      .when({ ...corrected, purchase: 'u9' })
      .thenRejected('NoSuchSale', { purchase: 'u9' })
    having(sold)
      .when({ ...corrected, correctedOn: '2026-03-13' })
      .thenRejected('InTheFuture', { occurredOn: '2026-03-13', today: '2026-03-12' })
    having(sold)
      .when({ ...corrected, correctedOn: '2026-03-12' })
      .thenMatching({ occurredOn: '2026-03-12' })
  })

  test('stand as they were last corrected', () => {
    having(sold, corrected)
      .when({ ...corrected, netAmount: 900 })
      .thenMatching({ data: { before: { netAmount: 800 }, after: { netAmount: 900 } } })
    having(sold, corrected)
      .when({ ...corrected, netAmount: 800 })
      .thenRejected('NothingChanges')
  })

  test('lie in a stream of their region and month', () => {
    expect(regionSales.idOf(make(RegionSalesCommand, sold))).toBe('East.2026-03')
    expect(regionSales.idOf(make(RegionSalesCommand, imported))).toBe('East.2026-03')
    expect(regionSales.idOf(make(RegionSalesCommand, corrected))).toBe('East.2026-03')
  })
})

const rejections: Record<RegionSalesRejection['_tag'], true> = {
  RegionNotOpen: true,
  CurrencyMismatch: true,
  SaleExists: true,
  NoSuchSale: true,
  NothingChanges: true,
  OtherMonth: true,
  LineDiffers: true,
  NotPermitted: true,
  InTheFuture: true,
  BackDatedTooFar: true,
}

aggregateLaws(
  'unattributed sales of a region',
  {
    story: regionSalesStories(),
    events: regionSalesEvents,
    fold: foldRegionSales,
    invariants: {
      'every sale is kept under its own id': ({ sales }) =>
        [...sales].every(([id, { line }]) => id === line.purchase),
    },
    rejections,
  },
  runs({ everyday: 100, full: 1_000 }),
)

test('a month’s stream holds that month only, whatever is imported', () => {
  const months = fc.constantFrom('2026-01', '2026-02', '2026-03')
  fc.assert(
    fc.property(months, fc.array(months, { maxLength: 3 }), (month, others) => {
      const lines = others.map((other, i) => ({ ...line, purchase: `u${i}`, occurredOn: `${other}-05` }))
      const attempt = given().when({ ...imported, month, lines })
      if (others.every((other) => other === month)) attempt.thenMatching(...others.map(() => ({})))
      else attempt.thenRejected('OtherMonth', { month })
    }),
    { numRuns: runs({ everyday: 100, full: 1_000 }) },
  )
})
