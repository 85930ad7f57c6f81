// A process that shares the folding of the tiers with others of its kind:
//   node part-worker.ts LOG LEASES READ-MODELS HOLDER PARTS
import { randomUUID } from 'node:crypto'
import { writeSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { takeLease } from '../../packages/event-store/src/index.ts'
import { kehuEventCodec } from '../../packages/kehu/src/index.ts'
import { openProjections, partOf, shareWork } from '../../packages/projection/src/index.ts'
import { tiersProjection } from '../../packages/projection-tiers/src/index.ts'
import { openSqliteStore } from '../../packages/store-sqlite/src/index.ts'
import { openStore } from '../faults/open-store.ts'

const abort = new AbortController()
// As early as possible: it may be asked to stop at any moment.
process.once('SIGTERM', () => abort.abort())

const [, , log = '', leases = '', models = '', holder = '', parts = '1'] = process.argv
const count = Number(parts)
const store = await openStore(log)
const leaseStore = await openStore(leases)
const kept = await openSqliteStore({ path: models, clock: Date.now, newId: randomUUID })()
if (kept._tag === 'Left') throw new Error(kept.left.message)
const { readModels } = kept.right

writeSync(1, 'ready\n')
const ended = await shareWork({
  parts: count,
  take: (index) =>
    takeLease(leaseStore, {
      ...{ name: `tiers-${index}`, holder, ttlMs: 600, clock: Date.now },
      newId: randomUUID,
    }),
  work: async (index, signal) => {
    const part = partOf(tiersProjection, { index, count })
    const options = { store, codec: kehuEventCodec, readModels, batchSize: 25, saveEvery: 1 }
    const read = openProjections(options, [part])
    const first = await read.catchUp({ signal })()
    const took = first._tag === 'Right' ? first.right.projections[0]?.startedOver : first.left._tag
    writeSync(1, `${JSON.stringify({ holder, index, took })}\n`)
    return read.follow({ signal })()
  },
  signal: abort.signal,
  pause: (ms, signal) => setTimeout(ms, undefined, { signal }).catch(() => undefined),
  everyMs: 150,
})()
if (ended._tag === 'Left') throw new Error(ended.left.message)
await store.close()
await leaseStore.close()
await kept.right.close()
