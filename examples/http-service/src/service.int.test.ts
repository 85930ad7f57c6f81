import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openService } from './service.ts'

let directory: string
let running: { url: string; stop: () => Promise<void> }

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kehu-http-'))
  running = await start()
})
afterEach(async () => {
  await running.stop()
  await rm(directory, { recursive: true })
})

const start = async () => {
  const { app, close } = await openService(join(directory, 'kehu.db'))
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 })
  await new Promise((resolve) => (server.listening ? resolve(undefined) : server.once('listening', resolve)))
  const { port } = server.address() as AddressInfo
  const stop = async () => {
    await new Promise((resolve) => server.close(resolve))
    await close()
  }
  return { url: `http://127.0.0.1:${port}`, stop }
}

const send = async (command: object, headers: Record<string, string> = {}) => {
  const response = await fetch(`${running.url}/commands`, {
    method: 'POST',
    body: JSON.stringify(command),
    headers: { 'x-actor': 'li.na', ...headers },
  })
  const body: { readonly revision?: number; readonly _tag?: string } = JSON.parse(await response.text())
  return { status: response.status, body }
}
type Tiers = ReadonlyArray<{ readonly total: string; readonly customers: ReadonlyArray<unknown> }>
const eastNow = async () => {
  const response = await fetch(`${running.url}/tiers`)
  const tiers: Tiers = JSON.parse(await response.text())
  return tiers[0]
}

const today = new Date().toISOString().slice(0, 10)
const openRegion = {
  type: 'OpenRegion',
  region: 'east',
  name: 'East',
  timeZone: 'UTC',
  currency: 'CNY',
  occurredOn: today,
}
const register = {
  type: 'RegisterCustomer',
  customer: 'C1',
  region: 'east',
  occurredOn: today,
  profile: { name: 'Hua' },
}
const purchase = (n: number) => ({
  type: 'RecordPurchase',
  customer: 'C1',
  purchase: `P${n}`,
  occurredOn: today,
  netAmount: 1000,
})

describe('a small HTTP service on Kehu', () => {
  test('fifty purchases at once are all recorded, and the tier follows from all of them', async () => {
    await send(openRegion)
    await send(register)
    const sent = await Promise.all(Array.from({ length: 50 }, (_, n) => sendUntilTaken(purchase(n))))
    expect(sent.every(({ status }) => status === 200)).toBe(true)
    expect(await eastNow()).toMatchObject({
      total: '50000',
      customers: [{ customer: 'C1', tier: 'A', purchases: '50000' }],
    })
  })

  test('who has seen an older revision is told of the conflict, and nothing is written', async () => {
    await send(openRegion)
    await send(register)
    const seen = (await send(purchase(1))).body.revision
    const both = await Promise.all([2, 3].map((n) => send(purchase(n), { 'if-match': String(seen) })))
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(await eastNow()).toMatchObject({ total: '2000' })
  })

  test('a repeated request is answered as the first, also after a restart', async () => {
    await send(openRegion)
    await send(register)
    const first = await send(purchase(1), { 'idempotency-key': 'order-1' })
    await running.stop()
    running = await start()
    expect(await send(purchase(1), { 'idempotency-key': 'order-1' })).toEqual(first)
    expect(await eastNow()).toMatchObject({ total: '1000' })
  })

  test('a refused command says the fact and what to do', async () => {
    const { status, body } = await send(register)
    expect(status).toBe(422)
    expect(body).toMatchObject({ _tag: 'RegionNotOpen', message: expect.stringContaining('OpenRegion') })
    expect((await send({ type: 'RegisterCustomer', custmer: 'C1' })).status).toBe(400)
  })
})

/** A conflict that `execute` could not solve by deciding again is solved by sending again. */
const sendUntilTaken = async (command: object) => {
  for (;;) {
    const sent = await send(command)
    if (sent.status !== 409) return sent
  }
}
