import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { importBook } from '../testing/order-book.ts'
import { json, openWorkplace, type Workplace } from '../testing/test-io.ts'

let place: Workplace
beforeEach(async () => {
  place = await openWorkplace()
})
afterEach(() => place.leave())

describe('kehu due, kpis, history and rebuild', () => {
  test('who is to be contacted is listed as of a day', async () => {
    await importBook(place)
    const said = await place.kehu(['due', '--as-of', '2025-12-31', '--format', 'json'])
    expect(json(said)).toMatchObject({
      asOf: '2025-12-31',
      due: expect.arrayContaining([
        expect.objectContaining({ customer: 'C-1', tier: 'A', deep: true, state: 'overdue' }),
      ]),
    })
    const table = await place.kehu(['due', '--as-of', '2025-12-31', '--within', '60', '--owner', 'U-2'])
    expect(table.out).toContain('C-3')
    expect(table.out).not.toContain('C-1')
    expect((await place.kehu(['due', '--within', 'soon'])).exitCode).toBe(2)
  })

  test('a period has its key figures, and a score once there are targets', async () => {
    await importBook(place)
    await place.file(
      'target.jsonl',
      '{"type":"SetTarget","occurredOn":"2026-06-30","region":"East","kpi":"sales","period":"2025","target":200000}\n',
    )
    await place.kehu(['record', 'target.jsonl'])
    const said = await place.kehu(['kpis', '--period', '2025', '--region', 'East', '--format', 'json'])
    expect(json(said)).toMatchObject({
      period: '2025',
      regions: [
        {
          ...{ region: 'East', currency: 'CNY', score: '0.500000' },
          kpis: expect.arrayContaining([
            expect.objectContaining({
              kpi: 'sales',
              actual: '1000.00',
              target: '2000.00',
              attainment: '0.500000',
            }),
          ]),
        },
      ],
    })
    expect((await place.kehu(['kpis', '--period', '2025'])).out).toContain('score 50.00 %')
    expect((await place.kehu(['kpis', '--period', '2025-13'])).exitCode).toBe(2)
    expect((await place.kehu(['kpis'])).exitCode).toBe(2)
  })

  test('a history has everything of a customer; an unknown one is said so', async () => {
    await importBook(place)
    const said = await place.kehu(['history', 'C-1', '--format', 'json'])
    expect(json(said)).toMatchObject({
      customer: 'C-1',
      events: [{ type: 'PurchaseRecorded' }, { type: 'PurchaseRecorded' }, { type: 'PurchaseReturned' }],
    })
    expect((await place.kehu(['history', 'C-1'])).out).toContain('400.00 CNY')
    expect(await place.kehu(['history', 'C-77'])).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining('"C-77"'),
    })
  })

  test('rebuilt read models have the same digests every time', async () => {
    await importBook(place)
    const digests = async () => {
      const said = await place.kehu(['rebuild', '--format', 'json'])
      expect(said.exitCode).toBe(0)
      return json(said)
    }
    const readModels = [
      ...[
        { name: 'tiers', same: true },
        { name: 'contacts-due', same: true },
        { name: 'kpis', same: true },
      ].map((model) =>
        expect.objectContaining({ ...model, digest: expect.stringMatching(/^[0-9a-f]{64}$/) }),
      ),
    ]
    const first = await digests()
    expect(first).toMatchObject({ events: 9, readModels })
    const withoutTimes = (answer: unknown) =>
      JSON.stringify(answer).replace(/"(seconds|eventsPerSecond)":[\d.]+,/g, '')
    expect(withoutTimes(await digests())).toBe(withoutTimes(first))
    expect((await place.kehu(['rebuild'])).out).toContain('events in')
  })
})
