import { createMemoryReadModelStore } from '@kehu/event-store'
import * as fc from 'fast-check'
import { isNone } from 'fp-ts/lib/Option.js'
import { describe, expect, it } from 'vitest'
import { runs } from '../../../tools/laws.ts'
import { openProjections } from './open-projections.ts'
import {
  answer,
  aTrade,
  entry,
  faultOf,
  journal,
  outside,
  remarks,
  replayed,
  sold,
  tradeCodec,
} from './order-book.arbitrary.ts'

describe('a poison event', () => {
  it('that cannot be decoded stops reading just before it, and says what, where and what to do', async () => {
    const trade = aTrade()
    await trade.append({ stream: 1, events: [sold(1), sold(2)] })
    await trade.appendRaw('Sold', '{"item":"tea"}')
    await trade.append({ stream: 1, events: [sold(4)] })
    const read = openProjections({ store: trade.store, codec: tradeCodec }, [outside, journal])

    const fault = await faultOf(read.catchUp())
    expect(fault).toMatchObject({
      _tag: 'PoisonEvent',
      stream: 'trade-0',
      revision: 0,
      type: 'Sold',
      projection: null,
    })
    expect(fault.message).toMatch(/Event 0000.*trade-0@0.*pieces.*upcaster for Sold version 1/)
    expect(read.stateOf(outside)).toEqual(new Map([['tea', 3]]))
    // Not passed over the next time either.
    expect(await faultOf(read.catchUp())).toEqual(fault)
    expect(read.stateOf(outside)).toEqual(new Map([['tea', 3]]))
  })

  it('of a type that no projection reads is nobody’s concern', async () => {
    const trade = aTrade()
    await trade.appendRaw('Unheard', '{}')
    await trade.append({ stream: 1, events: [sold(1)] })
    const read = openProjections({ store: trade.store, codec: tradeCodec }, [outside])
    await answer(read.catchUp())
    expect(read.stateOf(outside)).toEqual(new Map([['tea', 1]]))
  })

  it('that a fold cannot take leaves every projection as it was just before it, though the fold had begun to change its state', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(entry, { minLength: 1, maxLength: 12 }),
        fc.nat(40),
        fc.integer({ min: 1, max: 9 }),
        async (entries, at, batchSize) => {
          const trade = aTrade()
          for (const one of entries) await trade.append(one)
          const log = await trade.log()
          const poison = log[at % log.length]
          const choking = { ...journal, name: 'choking', evolve: chokingOn(poison?.id) }
          const read = openProjections({ store: trade.store, codec: tradeCodec, batchSize }, [
            outside,
            choking,
            remarks,
          ])

          const fault = await faultOf(read.catchUp())
          expect(fault).toMatchObject({ _tag: 'PoisonEvent', id: poison?.id, projection: 'choking' })
          expect(fault.message).toMatch(/cannot be folded into "choking": too much/)
          const before = log.slice(0, at % log.length)
          expect(read.stateOf(outside)).toEqual(replayed(outside, before))
          expect(read.stateOf(choking)).toEqual(replayed(journal, before))
          expect(read.stateOf(remarks)).toEqual(replayed(remarks, before))
          // It is known now; the log is not read again for every question.
          const folded = choked
          expect(await faultOf(read.catchUp())).toEqual(fault)
          expect(choked).toBe(folded)
        },
      ),
      { numRuns: runs({ everyday: 100, full: 300 }) },
    )
  })

  it('does not hide behind a rebuild', async () => {
    const trade = aTrade()
    await trade.append({ stream: 1, events: [sold(1)] })
    const read = openProjections({ store: trade.store, codec: tradeCodec }, [outside])
    await answer(read.catchUp())
    await trade.appendRaw('Sold', '[]')
    expect(await faultOf(read.rebuild())).toMatchObject({ _tag: 'PoisonEvent', type: 'Sold' })
    expect(read.stateOf(outside)).toEqual(new Map([['tea', 1]]))
  })
})

