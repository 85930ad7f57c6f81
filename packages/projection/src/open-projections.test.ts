import { createMemoryReadModelStore } from '@kehu/event-store'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { openProjections } from './open-projections.ts'
import {
  answer,
  aTrade,
  journal,
  outside,
  remarks,
  replayed,
  sold,
  tradeCodec,
} from './order-book.arbitrary.ts'

describe('projections over a log', () => {
  it('answer from all events stored when they were asked to catch up', async () => {
    const { store, append } = aTrade()
    const read = openProjections({ store, codec: tradeCodec }, [outside, journal])
    expect(read.stateOf(outside)).toEqual(new Map())

    await append({ stream: 1, events: [sold(3), sold(4, 'silk')] })
    await answer(read.catchUp())
    expect(read.stateOf(outside)).toEqual(
      new Map([
        ['tea', 3],
        ['silk', 4],
      ]),
    )

    await append({ stream: 2, events: [sold(1)] })
    expect(read.stateOf(outside).get('tea')).toBe(3)
    const report = await answer(read.catchUp())
    expect(read.stateOf(outside).get('tea')).toBe(4)
    expect(report).toEqual({
      read: 1,
      projections: [
        { name: 'outside', version: 1, events: 1, startedOver: null },
        { name: 'journal', version: 1, events: 1, startedOver: null },
      ],
      notSaved: [],
    })
  })

  it('read each page of the log once, however many they are', async () => {
    const trade = aTrade()
    for (let i = 0; i < 10; i++) await trade.append({ stream: i, events: [sold(1), sold(2), sold(3)] })
    const counted = countingPages(trade.store)
    const read = openProjections({ store: counted.store, codec: tradeCodec, batchSize: 7 }, [
      outside,
      journal,
      remarks,
    ])
    await answer(read.catchUp())
    expect(counted.pages()).toBe(Math.ceil(30 / 7))
    expect(read.stateOf(journal)).toEqual(replayed(journal, await trade.log()))
  })

  it('go on where they were saved, and read nothing twice', async () => {
    const trade = aTrade()
    const readModels = createMemoryReadModelStore()
    const options = { codec: tradeCodec, readModels, saveEvery: 1, batchSize: 4 }
    for (let i = 0; i < 5; i++) await trade.append({ stream: i, events: [sold(1), sold(2)] })
    await answer(openProjections({ store: trade.store, ...options }, [outside, journal]).catchUp())

    await trade.append({ stream: 9, events: [sold(5)] })
    const counted = countingPages(trade.store)
    const again = openProjections({ store: counted.store, ...options }, [outside, journal])
    const report = await answer(again.catchUp())
    expect(report.read).toBe(1)
    expect(report.projections.map(({ startedOver }) => startedOver)).toEqual([null, null])
    expect(again.stateOf(outside)).toEqual(replayed(outside, await trade.log()))
    // One page to make sure of each checkpoint, and one with what is new.
    expect(counted.pages()).toBe(3)
  })

  it('know the type of each state, and take no projection of events that the log cannot hold', () => {
    const read = openProjections({ store: aTrade().store, codec: tradeCodec }, [outside, remarks])
    expectTypeOf(read.stateOf(outside)).toEqualTypeOf<Map<string, number>>()
    expectTypeOf(read.stateOf(remarks)).toEqualTypeOf<{
      readonly count: number
      readonly last: string | null
    }>()
    const stranger = { ...journal, types: ['Unheard'] as const }
    // @ts-expect-error: the codec reads no such events
    openProjections({ store: aTrade().store, codec: tradeCodec }, [stranger])
  })

  it('refuse two of one name, and one that was not opened', () => {
    const { store } = aTrade()
    expect(() =>
      openProjections({ store, codec: tradeCodec }, [outside, { ...remarks, name: 'outside' }]),
    ).toThrow(/two projections/i)
    expect(() => openProjections({ store, codec: tradeCodec }, [outside]).stateOf(journal)).toThrow(
      /not among those/,
    )
  })
})

describe('many who ask at once', () => {
  it('share one reading of the log', async () => {
    const trade = aTrade()
    await trade.append({ stream: 1, events: [sold(1), sold(2)] })
    const counted = countingPages(trade.store)
    const read = openProjections({ store: counted.store, codec: tradeCodec }, [outside])
    const reports = await Promise.all([1, 2, 3, 4].map(() => answer(read.catchUp())))
    expect(counted.reads()).toBe(1)
    expect(reports.map((report) => report.read)).toEqual([2, 2, 2, 2])
  })

  it('each see what they had appended before asking', async () => {
    const trade = aTrade()
    const read = openProjections({ store: trade.store, codec: tradeCodec, batchSize: 1 }, [journal])
    await Promise.all(
      Array.from({ length: 20 }, async (_, i) => {
        await trade.append({ stream: i, events: [sold(1)] })
        const mine = (await trade.log()).length
        await answer(read.catchUp())
        expect(read.stateOf(journal).length).toBeGreaterThanOrEqual(mine)
      }),
    )
    expect(read.stateOf(journal)).toEqual(replayed(journal, await trade.log()))
  })
})

/** The same store, counting pages and reads of the whole log. */
const countingPages = (store: ReturnType<typeof aTrade>['store']) => {
  let pages = 0
  let reads = 0
  return {
    store: {
      ...store,
      readAll: (options: Parameters<typeof store.readAll>[0]) => ({
        async *[Symbol.asyncIterator]() {
          reads++
          for await (const page of store.readAll(options)) {
            pages++
            yield page
          }
        },
      }),
    },
    pages: () => pages,
    reads: () => reads,
  }
}
