import {
  createMemoryReadModelStore,
  type ReadModelStore,
  type SavedReadModel,
  type StoreFault,
} from '@kehu/event-store'
import { left } from 'fp-ts/lib/Either.js'
import { isNone } from 'fp-ts/lib/Option.js'
import { beforeEach, describe, expect, it } from 'vitest'
import { openProjections } from './open-projections.ts'
import {
  answer,
  aTrade,
  journal,
  outside,
  replayed,
  sold,
  type Trade,
  tradeCodec,
} from './order-book.arbitrary.ts'

let readModels: ReadModelStore
let trade: Trade

beforeEach(async () => {
  readModels = createMemoryReadModelStore()
  trade = await aTradeOf(1, 2, 3)
  await answer(openWith(trade, outside).catchUp())
})

describe('a saved read model is folded from the beginning, and the report says why,', () => {
  const startedOver = async (from: Trade, projection = outside) => {
    const read = openWith(from, projection)
    const report = await answer(read.catchUp())
    expect(read.stateOf(projection)).toEqual(replayed(projection, await from.log()))
    expect((await answer(read.catchUp())).projections[0]?.startedOver).toBeNull()
    return report.projections[0]?.startedOver
  }

  it('when there is none yet', async () => {
    readModels = createMemoryReadModelStore()
    expect(await startedOver(trade)).toBe('NothingSaved')
  })

  it('not when the log only grew', async () => {
    await trade.append({ stream: 0, events: [sold(9)] })
    expect(await startedOver(trade)).toBeNull()
  })

  it('when another version of the projection made it', async () => {
    expect(await startedOver(trade, { ...outside, version: 2 })).toBe('OtherVersion')
  })

  it('when the projection then read other events, though nobody raised its version', async () => {
    expect(await startedOver(trade, { ...outside, types: ['Sold'] })).toBe('OtherTypes')
  })

  it('when it was made from another log', async () => {
    expect(
      await startedOver(
        await aTradeOf(1, 2, 3).then((other) => ({ ...other, store: { ...other.store, id: 'other' } })),
      ),
    ).toBe('OtherLog')
  })

  it('when the log was restored from a backup and went another way since', async () => {
    const restored = aTrade('trade')
    await restored.append({ stream: 5, events: [sold(7)] })
    await restored.append({ stream: 5, events: [sold(7), sold(7), sold(7)] })
    // As long as the lost one, and with the same positions.
    const renamed = { ...restored, store: withOtherIds(restored.store) }
    expect(await startedOver({ ...renamed, log: restored.log })).toBe('OtherEvent')
  })

  it('when the log was restored from a backup and is shorter', async () => {
    expect(await startedOver(await aTradeOf(1))).toBe('OtherEvent')
    expect(await startedOver(aTrade())).toBe('OtherEvent')
  })

  it.each<[string, (saved: SavedReadModel) => SavedReadModel]>([
    ['the state was altered', (saved) => ({ ...saved, state: saved.state.replace('6', '7') })],
    ['the state was cut short', (saved) => ({ ...saved, state: saved.state.slice(0, -3) })],
    ['the checkpoint is no checkpoint', (saved) => ({ ...saved, checkpoint: 'yesterday' })],
  ])('when %s', async (_, alter) => {
    const saved = await answer(readModels.load('outside'))
    if (isNone(saved)) throw new Error('nothing was saved')
    await answer(readModels.save('outside', alter(saved.value)))
    expect(await startedOver(trade)).toBe('Altered')
  })

  it('when the place where it is kept does not answer', async () => {
    readModels = { ...readModels, load: () => async () => left(busy) }
    expect(await startedOver(trade)).toBe('Unreadable')
  })
})

describe('saving', () => {
  it('that fails leaves the answers right, and is reported', async () => {
    readModels = { load: readModels.load, save: () => async () => left(busy) }
    await trade.append({ stream: 0, events: [sold(9)] })
    const read = openWith(trade, outside)
    const report = await answer(read.catchUp())
    expect(report.notSaved).toEqual([{ projection: 'outside', fault: busy }])
    expect(read.stateOf(outside)).toEqual(replayed(outside, await trade.log()))
  })

  it('of a state that is no JSON is reported, too, and nothing is written', async () => {
    const broken = { ...outside, name: 'broken', codec: brokenCodec }
    const read = openWith(trade, broken)
    const report = await answer(read.catchUp())
    expect(report.notSaved).toMatchObject([{ projection: 'broken', fault: { _tag: 'UnencodableState' } }])
    expect(isNone(await answer(readModels.load('broken')))).toBe(true)
    expect(await read.digestOf(broken)()).toMatchObject({
      left: { _tag: 'UnencodableState', projection: 'broken' },
    })
  })

  it('waits until enough is new to be worth it', async () => {
    const saves: string[] = []
    const counted = openProjections(
      {
        store: trade.store,
        codec: tradeCodec,
        saveEvery: 3,
        readModels: {
          load: readModels.load,
          save: (name, saved) => {
            saves.push(name)
            return readModels.save(name, saved)
          },
        },
      },
      [outside, journal],
    )
    await answer(counted.catchUp())
    expect(saves).toEqual(['journal'])
    for (let i = 0; i < 3; i++) {
      await trade.append({ stream: 0, events: [sold(1)] })
      await answer(counted.catchUp())
    }
    expect(saves).toEqual(['journal', 'outside', 'journal'])
  })

  it('waits, as the log grows, until a tenth of it is new', async () => {
    const saves: number[] = []
    const save: ReadModelStore['save'] = (name, saved) => {
      saves.push(JSON.parse(saved.state).length)
      return readModels.save(name, saved)
    }
    const options = {
      store: trade.store,
      codec: tradeCodec,
      saveEvery: 1,
      readModels: { load: readModels.load, save },
    }
    const read = openProjections(options, [journal])
    for (let i = 3; i < 60; i++) {
      await trade.append({ stream: 0, events: [sold(1)] })
      await answer(read.catchUp())
    }
    expect(saves.slice(0, 3)).toEqual([4, 5, 6])
    expect(saves.slice(-3)).toEqual([47, 53, 59])
  })
})

const busy: StoreFault = { _tag: 'Busy', message: 'somebody else holds the store' }

const brokenCodec = Object.create(outside.codec, { encode: { value: () => Number.NaN } })

const openWith = <P extends typeof outside>({ store }: Trade, projection: P) =>
  openProjections({ store, codec: tradeCodec, readModels, saveEvery: 1 }, [projection])

const aTradeOf = async (...pieces: ReadonlyArray<number>): Promise<Trade> => {
  const made = aTrade()
  for (const count of pieces) await made.append({ stream: 0, events: [sold(count)] })
  return made
}

/** The same log with other events in the same places. */
const withOtherIds = (store: Trade['store']): Trade['store'] => ({
  ...store,
  readAll: (options) => ({
    async *[Symbol.asyncIterator]() {
      for await (const page of store.readAll(options)) {
        if (page._tag === 'Left') yield page
        else {
          const events = page.right.events.map((event) => ({
            ...event,
            id: event.id.replace('4000', '4001'),
          }))
          yield { ...page, right: { ...page.right, events } }
        }
      }
    },
  }),
})