describe('cancelling', () => {
  it('leaves a state that is right as far as it goes, and the next catch-up goes on from there', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(entry, { minLength: 4, maxLength: 15 }),
        fc.nat(20),
        async (entries, patience) => {
          const trade = aTrade()
          for (const one of entries) await trade.append(one)
          const log = await trade.log()
          const read = openProjections({ store: trade.store, codec: tradeCodec, batchSize: 2 }, [
            journal,
            outside,
          ])
          const controller = new AbortController()
          let pages = 0
          const outcome = await read.catchUp({
            signal: controller.signal,
            onProgress: () => {
              if (pages++ >= patience) controller.abort()
            },
          })()
          if (outcome._tag === 'Left') expect(outcome.left._tag).toBe('Cancelled')
          const folded = read.stateOf(journal)
          expect(folded).toEqual(replayed(journal, log.slice(0, folded.length)))
          expect(read.stateOf(outside)).toEqual(replayed(outside, log.slice(0, folded.length)))
          await answer(read.catchUp())
          expect(read.stateOf(journal)).toEqual(replayed(journal, log))
        },
      ),
      { numRuns: 200 },
    )
  })

  it('saves nothing on the way out', async () => {
    const trade = aTrade()
    for (let i = 0; i < 9; i++) await trade.append({ stream: i, events: [sold(1)] })
    const readModels = createMemoryReadModelStore()
    const options = { store: trade.store, codec: tradeCodec, batchSize: 1, readModels, saveEvery: 1 }
    const read = openProjections(options, [journal])
    const controller = new AbortController()
    await faultOf(read.catchUp({ signal: controller.signal, onProgress: () => controller.abort() }))
    // The reading goes on until it notices; what is asked next waits for it.
    await answer(read.digestOf(journal))
    expect(isNone(await answer(readModels.load('journal')))).toBe(true)
  })

  it('of one who asks does not take the answer from another', async () => {
    const trade = aTrade()
    for (let i = 0; i < 20; i++) await trade.append({ stream: i, events: [sold(1)] })
    const read = openProjections({ store: trade.store, codec: tradeCodec, batchSize: 1 }, [journal])
    const controller = new AbortController()
    const [impatient, patient] = [read.catchUp({ signal: controller.signal })(), read.catchUp()()]
    controller.abort()
    expect(await impatient).toMatchObject({ left: { _tag: 'Cancelled' } })
    expect(await patient).toMatchObject({ right: { read: 20 } })
    expect(await read.catchUp({ signal: controller.signal })()).toMatchObject({ left: { _tag: 'Cancelled' } })
  })

  it('of all who ask ends the reading, and who comes later is served', async () => {
    const trade = aTrade()
    for (let i = 0; i < 20; i++) await trade.append({ stream: i, events: [sold(1)] })
    const read = openProjections({ store: trade.store, codec: tradeCodec, batchSize: 1 }, [journal])
    const controller = new AbortController()
    const asked = read.catchUp({ signal: controller.signal })()
    controller.abort()
    const later = read.catchUp()()
    expect(await asked).toMatchObject({ left: { _tag: 'Cancelled' } })
    expect(await later).toMatchObject({ right: { read: 20 } })
  })
})

describe('reading', () => {
  it('lets others have their turn between two pages', async () => {
    const trade = aTrade()
    for (let i = 0; i < 10; i++) await trade.append({ stream: i, events: [sold(1)] })
    const read = openProjections({ store: trade.store, codec: tradeCodec, batchSize: 1 }, [journal])
    let turns = 0
    let done = false
    const others = () => {
      turns++
      if (!done) setImmediate(others)
    }
    setImmediate(others)
    await answer(read.catchUp())
    done = true
    expect(turns).toBeGreaterThanOrEqual(10)
  })

  it('tells how far it is', async () => {
    const trade = aTrade()
    for (let i = 0; i < 5; i++) await trade.append({ stream: i, events: [sold(1)] })
    const told: unknown[] = []
    const read = openProjections({ store: trade.store, codec: tradeCodec, batchSize: 2 }, [journal])
    await answer(read.catchUp({ onProgress: (progress) => told.push(progress) }))
    expect(told).toEqual([
      { read: 2, total: 5 },
      { read: 4, total: 5 },
      { read: 5, total: 5 },
    ])
  })
})

let choked = 0

/** Takes the poison in and then fails: its state is no state any more. */
const chokingOn =
  (poison: string | undefined): typeof journal.evolve =>
  (state, recorded) => {
    choked++
    state.push(recorded.id)
    if (recorded.id === poison) throw new Error('too much')
    return state
  }
