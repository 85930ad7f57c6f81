import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { importBook } from '../testing/order-book.ts'
import { json, openWorkplace, type Workplace } from '../testing/test-io.ts'

let place: Workplace
beforeEach(async () => {
  place = await openWorkplace()
})
afterEach(() => place.leave())

describe('kehu tiers', () => {
  test('answers in exactly this form', async () => {
    await importBook(place)
    const said = await place.kehu(['tiers', '--as-of', '2025-12-31', '--region', 'East', '--format', 'json'])
    expect(json(said)).toEqual({
      asOf: '2025-12-31',
      regions: [
        {
          region: 'East',
          asOf: '2025-12-31',
          policy: 'default-1',
          window: { from: '2025-01-01', to: '2025-12-31' },
          currency: 'CNY',
          total: '1000.00',
          unattributed: '300.00',
          warnings: ['SMALL_REGION'],
          customers: [
            {
              ...{ customer: 'C-1', tier: 'A', lapsed: false, purchases: '500.00', share: '0.500000' },
              reason: expect.stringContaining('3.2-A'),
            },
            {
              ...{ customer: 'C-2', tier: 'B', lapsed: false, purchases: '150.00', share: '0.150000' },
              reason: expect.stringContaining('3.2-B'),
            },
            {
              ...{ customer: 'C-3', tier: 'C', lapsed: false, purchases: '50.00', share: '0.050000' },
              reason: expect.stringContaining('3.2-C'),
            },
          ],
        },
      ],
    })
  })

  test('the calendar year runs from 1 January to the day', async () => {
    await importBook(place)
    const said = await place.kehu([
      'tiers',
      '--as-of',
      '2026-01-31',
      '--window',
      'calendar-year',
      '--region',
      'East',
      '--format',
      'json',
    ])
    expect(json(said)).toMatchObject({
      regions: [
        {
          window: { from: '2026-01-01', to: '2026-01-31' },
          total: '-100.00',
          warnings: expect.arrayContaining(['NO_REGION_SALES']),
        },
      ],
    })
    expect(json(said)).toMatchObject({
      regions: [
        { customers: expect.arrayContaining([expect.objectContaining({ tier: null, share: null })]) },
      ],
    })
  })

  test('as a table it names the rules, as CSV it can go on', async () => {
    await importBook(place)
    const table = await place.kehu(['tiers', '--as-of', '2025-12-31'])
    expect(table.out.replaceAll('\n', ' ')).toContain('A from 20 %, B from 10 %')
    expect(table.out).toContain('宏达机械')
    const csv = await place.kehu(['tiers', '--as-of', '2025-12-31', '--format', 'csv'])
    expect(csv.out.split('\n')[0]).toBe(
      'as_of,region,policy,from,to,currency,customer,tier,lapsed,purchases,share,reason',
    )
    expect(csv.out.split('\n')).toHaveLength(6)
  })

  test('a mistyped region or date is said so', async () => {
    await importBook(place)
    expect(await place.kehu(['tiers', '--region', 'Eats'])).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining('no region "Eats"'),
    })
    expect(await place.kehu(['tiers', '--as-of', '2026-02-30'])).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining('2026-02-30'),
    })
    expect((await place.kehu(['tiers', '--window', 'month'])).exitCode).toBe(2)
  })
})
