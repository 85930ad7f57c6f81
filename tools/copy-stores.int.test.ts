import { afterAll, beforeAll, expect, test } from 'vitest'
import { importBook } from '../packages/cli/src/testing/order-book.ts'
import { openWorkplace, type Workplace } from '../packages/cli/src/testing/test-io.ts'
import { startWireServer, type WireServer } from '../packages/store-eventstoredb/test/wire-server.ts'
import { type PostgresServer, startPostgres } from '../packages/store-postgres/test/server.ts'

let place: Workplace
let postgres: PostgresServer
let eventStoreDb: WireServer
beforeAll(async () => {
  place = await openWorkplace()
  postgres = await startPostgres()
  eventStoreDb = await startWireServer()
})
afterAll(async () => {
  await place.leave()
  await postgres.stop()
  await eventStoreDb.stop()
})

test('a log goes from any store to any other and stays the same, its times and its answers included', async () => {
  await importBook(place)
  const origin = 'kehu.db'
  const stops = [postgres.url(), eventStoreDb.url, 'sqlite:back.db']
  const told = async (...args: ReadonlyArray<string>) => {
    const said = await place.kehu(args)
    expect(said).toMatchObject({ exitCode: 0 })
    return said.out
  }
  const ask = async (store: string) => ({
    events: await told('--store', store, 'events'),
    tiers: await told('--store', store, 'tiers', '--as-of', '2026-03-31', '--format', 'json'),
  })
  const before = await ask(origin)
  let from: string = origin
  for (const to of stops) {
    const copied = await told('store', 'copy', from, to, '--format', 'json')
    expect(JSON.parse(copied).readModels.map(({ same }: { same: boolean }) => same)).toEqual([
      true,
      true,
      true,
    ])
    expect(await ask(to)).toEqual(before)
    expect(await told('--store', to, 'store', 'check')).toContain('is sound')
    expect(JSON.parse(await told('store', 'copy', from, to, '--format', 'json'))).toMatchObject({ copied: 0 })
    from = to
  }
})

test('a store that is not there is not made by who only asks', async () => {
  for (const [store, says] of [
    [postgres.url('template1'), 'holds no Kehu store'],
    [
      eventStoreDb.url.replace('127.0.0.1', 'localhost').replace(String(eventStoreDb.port), '1'),
      'cannot be reached',
    ],
    [postgres.url('nowhere'), 'create the database'],
  ] as const) {
    const said = await place.kehu(['--store', store, 'tiers'])
    expect(said.exitCode).not.toBe(0)
    expect(said.err).toContain(says)
    expect(said.out).toBe('')
  }
})
