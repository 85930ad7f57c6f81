// A process that shares the folding of the tiers with others of its kind:
//   node part-worker.ts LOG LEASES HOLDER PARTS
import { randomUUID } from 'node:crypto'
import { writeSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { takeLease } from '@kehu/event-store'
import { openProjections, partOf, shareWork } from '@kehu/projection'
import { tiersProjection } from '@kehu/projection-tiers'
import { openSqliteStore } from '@kehu/store-sqlite'
import { kehuEventCodec } from '../src/event-codec.ts'

const [, , log = '', leases = '', holder = '', parts = '1'] = process.argv
const count = Number(parts)

const opened = async (path: string) => {
  const store = await openSqliteStore({ path, clock: Date.now, newId: randomUUID })()
  if (store._tag === 'Left') throw new Error(store.left.message)
  return store.right
}

const store = await opened(log)
const leaseStore = await opened(leases)
const abort = new AbortController()
process.once('SIGTERM', () => abort.abort())

const ended = await shareWork({
  parts: count,
  take: (index) =>
    takeLease(leaseStore, {
      ...{ name: `tiers-${index}`, holder, ttlMs: 400, clock: Date.now },
      newId: randomUUID,
    }),
  work: async (index, signal) => {
    const part = partOf(tiersProjection, { index, count })
    const read = openProjections(
      { store, codec: kehuEventCodec, readModels: store.readModels, batchSize: 25, saveEvery: 1 },
      [part],
    )
    const first = await read.catchUp({ signal })()
    const took = first._tag === 'Right' ? first.right.projections[0]?.startedOver : first.left._tag
    writeSync(1, `${JSON.stringify({ holder, index, took })}\n`)
    return read.follow({ signal })()
  },
  signal: abort.signal,
  pause: (ms, signal) => setTimeout(ms, undefined, { signal }).catch(() => undefined),
  everyMs: 100,
})()
if (ended._tag === 'Left') throw new Error(ended.left.message)
await store.close()
await leaseStore.close()
