import {
  createMemoryReadModelStore,
  type EventStore,
  type ReadModelStore,
  type StoredEvent,
  type StoreFault,
} from '@kehu/event-store'
import * as fc from 'fast-check'
import { left } from 'fp-ts/lib/Either.js'
import { isNone } from 'fp-ts/lib/Option.js'
import { describe, expect, it } from 'vitest'
import { runs } from '../../../tools/laws.ts'
import { openProjections } from './open-projections.ts'
import {
  answer,
  aTrade,
  type Entry,
  entry,
  journal,
  outside,
  remarks,
  replayed,
  type TradeEvent,
  tradeCodec,
} from './order-book.arbitrary.ts'
import type { Projection } from './projection.ts'

type Seen = { readFaults: number; saveFaults: number; savedDespiteFault: number }

type Step = { readonly do: 'append'; readonly entry: Entry } | { readonly do: 'catchUp' | 'restart' }

const steps: fc.Arbitrary<ReadonlyArray<Step>> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ do: fc.constant('append' as const), entry }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('catchUp' as const, 'restart' as const) }) },
  ),
  { minLength: 5, maxLength: 40 },
)

// Several projections under names of their own; which of them a run has, chance decides.
const journals: ReadonlyArray<Projection<string[], TradeEvent>> = [
  journal,
  { ...journal, name: 'sales', types: ['Sold'] },
  { ...journal, name: 'remarks', types: ['Remarked'] },
  { ...journal, name: 'returns and remarks', types: ['Returned', 'Remarked'] },
]

const settings = fc.record({
  steps,
  batchSizes: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }),
  sets: fc.array(fc.subarray([...journals], { minLength: 1 }), { minLength: 1, maxLength: 4 }),
  saveEvery: fc.constantFrom(1, 3, 10),
})

describe('folding', () => {
  it('makes what a plain replay makes, in any batch size, with restarts anywhere, in any company', async () => {
    let resumed = 0
    await fc.assert(
      fc.asyncProperty(settings, async ({ steps, batchSizes, sets, saveEvery }) => {
        const trade = aTrade()
        const readModels = createMemoryReadModelStore()
        let runs = 0
        const start = () => {
          const set = sets[runs % sets.length] ?? journals
          const batchSize = batchSizes[runs % batchSizes.length] ?? 1
          runs++
          return {
            set,
            read: openProjections(
              { store: trade.store, codec: tradeCodec, readModels, saveEvery, batchSize },
              set,
            ),
          }
        }
        let { set, read } = start()
        let fresh = true
        for (const step of [...steps, { do: 'catchUp' as const }]) {
          if (step.do === 'append') await trade.append(step.entry)
          else if (step.do === 'restart') {
            ;({ set, read } = start())
            fresh = true
          } else {
            const report = await answer(read.catchUp())
            const log = await trade.log()
            for (const projection of set) expect(read.stateOf(projection)).toEqual(replayed(projection, log))
            const goneOn = report.projections.some(({ startedOver }) => startedOver === null)
            if (fresh && goneOn && log.length > 0) resumed++
            fresh = false
          }
        }
      }),
      { numRuns: runs({ everyday: 100, full: 1_000 }) },
    )
    expect(resumed).toBeGreaterThan(runs({ everyday: 15, full: 300 }))
  })

  it('gives one digest on every way to the same log', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(entry, { minLength: 1, maxLength: 20 }),
        fc.nat(9),
        async (entries, batch) => {
          const [steady, late] = [aTrade('steady'), aTrade('late', () => 99)]
          const bySteps = openProjections({ store: steady.store, codec: tradeCodec, batchSize: 1 }, [
            outside,
            journal,
            remarks,
          ])
          const atOnce = openProjections({ store: late.store, codec: tradeCodec, batchSize: batch + 1 }, [
            remarks,
            outside,
            journal,
          ])
          for (const one of entries) {
            await steady.append(one)
            await late.append(one)
            await answer(bySteps.catchUp())
          }
          await answer(atOnce.catchUp())
          expect(await answer(bySteps.digestOf(outside))).toBe(await answer(atOnce.digestOf(outside)))
          expect(await answer(bySteps.digestOf(journal))).toBe(await answer(atOnce.digestOf(journal)))
          expect(await answer(bySteps.digestOf(remarks))).toBe(await answer(atOnce.digestOf(remarks)))
        },
      ),
      { numRuns: 200 },
    )
  })
})

