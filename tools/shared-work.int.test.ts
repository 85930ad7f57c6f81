import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CommandInput, kehuEventCodec, openKehu } from '../packages/kehu/src/index.ts'
import { digest, openProjections, partOf } from '../packages/projection/src/index.ts'
import { TiersState, tiersProjection } from '../packages/projection-tiers/src/index.ts'
import { startWireServer, type WireServer } from '../packages/store-eventstoredb/test/wire-server.ts'
import { openSqliteStore } from '../packages/store-sqlite/src/index.ts'
import { openStore } from './faults/open-store.ts'

const count = 3
const regions = ['east', 'west', 'north', 'south', 'centre']
let home: string
let server: WireServer
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'kehu-shared-'))
  server = await startWireServer()
})
afterAll(async () => {
  rmSync(home, { recursive: true, force: true })
  await server.stop()
})

type Told = { readonly holder: string; readonly index: number; readonly took: string | null }

const startWorker = (places: ReadonlyArray<string>, holder: string) => {
  const script = join(import.meta.dirname, 'shared-work/part-worker.ts')
  const child = spawn(process.execPath, [script, ...places, holder, String(count)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const told: Told[] = []
  let isReady = false
  let rest = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      if (line === 'ready') isReady = true
      else told.push(JSON.parse(line))
    }
  })
  const closed = once(child, 'close')
  return {
    told,
    /** It has said that it works, whether it has a part or not. */
    ready: async () => {
      while (!isReady) await setTimeout(5)
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

const allParts = async (...workers: ReadonlyArray<ReturnType<typeof startWorker>>) => {
  while (new Set(workers.flatMap(({ told }) => told.map(({ index }) => index))).size < count)
    await setTimeout(5)
}

const got = <A>(answer: { _tag: 'Left'; left: { message: string } } | { _tag: 'Right'; right: A }): A => {
  if (answer._tag === 'Left') throw new Error(answer.left.message)
  return answer.right
}

test.each<readonly [string, () => readonly [string, string]]>([
  ['in a file', () => [`sqlite:${join(home, 'log.kehu')}`, `sqlite:${join(home, 'leases.kehu')}`]],
  // Leases are kept in a log of their own, here on the same server.
  ['on EventStoreDB', () => [server.url, `sqlite:${join(home, 'esdb-leases.kehu')}`]],
] as const)(
  'of a log %s, what a killed worker was folding goes on elsewhere, and all parts together are what one worker folds',
  async (_, placesOf) => {
    const [log, leases] = placesOf()
    const models = join(home, `${randomUUID()}.kehu`)
    const places = [log, leases, models]
    const store = await openStore(log)
    const kehu = openKehu({ store, clock: Date.now, newId: randomUUID })
    const tell = async (command: CommandInput) =>
      void got(await kehu.execute(command, { actor: 'li.na', historical: true })())
    let purchases = 0
    const buyEverywhere = async () => {
      for (const customer of ['C1', 'C2', 'C3']) {
        for (const region of regions) {
          const purchase = `P${++purchases}`
          const occurredOn = '2026-02-03'
          await tell({
            type: 'RecordPurchase',
            customer,
            purchase,
            region,
            occurredOn,
            netAmount: purchases * 7,
          })
        }
      }
    }
    for (const region of regions) {
      const terms = {
        name: region,
        timeZone: 'Asia/Shanghai',
        currency: 'CNY',
        occurredOn: '2026-01-05',
      } as const
      await tell({ type: 'OpenRegion', region, ...terms })
    }
    for (const customer of ['C1', 'C2', 'C3']) {
      const profile = { name: customer }
      await tell({ type: 'RegisterCustomer', customer, region: 'east', profile, occurredOn: '2026-01-06' })
    }
    for (let n = 0; n < 3; n++) await buyEverywhere()

    const first = startWorker(places, 'first')
    await allParts(first)
    await buyEverywhere()
    await first.kill()
    await buyEverywhere()
    const [second, third] = [startWorker(places, 'second'), startWorker(places, 'third')]
    await allParts(second, third)
    await Promise.all([second.ready(), third.ready()])
    // Taken up where the killed one had saved it, not begun again.
    expect([...second.told, ...third.told].map(({ took }) => took)).toEqual([null, null, null])
    await buyEverywhere()
    await Promise.all([second.stop(), third.stop()])

    const kept = got(await openSqliteStore({ path: models, clock: Date.now, newId: randomUUID })())
    const parts = Array.from({ length: count }, (_, index) => partOf(tiersProjection, { index, count }))
    const saved = openProjections({ store, codec: kehuEventCodec, readModels: kept.readModels }, parts)
    const report = got(await saved.catchUp()())
    expect(report.projections.map(({ startedOver }) => startedOver)).toEqual([null, null, null])
    const whole = openProjections({ store, codec: kehuEventCodec }, [tiersProjection])
    got(await whole.catchUp()())
    const merged = tiersProjection.merge(parts.map((part) => saved.stateOf(part)))
    expect(got(await digest(TiersState, merged)())).toBe(got(await whole.digestOf(tiersProjection)()))
    expect(merged.books.size).toBe(regions.length)
    await kept.close()
    await store.close()
  },
)
