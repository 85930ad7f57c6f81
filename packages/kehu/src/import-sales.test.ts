import { CustomerId, DatedPurchaseLine, decode, Period, RegionId } from '@kehu/domain'
import { createMemoryStore, type EventStore } from '@kehu/event-store'
import { left } from 'fp-ts/lib/Either.js'
import { v5 as uuidV5 } from 'uuid'
import { describe, expect, test } from 'vitest'
import type { LedgerDocument, SalesOf } from './import-sales.ts'
import { aKehu, buy, got, kehuOver, register } from './kehu.fixture.ts'
import { asOperator } from './viewing.ts'

const customer = got(decode(CustomerId)('C1'))
const region = got(decode(RegionId)('east'))
const by = { actor: 'li.na' }

const line = (document: string, n: number, facts: object = {}): DatedPurchaseLine =>
  got(
    decode(DatedPurchaseLine)({
      purchase: uuidV5(`${document}/${n}`, uuidV5.URL),
      region: 'east',
      currency: 'CNY',
      netAmount: 100,
      source: 'ledger',
      document,
      occurredOn: '2025-11-03',
      ...facts,
    }),
  )

const document = (name: string, lines: number, facts: object = {}): LedgerDocument => ({
  document: name,
  lines: Array.from({ length: lines }, (_, n) => line(name, n, facts)),
})

const sales = (...documents: ReadonlyArray<LedgerDocument>): SalesOf => ({ of: { customer }, documents })