describe('a checkpoint', () => {
  it('never runs ahead of its state, whatever fails: reading, saving before or after it was written', async () => {
    const seen = { readFaults: 0, saveFaults: 0, savedDespiteFault: 0 }
    await fc.assert(
      fc.asyncProperty(
        settings,
        fc.infiniteStream(fc.nat(5)),
        async ({ steps, batchSizes, saveEvery }, chance) => {
          const draw = () => chance.next().value ?? 0
          const trade = aTrade()
          const kept = createMemoryReadModelStore()
          const readModels = failingAtTimes(kept, draw, seen)
          const start = (run: number) =>
            openProjections(
              {
                store: failingReads(trade.store, draw, seen),
                codec: tradeCodec,
                readModels,
                saveEvery,
                batchSize: batchSizes[run % batchSizes.length] ?? 1,
              },
              [outside, journal],
            )
          let runs = 0
          let read = start(runs++)
          for (const step of steps) {
            if (step.do === 'append') await trade.append(step.entry)
            else if (step.do === 'restart') read = start(runs++)
            else await read.catchUp()()
            // Whatever is kept, and whatever is in memory, is just what the log up to its checkpoint makes.
            const log = await trade.log()
            const beginnings = [...log.map((_, index) => log.slice(0, index)), log]
            expect(beginnings.map((events) => replayed(journal, events))).toContainEqual(
              read.stateOf(journal),
            )
            expect(beginnings.map((events) => replayed(outside, events))).toContainEqual(
              read.stateOf(outside),
            )
            await expectKept(kept, outside, log)
            await expectKept(kept, journal, log)
          }
        },
      ),
      { numRuns: runs({ everyday: 100, full: 1_000 }) },
    )
    expect(seen.readFaults).toBeGreaterThan(runs({ everyday: 10, full: 200 }))
    expect(seen.saveFaults).toBeGreaterThan(runs({ everyday: 10, full: 200 }))
    expect(seen.savedDespiteFault).toBeGreaterThan(runs({ everyday: 2, full: 100 }))
  })
})

const busy: StoreFault = { _tag: 'Busy', message: 'somebody else holds the store' }

/** Every sixth read or so ends with a fault, after some of its pages. */
const failingReads = (store: EventStore, draw: () => number, seen: Seen): EventStore => ({
  ...store,
  readAll: (options) => ({
    async *[Symbol.asyncIterator]() {
      for await (const page of store.readAll(options)) {
        if (draw() === 0) {
          seen.readFaults++
          yield left(busy)
          return
        }
        yield page
      }
    },
  }),
})

/** Some saves fail before anything was written, some after: nobody can tell which. */
const failingAtTimes = (kept: ReadModelStore, draw: () => number, seen: Seen): ReadModelStore => ({
  load: (name) => (draw() === 0 ? async () => left(busy) : kept.load(name)),
  save: (name, model) => async () => {
    const luck = draw()
    if (luck > 1) return kept.save(name, model)()
    seen.saveFaults++
    if (luck === 1) return left(busy)
    seen.savedDespiteFault++
    await kept.save(name, model)()
    return left(busy)
  },
})

const expectKept = async <S, F extends TradeEvent>(
  kept: ReadModelStore,
  projection: Projection<S, F>,
  log: ReadonlyArray<StoredEvent>,
) => {
  const saved = await answer(kept.load(projection.name))
  if (isNone(saved)) return
  const checkpoint: { place: { last: { id: string } | null } } = JSON.parse(saved.value.checkpoint)
  const upTo = log.findIndex(({ id }) => id === checkpoint.place.last?.id)
  expect(JSON.parse(saved.value.state)).toEqual(
    projection.codec.encode(replayed(projection, log.slice(0, upTo + 1))),
  )
}
