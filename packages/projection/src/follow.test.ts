import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runs } from '../../../tools/laws.ts'
import type { CatchUpReport } from './catch-up.ts'
import { openProjections } from './open-projections.ts'
import {
  answer,
  aTrade,
  entry,
  faultOf,
  journal,
  replayed,
  sold,
  type Trade,
  tradeCodec,
} from './order-book.arbitrary.ts'

describe('following', () => {
  it('folds everything once, whenever it is appended and whoever else catches up', async () => {
    let during = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(entry, { maxLength: 10 }),
        fc.array(fc.record({ entry, wait: fc.nat(3), ask: fc.boolean() }), { maxLength: 15 }),
        fc.integer({ min: 1, max: 4 }),
        async (earlier, later, batchSize) => {
          const trade = aTrade()
          for (const one of earlier) await trade.append(one)
          const read = openProjections({ store: trade.store, codec: tradeCodec, batchSize }, [journal])
          const controller = new AbortController()
          const reports: CatchUpReport[] = []
          const following = answer(
            read.follow({ signal: controller.signal, onChange: (report) => void reports.push(report) }),
          )
          for (const { entry: one, wait, ask } of later) {
            for (let i = 0; i < wait; i++) await turn()
            if (read.stateOf(journal).length < (await trade.log()).length) during++
            await trade.append(one)
            if (ask) void read.catchUp()()
          }
          const log = await trade.log()
          await until(() => reports.reduce((sum, report) => sum + report.read, 0) >= log.length)
          controller.abort()
          await following
          expect(read.stateOf(journal)).toEqual(replayed(journal, log))
          expect(reports.reduce((sum, report) => sum + report.read, 0)).toBe(log.length)
          expect(reports.every((report) => report.read > 0)).toBe(true)
        },
      ),
      { numRuns: runs({ everyday: 100, full: 1_000 }) },
    )
    expect(during).toBeGreaterThan(runs({ everyday: 50, full: 1_000 }))
  })

  it('says so when it meets an event it cannot take, though it had long been live', async () => {
    const trade = aTrade()
    const read = openProjections({ store: trade.store, codec: tradeCodec }, [journal])
    const following = faultOf(read.follow({ signal: new AbortController().signal }))
    await trade.append({ stream: 1, events: [sold(1)] })
    await until(() => read.stateOf(journal).length === 1)
    await trade.appendRaw('Sold', '{}')
    expect(await following).toMatchObject({ _tag: 'PoisonEvent', type: 'Sold' })
    expect(read.stateOf(journal).length).toBe(1)
  })

  it('begins where the projections are, not at the beginning of the log', async () => {
    const trade = aTrade()
    for (let i = 0; i < 5; i++) await trade.append({ stream: i, events: [sold(1)] })
    const heard: string[] = []
    const listening: typeof trade.store = {
      ...trade.store,
      subscribe: (options) => ({
        async *[Symbol.asyncIterator]() {
          for await (const page of trade.store.subscribe(options)) {
            if (page._tag === 'Right') heard.push(...page.right.events.map(({ id }) => id))
            yield page
          }
        },
      }),
    }
    const read = openProjections({ store: listening, codec: tradeCodec }, [journal])
    const controller = new AbortController()
    const following = answer(read.follow({ signal: controller.signal }))
    await until(() => read.stateOf(journal).length === 5)
    await trade.append({ stream: 9, events: [sold(1)] })
    await until(() => read.stateOf(journal).length === 6)
    controller.abort()
    await following
    expect(heard).toEqual((await trade.log()).slice(5).map(({ id }) => id))
  })

  it('ends with the fault of a store that is closed', async () => {
    const trade = aTrade()
    const read = openProjections({ store: trade.store, codec: tradeCodec }, [journal])
    const following = read.follow({ signal: new AbortController().signal })()
    await turn()
    await answer(trade.store.close)
    expect(await following).toMatchObject({ left: { _tag: 'Closed' } })
  })

  it('ends at once when nobody wants it any more', async () => {
    const { store }: Trade = aTrade()
    const read = openProjections({ store, codec: tradeCodec }, [journal])
    await answer(read.follow({ signal: AbortSignal.abort() }))
  })
})

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

const until = async (holds: () => boolean): Promise<void> => {
  for (let patience = 0; patience < 10_000; patience++) {
    if (holds()) return
    await turn()
  }
  throw new Error('It did not come to pass.')
}
