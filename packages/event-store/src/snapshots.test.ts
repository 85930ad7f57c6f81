import { left as failed } from 'fp-ts/lib/Either.js'
import { v4 } from 'uuid'
import { beforeEach, describe, expect, it } from 'vitest'
import { answer, append, aStream, fault } from './conformance/given.ts'
import type { EventStore } from './event-store.ts'
import { createMemoryStore } from './memory-store.ts'
import { createMemoryReadModelStore, type ReadModelStore, type SavedReadModel } from './read-model-store.ts'
import type { StreamName } from './stream-name.ts'
import { aProcess, openPlace, room, seatsTaken, take, watched } from './streams.fixture.ts'

const aStore = (id = 'room') => createMemoryStore({ clock: () => 0, id })
let store: EventStore
let stream: StreamName
let place: ReturnType<typeof openPlace>
beforeEach(() => {
  store = aStore()
  stream = aStream('room')
  place = openPlace(createMemoryReadModelStore())
})

const filled = async (events: number, into: EventStore = store) =>
  append(
    into,
    stream,
    'noStream',
    Array.from({ length: events }, () => seatsTaken(1)),
  )
const wide = { capacity: Number.POSITIVE_INFINITY }

/** A process that has just begun, and what it reads of the stream. */
const coldOn = (on: EventStore = store, readModels: ReadModelStore = place.store) => {
  const seen = watched(on)
  return { streams: aProcess(seen.store, { snapshots: { store: readModels, every: 100 } }), ...seen }
}

/** A stream of 400 events with a snapshot at revision 399, and three more events behind it. */
const saved = async () => {
  await filled(400)
  const { streams } = coldOn()
  await answer(streams.load(stream, room))
  await streams.settle()
  expect(place.names.size).toBe(1)
  for (const _ of [1, 2, 3]) await answer(take(aProcess(store), stream, 2, wide))
}

