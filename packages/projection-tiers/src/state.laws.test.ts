import { isDeepStrictEqual } from 'node:util'
import { createMemoryReadModelStore, createMemoryStore } from '@kehu/event-store'
import { digest, openProjections, partOf } from '@kehu/projection'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../tools/laws.ts'
import { TiersState, tiersProjection } from './state.ts'
import { appendTo, type Entry, fold, marketCodec, ok } from './testing/log.fixture.ts'
import { market } from './testing/market.arbitrary.ts'
import { report, tally } from './testing/questions.fixture.ts'

describe('the state of the tiers', () => {
  test('put together from any number of parts is that of one worker who folded it all', async () => {
    await fc.assert(
      fc.asyncProperty(market, fc.integer({ min: 1, max: 5 }), async ({ entries }, count) => {
        const store = createMemoryStore({ clock: () => 0, id: 'market' })
        await appendTo(store, entries, 0)
        const parts = []
        for (let index = 0; index < count; index++) {
          const part = partOf(tiersProjection, { index, count })
          const read = openProjections({ store, codec: marketCodec }, [part])
          ok(await read.catchUp()())
          parts.push(read.stateOf(part))
        }
        const whole = openProjections({ store, codec: marketCodec }, [tiersProjection])
        ok(await whole.catchUp()())
        const merged = tiersProjection.merge(parts)
        expect(ok(await digest(TiersState, merged)())).toBe(ok(await whole.digestOf(tiersProjection)()))
      }),
      { numRuns: runs({ everyday: 100, full: 300 }) },
    )
  })

  test('is the same in any batches, stopped and taken up again in between, and replayed at once', async () => {
    const seen = tally('takenUp', 'corrected', 'adopted')
    await fc.assert(
      fc.asyncProperty(
        market,
        fc.array(
          fc.record({
            length: fc.integer({ min: 1, max: 40 }),
            batchSize: fc.integer({ min: 1, max: 30 }),
            again: fc.boolean(),
          }),
          {
            minLength: 1,
            maxLength: 4,
          },
        ),
        async ({ entries }, parts) => {
          const store = createMemoryStore({ clock: () => 0, id: 'market' })
          const readModels = createMemoryReadModelStore()
          const open = (batchSize: number) =>
            openProjections({ store, codec: marketCodec, readModels, saveEvery: 1, batchSize }, [
              tiersProjection,
            ])
          let read = open(1)
          let told = 0
          let takenUp = false
          for (const [i, { length, batchSize, again }] of parts.entries()) {
            const next = i === parts.length - 1 ? entries.slice(told) : entries.slice(told, told + length)
            await appendTo(store, next, told)
            if (again) read = open(batchSize)
            const { projections } = ok(await read.catchUp()())
            takenUp ||= again && told > 0 && projections.every(({ startedOver }) => startedOver === null)
            told += next.length
          }
          const replayed = openProjections({ store, codec: marketCodec }, [tiersProjection])
          ok(await replayed.catchUp()())
          const known = ok(await replayed.digestOf(tiersProjection)())
          expect(ok(await read.digestOf(tiersProjection)())).toBe(known)
          expect(ok(await digest(TiersState, fold(entries))())).toBe(known)
          seen.met(entries.length, {
            takenUp,
            corrected: entries.some(({ type }) => type === 'PurchaseCorrected'),
            adopted: entries.some(({ type }) => type === 'PolicyAdopted'),
          })
        },
      ),
      { numRuns: runs({ everyday: 100, full: 1_000 }) },
    )
    report('states', seen)
    expect(seen.median()).toBeGreaterThanOrEqual(60)
    for (const name of seen.counts.keys())
      expect(seen.shareOf(name), name).toBeGreaterThanOrEqual(runs({ everyday: 0, full: 0.05 }))
  })

  test('survives being written down and read again', () => {
    fc.assert(
      fc.property(market, ({ entries }) => {
        const state = fold(entries)
        const written: unknown = JSON.parse(JSON.stringify(TiersState.encode(state)))
        expect(isDeepStrictEqual(ok(TiersState.decode(written)), state)).toBe(true)
      }),
      { numRuns: runs({ everyday: 100, full: 1_000 }) },
    )
  })

  test('does not depend on the order of events in different streams', () => {
    fc.assert(
      fc.property(market, fc.infiniteStream(fc.nat(99)), ({ entries }, chance) => {
        const another = TiersState.encode(fold(interleaved(entries, chance)))
        expect(isDeepStrictEqual(another, TiersState.encode(fold(entries)))).toBe(true)
      }),
      { numRuns: runs({ everyday: 100, full: 1_000 }) },
    )
  })
})

/** Another order in which each stream keeps its own. */
const interleaved = (entries: ReadonlyArray<Entry>, chance: Iterator<number>): ReadonlyArray<Entry> => {
  const streams = [...Map.groupBy(entries, ({ stream }) => stream.join('-')).values()]
  const shuffled: Entry[] = []
  while (streams.length > 0) {
    const at = Number(chance.next().value) % streams.length
    const next = streams[at]?.shift()
    if (next === undefined) streams.splice(at, 1)
    else shuffled.push(next)
  }
  return shuffled
}
