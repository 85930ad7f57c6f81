import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runs } from '../../../tools/laws.ts'
import { openProjections } from './open-projections.ts'
import {
  answer,
  aTrade,
  entry,
  journal,
  outside,
  replayed,
  sold,
  tradeCodec,
} from './order-book.arbitrary.ts'

describe('what was known at a moment', () => {
  it('is what the longest beginning of the log recorded by then makes', async () => {
    let cut = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(entry, { minLength: 1, maxLength: 10 }),
        // Clocks of servers are set back now and then.
        fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 10, maxLength: 10 }),
        fc.integer({ min: -1, max: 21 }),
        async (entries, times, millis) => {
          let at = 0
          const trade = aTrade('trade', () => times[at++] ?? 20)
          for (const one of entries) await trade.append(one)
          const log = await trade.log()
          const first = log.findIndex(({ recordedAt }) => recordedAt > millis)
          const known = first === -1 ? log : log.slice(0, first)
          if (first > 0 && log.slice(first).some(({ recordedAt }) => recordedAt <= millis)) cut++
          const read = openProjections({ store: trade.store, codec: tradeCodec, batchSize: 3 }, [outside])
          expect(await answer(read.foldKnownAt(outside, millis))).toEqual(replayed(outside, known))
          // Any projection of these events may be asked, and the live one is not touched.
          expect(await answer(read.foldKnownAt(journal, millis))).toEqual(replayed(journal, known))
          expect(read.stateOf(outside)).toEqual(new Map())
        },
      ),
      { numRuns: runs({ everyday: 100, full: 500 }) },
    )
    expect(cut).toBeGreaterThan(runs({ everyday: 0, full: 25 }))
  })

  it('takes its time like any reading: it can be watched and cancelled', async () => {
    const trade = aTrade()
    for (let i = 0; i < 5; i++) await trade.append({ stream: i, events: [sold(1)] })
    const read = openProjections({ store: trade.store, codec: tradeCodec, batchSize: 1 }, [journal])
    const controller = new AbortController()
    const outcome = await read.foldKnownAt(journal, 99, {
      signal: controller.signal,
      onProgress: ({ read: count, total }) => {
        expect(total).toBe(5)
        if (count === 3) controller.abort()
      },
    })()
    expect(outcome).toMatchObject({ left: { _tag: 'Cancelled' } })
  })
})