describe('a snapshot', () => {
  it('spares a process that has just begun reading what lies before it', async () => {
    await saved()
    const { streams, reads, events } = coldOn()
    const loaded = await answer(streams.load(stream, room))
    expect(reads).toEqual([399])
    expect(events()).toBe(4)
    expect(loaded).toEqual(await answer(aProcess(store).load(stream, room)))
    expect(loaded.state.sizes).toEqual(
      new Map([
        [1, 400n],
        [2, 3n],
      ]),
    )
  })

  it('is written after so many new events, and in a long stream when it has grown by an eighth', async () => {
    const { streams } = coldOn()
    const written: number[] = []
    for (let n = 1; n <= 1_100; n++) {
      await answer(take(streams, stream, 1, wide))
      await streams.settle()
      await place.change((one) => {
        const { revision } = JSON.parse(one.checkpoint)
        if (written.at(-1) !== revision + 1) written.push(revision + 1)
        return one
      })
    }
    expect(written).toEqual([100, 200, 300, 400, 500, 600, 700, 800, 900, 1_013])
  })

  it('knows the commands that led to it', async () => {
    const commandId = v4()
    await answer(take(aProcess(store), stream, 1, { commandId, commandIdGiven: true }))
    const { streams } = coldOn()
    for (let n = 0; n < 200; n++) await answer(take(streams, stream, 1, wide))
    await streams.settle()
    const cold = coldOn()
    expect(await answer(take(cold.streams, stream, 1, { commandId, commandIdGiven: true }))).toMatchObject({
      retried: true,
    })
    expect(cold.reads[0]).toBeGreaterThan(0)
    expect(
      await fault(take(coldOn().streams, stream, 1, { commandId, commandIdGiven: true, actor: 'u-2' })),
    ).toMatchObject({ _tag: 'CommandIdReused' })
  })

  it.each<readonly [string, (one: SavedReadModel) => SavedReadModel]>([
    ['of which a digit was changed', (one) => ({ ...one, state: one.state.replace('400', '401') })],
    ['that was cut short', (one) => ({ ...one, state: one.state.slice(0, -9) })],
    ['that is empty', (one) => ({ ...one, state: '', checkpoint: '' })],
    ['whose revision was changed', (one) => ({ ...one, checkpoint: one.checkpoint.replace('399', '398') })],
    ['whose digest was changed', (one) => ({ ...one, digest: '0'.repeat(64) })],
    ['of a fold of another version', (one) => ({ ...one, version: 2 })],
  ])('%s is not read: the stream is', async (_, how) => {
    await saved()
    const expected = await answer(aProcess(store).load(stream, room))
    await place.change(how)
    const { streams, reads } = coldOn()
    expect(await answer(streams.load(stream, room))).toEqual(expected)
    expect(reads).toEqual([0])
    // And there is a whole one again.
    await streams.settle()
    const next = coldOn()
    await answer(next.streams.load(stream, room))
    expect(next.reads).toEqual([402])
  })

  it('of another log is not read, whoever put it there', async () => {
    await saved()
    const other = aStore('another')
    await filled(450, other)
    const { streams, reads } = coldOn(other)
    expect(await answer(streams.load(stream, room))).toMatchObject({ state: { seats: 450 }, revision: 449 })
    expect(reads).toEqual([0])
  })

  it('of another stream is not read, whoever put it under this one’s name', async () => {
    await saved()
    const [ours] = place.names
    const others: ReadModelStore = { ...place.store, load: () => place.store.load(ours ?? '') }
    const elsewhere = aStream('room')
    const { streams } = coldOn(store, others)
    expect(await answer(streams.load(elsewhere, room))).toMatchObject({ state: { seats: 0 }, revision: null })
  })

  it.each([
    ['as it was before the snapshot', 300],
    ['with another event where the snapshot ends', 500],
  ])('of a log that was put back (%s) is not used', async (_, events) => {
    await saved()
    const back = aStore()
    await filled(events, back)
    const { streams, reads } = coldOn(back)
    expect(await answer(streams.load(stream, room))).toMatchObject({
      state: { seats: events },
      revision: events - 1,
    })
    expect(reads).toEqual([399, 0])
  })

  it('is not written without a version of the fold', async () => {
    await filled(400)
    const { streams } = coldOn()
    const { snapshotVersion: _, ...without } = room
    await answer(streams.load(stream, without))
    await streams.settle()
    expect([place.names.size, place.loads()]).toEqual([0, 0])
  })

  it.each<readonly [string, Partial<ReadModelStore>]>([
    ['is full', { save: () => async () => failed({ _tag: 'Full', message: 'the disk is full' }) }],
    [
      'may only be read',
      { save: () => async () => failed({ _tag: 'ReadOnly', message: 'nothing may be written' }) },
    ],
    [
      'cannot be reached',
      { load: () => async () => failed({ _tag: 'Unreachable', message: 'the line is cut' }) },
    ],
    [
      'breaks',
      {
        save: () => async () => {
          throw new Error('broken')
        },
      },
    ],
  ])('changes no answer when its place %s, and nobody complains', async (_, broken) => {
    await filled(400)
    const { streams } = coldOn(store, { ...place.store, ...broken })
    expect(await answer(take(streams, stream, 1, wide))).toMatchObject({ revision: 400 })
    await streams.settle()
    expect(await answer(take(streams, stream, 1, wide))).toMatchObject({ revision: 401 })
  })

  it('keeps nobody waiting: commands are answered while one is being saved, and never two are at once', async () => {
    let saving = 0
    let most = 0
    let let_ = () => {}
    const slow: ReadModelStore = {
      ...place.store,
      save: (name, model) => async () => {
        saving += 1
        most = Math.max(most, saving)
        await new Promise<void>((resolve) => {
          let_ = resolve
        })
        saving -= 1
        return place.store.save(name, model)()
      },
    }
    await filled(400)
    const { streams } = coldOn(store, slow)
    const other = aStream('room')
    for (let n = 0; n < 250; n++) {
      await answer(take(streams, stream, 1, wide))
      await answer(take(streams, other, 1, wide))
    }
    while (saving === 0) await new Promise((resolve) => setImmediate(resolve))
    const settled = streams.settle()
    let isSettled = false
    void settled.then(() => {
      isSettled = true
    })
    while (!isSettled) {
      let_()
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect([most, place.names.size]).toEqual([1, 2])
  })

  it('does not hold what it could not give back', async () => {
    await filled(400)
    const { streams } = coldOn()
    const dated = { ...room, fold: { initial: new Date(0), fold: () => new Date(0) } }
    expect((await answer(streams.load(stream, dated))).revision).toBe(399)
    await streams.settle()
    expect(place.names.size).toBe(0)
  })
})
