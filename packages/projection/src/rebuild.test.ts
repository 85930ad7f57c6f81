import { createMemoryReadModelStore } from '@kehu/event-store'
import { describe, expect, it } from 'vitest'
import { openProjections } from './open-projections.ts'
import { answer, aTrade, journal, outside, replayed, sold, tradeCodec } from './order-book.arbitrary.ts'

describe('rebuilding', () => {
  it('makes every read model again, and finds it as it was', async () => {
    const trade = await aTradeOf(10)
    const read = openProjections({ store: trade.store, codec: tradeCodec }, [outside, journal])
    await answer(read.catchUp())
    const { read: count, projections } = await answer(read.rebuild())
    expect(count).toBe(10)
    const digest = await answer(read.digestOf(outside))
    expect(projections[0]).toEqual({
      name: 'outside',
      version: 1,
      events: 10,
      digest,
      before: digest,
      same: true,
    })
    expect((await answer(read.rebuild())).projections).toEqual(projections)
  })

  it('has nothing to compare with when nothing was there, and reads the log just once then', async () => {
    const trade = await aTradeOf(10)
    let folded = 0
    const counted: typeof journal = {
      ...journal,
      evolve: (state, recorded) => {
        folded++
        return journal.evolve(state, recorded)
      },
    }
    const read = openProjections({ store: trade.store, codec: tradeCodec }, [counted])
    expect((await answer(read.rebuild())).projections).toMatchObject([
      { events: 10, before: null, same: null },
    ])
    expect(folded).toBe(10)
    expect(read.stateOf(counted)).toEqual(replayed(journal, await trade.log()))
    // It goes on from there.
    await trade.append({ stream: 1, events: [sold(1)] })
    await answer(read.catchUp())
    expect(read.stateOf(counted)).toEqual(replayed(journal, await trade.log()))
  })

  it('mends a read model that an older fold had made wrong under the same version', async () => {
    const trade = await aTradeOf(3)
    const readModels = createMemoryReadModelStore()
    const options = { store: trade.store, codec: tradeCodec, readModels, saveEvery: 1 }
    const wrong = { ...outside, evolve: (state: Map<string, number>) => state.set('tea', 1_000) }
    await answer(openProjections(options, [wrong]).catchUp())

    const read = openProjections(options, [outside])
    await answer(read.catchUp())
    expect(read.stateOf(outside).get('tea')).toBe(1_000)
    const [rebuilt] = (await answer(read.rebuild())).projections
    expect(rebuilt).toMatchObject({ same: false })
    expect(rebuilt?.digest).not.toBe(rebuilt?.before)
    expect(read.stateOf(outside).get('tea')).toBe(6)

    const next = openProjections(options, [outside])
    expect((await answer(next.catchUp())).projections[0]?.startedOver).toBeNull()
    expect(next.stateOf(outside).get('tea')).toBe(6)
  })

  it('compares at the same event although more is appended meanwhile, and loses none of it', async () => {
    const trade = await aTradeOf(20)
    const read = openProjections({ store: trade.store, codec: tradeCodec, batchSize: 1 }, [outside, journal])
    await answer(read.catchUp())
    let more = 0
    const rebuilding = answer(
      read.rebuild({
        onProgress: () => {
          if (more++ < 30) void trade.append({ stream: 7, events: [sold(2)] })
        },
      }),
    )
    const { projections } = await rebuilding
    expect(projections.map(({ same }) => same)).toEqual([true, true])
    expect(more).toBeGreaterThan(30)
    await answer(read.catchUp())
    expect(read.stateOf(journal)).toEqual(replayed(journal, await trade.log()))
    expect(read.stateOf(outside)).toEqual(replayed(outside, await trade.log()))
  })

  it.each([1, 2, 3, 4])(
    'compares at the same event if something is appended after reading number %i',
    async (number) => {
      const trade = await aTradeOf(5)
      let readings = 0
      const read = openProjections(
        {
          codec: tradeCodec,
          store: {
            ...trade.store,
            readAll: (options) => ({
              async *[Symbol.asyncIterator]() {
                yield* trade.store.readAll(options)
                if (++readings === number) await trade.append({ stream: 7, events: [sold(2), sold(3)] })
              },
            }),
          },
        },
        [outside, journal],
      )
      await answer(read.catchUp())
      const { projections } = await answer(read.rebuild())
      expect(projections.map(({ same }) => same)).toEqual([true, true])
      await answer(read.catchUp())
      await answer(read.catchUp())
      expect(read.stateOf(journal)).toEqual(replayed(journal, await trade.log()))
      expect(read.stateOf(outside)).toEqual(replayed(outside, await trade.log()))
    },
  )

  it('compares with what was saved, in a process that has only just begun', async () => {
    const trade = await aTradeOf(5)
    const options = {
      store: trade.store,
      codec: tradeCodec,
      readModels: createMemoryReadModelStore(),
      saveEvery: 1,
    }
    await answer(openProjections(options, [journal]).catchUp())
    await trade.append({ stream: 7, events: [sold(2)] })
    const { projections } = await answer(openProjections(options, [journal]).rebuild())
    expect(projections).toMatchObject([{ events: 6, same: true, before: projections[0]?.digest }])
  })

  it('lets the live ones answer, and catch up, while it goes on', async () => {
    const trade = await aTradeOf(20)
    const read = openProjections({ store: trade.store, codec: tradeCodec, batchSize: 1 }, [journal])
    await answer(read.catchUp())
    let asked: Promise<unknown> | null = null
    const rebuilt = await answer(
      read.rebuild({
        onProgress: ({ read: count }) => {
          expect(read.stateOf(journal).length).toBeGreaterThanOrEqual(20)
          if (count === 5) asked = trade.append({ stream: 3, events: [sold(1)] }).then(read.catchUp())
        },
      }),
    )
    await asked
    expect(rebuilt.projections).toMatchObject([{ events: 21, same: true }])
    expect(read.stateOf(journal)).toEqual(replayed(journal, await trade.log()))
  })

  it('keeps the live ones still while it compares, though many go on asking', async () => {
    const trade = await aTradeOf(10)
    const read = openProjections({ store: trade.store, codec: tradeCodec, batchSize: 1 }, [outside, journal])
    await answer(read.catchUp())
    let rebuilding = true
    const asking = async () => {
      while (rebuilding) {
        await trade.append({ stream: 5, events: [sold(1)] })
        await answer(read.catchUp())
      }
    }
    const askers = [asking(), asking(), asking()]
    for (let i = 0; i < 5; i++) {
      const { projections } = await answer(read.rebuild())
      expect(projections.map(({ same }) => same)).toEqual([true, true])
    }
    rebuilding = false
    await Promise.all(askers)
    expect(read.stateOf(journal)).toEqual(replayed(journal, await trade.log()))
  })

  it('that is cancelled leaves the live ones as they are', async () => {
    const trade = await aTradeOf(20)
    const readModels = createMemoryReadModelStore()
    const read = openProjections({ store: trade.store, codec: tradeCodec, batchSize: 1, readModels }, [
      journal,
    ])
    await answer(read.catchUp())
    const controller = new AbortController()
    const outcome = await read.rebuild({ signal: controller.signal, onProgress: () => controller.abort() })()
    expect(outcome).toMatchObject({ left: { _tag: 'Cancelled' } })
    expect(read.stateOf(journal)).toEqual(replayed(journal, await trade.log()))
  })
})

const aTradeOf = async (events: number) => {
  const trade = aTrade()
  for (let i = 0; i < events; i++) await trade.append({ stream: i % 3, events: [sold((i % 3) + 1)] })
  return trade
}
