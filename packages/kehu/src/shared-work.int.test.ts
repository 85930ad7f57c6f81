import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { digest, openProjections, partOf } from '@kehu/projection'
import { TiersState, tiersProjection } from '@kehu/projection-tiers'
import { openSqliteStore } from '@kehu/store-sqlite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { kehuEventCodec } from './event-codec.ts'
import { aKehu, got, register } from './kehu.fixture.ts'

const count = 3
let home: string
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'kehu-shared-'))
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

const opened = async () =>
  got(await openSqliteStore({ path: join(home, 'log.kehu'), clock: Date.now, newId: randomUUID })())

type Told = { readonly holder: string; readonly index: number; readonly took: string | null }

const startWorker = (holder: string) => {
  const script = join(import.meta.dirname, '../test/part-worker.ts')
  const args = [join(home, 'log.kehu'), join(home, 'leases.kehu'), holder, String(count)]
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const told: Told[] = []
  let rest = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) told.push(JSON.parse(line))
  })
  const closed = once(child, 'close')
  return {
    told,
    holds: async (parts: number) => {
      while (new Set(told.map(({ index }) => index)).size < parts) {
        if (child.exitCode !== null) throw new Error(`Worker ${holder} ended with ${child.exitCode}`)
        await setTimeout(5)
      }
    },
    kill: async () => {
      child.kill('SIGKILL')
      await closed
    },
    stop: async () => {
      child.kill('SIGTERM')
      expect(await closed).toEqual([0, null])
    },
  }
}

test('what a killed worker was folding goes on elsewhere, and all parts together are what one worker folds', async () => {
  const store = await opened()
  const { told } = await aKehu(store)
  const regions = ['east', 'west', 'north', 'south', 'centre']
  for (const region of regions.slice(1)) {
    const terms = {
      name: region,
      timeZone: 'Asia/Shanghai',
      currency: 'CNY',
      occurredOn: '2026-01-05',
    } as const
    await told({ type: 'OpenRegion', region, ...terms })
  }
  let purchases = 0
  const buyEverywhere = async () => {
    for (const customer of ['C1', 'C2', 'C3']) {
      for (const region of regions) {
        const purchase = `P${++purchases}`
        await told({
          ...{ type: 'RecordPurchase', customer, purchase, region, occurredOn: '2026-02-03' },
          netAmount: purchases * 7,
        })
      }
    }
  }
  for (const customer of ['C1', 'C2', 'C3']) await told(register(customer))
  for (let n = 0; n < 5; n++) await buyEverywhere()

  const first = startWorker('first')
  await first.holds(count)
  await buyEverywhere()
  await first.kill()
  await buyEverywhere()
  const [second, third] = [startWorker('second'), startWorker('third')]
  while (new Set([...second.told, ...third.told].map(({ index }) => index)).size < count) await setTimeout(5)
  // Taken up where the killed one had saved it, not begun again.
  expect([...second.told, ...third.told].map(({ took }) => took)).toEqual([null, null, null])
  await buyEverywhere()
  await Promise.all([second.stop(), third.stop()])

  const parts = Array.from({ length: count }, (_, index) => partOf(tiersProjection, { index, count }))
  const saved = openProjections({ store, codec: kehuEventCodec, readModels: store.readModels }, parts)
  const report = got(await saved.catchUp()())
  expect(report.projections.map(({ startedOver }) => startedOver)).toEqual([null, null, null])
  const whole = openProjections({ store, codec: kehuEventCodec }, [tiersProjection])
  got(await whole.catchUp()())
  const merged = tiersProjection.merge(parts.map((part) => saved.stateOf(part)))
  expect(got(await digest(TiersState, merged)())).toBe(got(await whole.digestOf(tiersProjection)()))
  expect(merged.ledger.size).toBe(regions.length)
  await store.close()
})
