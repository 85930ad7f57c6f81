import { writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ledgerLines } from '../packages/cli/bench/generate-ledger.ts'
import { importPurchases } from '../packages/cli/src/import/import-purchases.ts'
import { book } from '../packages/cli/src/testing/order-book.ts'
import { openWorkplace, type Workplace } from '../packages/cli/src/testing/test-io.ts'
import { decode, TimeZone } from '../packages/domain/src/index.ts'
import { checkLog, copyLog, createMemoryStore } from '../packages/event-store/src/index.ts'
import { asOperator, openKehu } from '../packages/kehu/src/index.ts'
import { startWireServer, type WireServer } from '../packages/store-eventstoredb/test/wire-server.ts'
import { type PostgresServer, startPostgres } from '../packages/store-postgres/test/server.ts'

let place: Workplace
let postgres: PostgresServer
const servers: WireServer[] = []
beforeAll(async () => {
  place = await openWorkplace()
  postgres = await startPostgres()
  await place.file('book.csv', book)
  await place.file('story.jsonl', story.map((command) => JSON.stringify(command)).join('\n'))
})
afterAll(async () => {
  await place.leave()
  await postgres.stop()
  for (const server of servers) await server.stop()
})

const aWireServer = async (): Promise<string> => {
  const server = await startWireServer()
  servers.push(server)
  return server.url
}

const told = async (...args: ReadonlyArray<string>): Promise<string> => {
  const said = await place.kehu(args)
  expect([args, said]).toMatchObject([args, { exitCode: 0 }])
  return said.out
}

const story = [
  {
    ...{ type: 'RegisterCustomer', occurredOn: '2026-02-05', customer: 'C-77', region: 'East' },
    ...{ profile: { name: 'Hongda' }, owner: 'U-1' },
  },
  {
    ...{ type: 'RecordPurchase', occurredOn: '2026-03-20', customer: 'C-77', purchase: 'P-77' },
    ...{ netAmount: 1_250_000, product: 'Lathe' },
  },
]

/** Every question whose answer names no place in a store. */
const answersOf = async (store: string): Promise<ReadonlyArray<string>> => {
  const answers: string[] = []
  for (const question of [
    ['tiers', '--as-of', '2026-03-31'],
    ['due', '--within', '30'],
    ['kpis', '--period', '2025-Q4'],
  ]) {
    answers.push(await told('--store', store, ...question, '--format', 'json'))
  }
  return answers
}

describe('a whole demo: import, record, every question, rebuild, copy, check', () => {
  const kept: Array<ReadonlyArray<string>> = []

  test.each([
    ['SQLite', async () => 'sqlite:whole.db'],
    ['PostgreSQL', async () => postgres.url()],
    ['EventStoreDB', aWireServer],
  ])('over %s, from the command line', async (name, where) => {
    const store = await where()
    const imported = ['--store', store, 'import', 'purchases', 'book.csv', '--format', 'json']
    expect(JSON.parse(await told(...imported))).toMatchObject({ appended: 7, refused: 0 })
    expect(JSON.parse(await told(...imported))).toMatchObject({ appended: 0, stored: 7 })
    await told('--store', store, 'record', 'story.jsonl')
    const answers = await answersOf(store)
    kept.push(answers)
    for (const question of [['history', 'C-77'], ['events']]) {
      expect(await told('--store', store, ...question)).toContain('Lathe')
    }
    await told('--store', store, 'rebuild')
    expect(await answersOf(store)).toEqual(answers)
    const copy = `sqlite:copy-of-${name}.db`
    const copied = JSON.parse(await told('store', 'copy', store, copy, '--format', 'json'))
    expect(copied.readModels.map(({ same }: { same: boolean }) => same)).toEqual([true, true, true])
    expect(await answersOf(copy)).toEqual(answers)
    for (const checked of [store, copy]) {
      expect(await told('--store', checked, 'store', 'check')).toContain('is sound')
    }
  })

  test('of which every store gives the same answers', () => {
    expect(kept).toHaveLength(3)
    for (const answers of kept) expect(answers).toEqual(kept[0])
  })

  test('over the memory store, by the front door', async () => {
    const clock = () => Date.parse('2026-06-30T04:00:00Z')
    const store = createMemoryStore({ clock, id: 'whole' })
    const kehu = openKehu({ store, clock, newId: () => crypto.randomUUID() })
    const timeZone = decode(TimeZone)('Asia/Shanghai')
    if (timeZone._tag === 'Left') throw new Error('a time zone')
    const request = {
      file: place.path('book.csv'),
      mapping: new Map(),
      timeZone: timeZone.right,
      sender: { actor: 'li' },
    }
    expect(await importPurchases(kehu, request)()).toMatchObject({ right: { appended: 7, refused: 0 } })
    expect(await importPurchases(kehu, request)()).toMatchObject({ right: { appended: 0, stored: 7 } })
    for (const [index, command] of story.entries()) {
      const executed = await kehu.executeUnknown(command, { actor: 'li', commandId: `s-${index}` })()
      expect(executed).toMatchObject({ _tag: 'Right' })
    }
    const answers = async () => [
      await kehu.tiers({ asOf: '2026-03-31' })(),
      await kehu.due({ asOf: '2026-06-30', withinDays: 30 })(),
      await kehu.kpis({ period: '2025-Q4' })(),
      await kehu.history('C-77', asOperator)(),
    ]
    const before = await answers()
    for (const answer of before) expect(answer).toMatchObject({ _tag: 'Right' })
    expect(await kehu.rebuild()()).toMatchObject({ _tag: 'Right' })
    expect(await answers()).toEqual(before)
    expect(await checkLog(store)()).toMatchObject({ _tag: 'Right' })
    const copy = createMemoryStore({ clock, id: 'copy' })
    expect(await copyLog(store, copy)()).toMatchObject({ _tag: 'Right' })
    expect(await copy.head()).toEqual(await store.head())
  })
})

test('a real-looking order book goes into EventStoreDB at the first try, whole', async () => {
  const lines = [...ledgerLines({ lines: 400, customers: 25, seed: 7 })]
  await writeFile(place.path('ledger.csv'), `${lines.join('\n')}\n`)
  const [server, file] = [await aWireServer(), 'sqlite:ledger.db']
  for (const store of [server, file]) {
    const report = await told('--store', store, 'import', 'purchases', 'ledger.csv', '--format', 'json')
    expect(JSON.parse(report)).toMatchObject({ appended: 400, refused: 0 })
  }
  const ask = ['tiers', '--as-of', '2017-12-31', '--format', 'json']
  expect(await told('--store', server, ...ask)).toBe(await told('--store', file, ...ask))
  const again = await told('--store', server, 'import', 'purchases', 'ledger.csv', '--format', 'json')
  expect(JSON.parse(again)).toMatchObject({ appended: 0, stored: 400 })
})