describe('importing a ledger', () => {
  test('every line is one event, and a document’s lines enter together', async () => {
    const { kehu, store } = await aKehu()
    const appends: number[] = []
    const imported = got(
      await (await aKehu(counting(store, appends))).kehu.importSales(
        sales(document('D1', 3), document('D2', 2)),
        by,
      )(),
    )
    expect(imported).toEqual({ appended: 5, stored: 0, refused: [], gained: [] })
    expect(appends).toEqual([3, 2])
    expect(got(await kehu.history('C1', asOperator)()).map(({ id }) => id)).toContain(line('D1', 0).purchase)
  })

  test('the same once more appends nothing', async () => {
    const { kehu, store } = await aKehu()
    got(await kehu.importSales(sales(document('D1', 3)), by)())
    const head = got(await store.head())
    expect(got(await kehu.importSales(sales(document('D1', 3)), by)())).toEqual({
      appended: 0,
      stored: 3,
      refused: [],
      gained: [],
    })
    expect(got(await store.head())).toEqual(head)
  })

  test('a stored document that gains lines is told', async () => {
    const { kehu } = await aKehu()
    got(await kehu.importSales(sales(document('D1', 2)), by)())
    expect(got(await kehu.importSales(sales(document('D1', 3)), by)())).toEqual({
      appended: 1,
      stored: 2,
      refused: [],
      gained: [{ document: 'D1', lines: 1 }],
    })
  })

  test('the same id with other content is refused, and the rest of the document goes in', async () => {
    const { kehu } = await aKehu()
    got(await kehu.importSales(sales(document('D1', 1)), by)())
    const changed: LedgerDocument = {
      document: 'D1',
      lines: [line('D1', 0, { netAmount: 7 }), line('D1', 1)],
    }
    expect(got(await kehu.importSales(sales(changed), by)())).toMatchObject({
      appended: 1,
      refused: [
        {
          line: { netAmount: 7 },
          reason: { _tag: 'LineDiffers', message: expect.stringContaining('netAmount') },
        },
      ],
    })
  })

  test('a line corrected in Kehu is still the line that was imported', async () => {
    const { kehu, told } = await aKehu()
    got(await kehu.importSales(sales(document('D1', 1)), by)())
    const { purchase } = line('D1', 0)
    await told({
      type: 'CorrectPurchase',
      customer,
      purchase,
      netAmount: 7,
      reason: 'typo',
      occurredOn: '2026-01-09',
    })
    expect(got(await kehu.importSales(sales(document('D1', 1)), by)())).toMatchObject({
      appended: 0,
      stored: 1,
      refused: [],
    })
    const mended = sales(document('D1', 1, { netAmount: 7 }))
    expect(got(await kehu.importSales(mended, by)())).toMatchObject({ appended: 0, stored: 1, refused: [] })
  })

  test('a line that changed its customer is refused, for it is stored with the other', async () => {
    const { kehu } = await aKehu()
    got(await kehu.importSales(sales(document('D1', 1)), by)())
    const other = got(decode(CustomerId)('C2'))
    const moved = { of: { customer: other }, documents: [document('D1', 1), document('D2', 1)] }
    expect(got(await kehu.importSales(moved, by)())).toMatchObject({
      appended: 1,
      refused: [{ reason: { _tag: 'LineDiffers', message: expect.stringContaining('another customer') } }],
    })
  })

  test('a line from the future or in another currency is refused, and the rest goes in', async () => {
    const { kehu } = await aKehu()
    const mixed: LedgerDocument = {
      document: 'D1',
      lines: [line('D1', 0), line('D1', 1, { occurredOn: '2027-01-01' }), line('D1', 2, { currency: 'USD' })],
    }
    expect(got(await kehu.importSales(sales(mixed), by)())).toMatchObject({
      appended: 1,
      refused: [{ reason: { _tag: 'InTheFuture' } }, { reason: { _tag: 'CurrencyMismatch' } }],
    })
  })

  test('sales without customer count in the region’s total and belong to nobody', async () => {
    const { kehu } = await aKehu()
    const month = got(decode(Period)('2025-11'))
    got(await kehu.importSales({ of: { region, month }, documents: [document('D9', 2)] }, by)())
    got(await kehu.importSales(sales(document('D1', 2)), by)())
    expect(got(await kehu.tiers({ asOf: '2026-03-31' })())[0]).toMatchObject({
      total: 400n,
      unattributed: 200n,
    })
  })

  test('somebody else who writes to the customer meanwhile loses nothing and breaks nothing', async () => {
    const store = createMemoryStore({ clock: Date.now, id: 'memory' })
    const { told } = await aKehu(store)
    let disturbances = 0
    const disturbed: EventStore = {
      ...store,
      append: (stream, expected, events) => async () => {
        if (stream === 'customer-C1' && disturbances === 0) {
          disturbances += 1
          await told(register('C1'))
          await told(buy('C1', 'P1', 5))
        }
        return store.append(stream, expected, events)()
      },
    }
    const kehu = kehuOver(disturbed)
    const documents = Array.from({ length: 10 }, (_, n) => document(`D${n}`, 2))
    expect(got(await kehu.importSales(sales(...documents), by)())).toEqual({
      appended: 20,
      stored: 0,
      refused: [],
      gained: [],
    })
    expect(got(await kehu.tiers({ asOf: '2026-03-31' })())[0]?.total).toBe(2_005n)
  })

  test('a store that fails ends the import with its fault, and importing again completes it', async () => {
    const store = createMemoryStore({ clock: Date.now, id: 'memory' })
    await aKehu(store)
    let appends = 0
    const failing: EventStore = {
      ...store,
      append: (stream, expected, events) => async () => {
        appends += 1
        return appends > 4
          ? left({ _tag: 'Full', message: 'the disk is full' })
          : store.append(stream, expected, events)()
      },
    }
    const documents = Array.from({ length: 10 }, (_, n) => document(`D${n}`, 2))
    expect(await kehuOver(failing).importSales(sales(...documents), by)()).toMatchObject(
      left({ _tag: 'Full' }),
    )
    expect(got(await kehuOver(store).importSales(sales(...documents), by)())).toMatchObject({
      appended: 12,
      stored: 8,
    })
  })
})

const counting = (store: EventStore, sizes: number[]): EventStore => ({
  ...store,
  append: (stream, expected, events) => {
    if (stream.startsWith('customer-')) sizes.push(events.length)
    return store.append(stream, expected, events)
  },
})
