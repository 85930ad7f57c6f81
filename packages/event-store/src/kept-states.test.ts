import * as fc from 'fast-check'
import { right as done } from 'fp-ts/lib/Either.js'
import { v4 } from 'uuid'
import { beforeEach, describe, expect, it } from 'vitest'
import { runs } from '../../../tools/laws.ts'
import { answer, append, aStream, fault, wholeStream } from './conformance/given.ts'
import type { EventStore } from './event-store.ts'
import { createMemoryStore } from './memory-store.ts'
import { createMemoryReadModelStore } from './read-model-store.ts'
import type { StreamName } from './stream-name.ts'
import {
  aProcess,
  openPlace,
  replaceable,
  room,
  seatsTaken,
  take,
  takingOf,
  watched,
} from './streams.fixture.ts'

const aStore = () => createMemoryStore({ clock: () => 0, id: 'room' })
let store: EventStore
let stream: StreamName
beforeEach(() => {
  store = aStore()
  stream = aStream('room')
})

const wide = { capacity: Number.POSITIVE_INFINITY }
const filled = async (events: number, into: EventStore = store, seats = 1) => {
  await append(
    into,
    stream,
    'noStream',
    Array.from({ length: events }, () => seatsTaken(seats)),
  )
}

describe('a state that is kept', () => {
  it('spares reading the stream again: one event is read, to see that it is the same stream', async () => {
    await filled(1_200)
    const seen = watched(store)
    const streams = aProcess(seen.store)
    await answer(take(streams, stream, 1, wide))
    expect(seen.events()).toBe(1_200)
    for (const _ of [1, 2, 3]) await answer(take(streams, stream, 1, wide))
    expect(seen.reads).toEqual([0, 1_200, 1_201, 1_202])
    expect(seen.events()).toBe(1_203)
  })

  it('is brought up to date with what another process has stored, before anything is decided', async () => {
    const [one, other] = [aProcess(store), aProcess(store)]
    await answer(take(one, stream, 4))
    await answer(take(other, stream, 6))
    const seen: number[] = []
    const decide = ({ seats }: { seats: number }) => {
      seen.push(seats)
      return async () => done([takingOf(0)])
    }
    await answer(take(one, stream, 0, { decide }))
    expect(seen).toEqual([10])
    expect(await answer(other.load(stream, room))).toMatchObject({ state: { seats: 10 }, revision: 2 })
  })

  it('serves a queue of commands: what came in before the store last agreed reads nothing', async () => {
    const seen = watched(store)
    const streams = aProcess(seen.store)
    await Promise.all(Array.from({ length: 100 }, () => answer(take(streams, stream, 1, wide))))
    expect(seen.reads).toEqual([0])
    expect(seen.appends()).toBe(100)
  })

  it('is read once for all who ask at once, and again for those who ask later', async () => {
    await filled(3)
    const seen = watched(store)
    const streams = aProcess(seen.store)
    const load = async () => (await answer(streams.load(stream, room))).state.seats
    expect(await Promise.all([load(), load(), load()])).toEqual([3, 3, 3])
    // The first had begun when the others asked, who share the next.
    expect(seen.reads).toEqual([0, 2])
    await append(store, stream, 2, [seatsTaken(4)])
    expect(await load()).toBe(7)
  })

  it('is kept for its fold alone', async () => {
    await filled(3)
    const streams = aProcess(store)
    const counting = {
      ...room,
      fold: { initial: 0, fold: (n: number, e: ReadonlyArray<unknown>) => n + e.length },
    }
    expect((await answer(streams.load(stream, room))).state.seats).toBe(3)
    expect((await answer(streams.load(stream, counting))).state).toBe(3)
    expect((await answer(streams.load(stream, room))).state.seats).toBe(3)
  })
})

describe('a stream whose past has changed', () => {
  it.each([
    ['deleted', 0],
    ['cut short', 2],
    ['told anew, as long as before', 4],
    ['told anew, and longer', 6],
  ])('(%s) is read from the beginning: nothing is decided on what it was', async (_, events) => {
    const { store: moving, become } = replaceable(store)
    await filled(4)
    const streams = aProcess(moving)
    await answer(streams.load(stream, room))
    const other = aStore()
    if (events > 0) await filled(events, other, 0)
    become(other)
    expect(await fault(take(streams, stream, 11))).toMatchObject({ _tag: 'SeatsFull', free: 10 })
    expect(await answer(take(streams, stream, 1))).toMatchObject({ revision: events })
    expect(await answer(streams.load(stream, room))).toMatchObject({ state: { seats: 1 } })
  })

  it('forgets the commands that are no longer in it', async () => {
    const { store: moving, become } = replaceable(store)
    const streams = aProcess(moving)
    const commandId = v4()
    await answer(take(streams, stream, 1, { commandId, commandIdGiven: true }))
    become(aStore())
    expect(await answer(take(streams, stream, 1, { commandId, commandIdGiven: true }))).toMatchObject({
      retried: false,
      revision: 0,
    })
  })

  it('that begins later than at its first event, as after a deletion on EventStoreDB, is what is there', async () => {
    await filled(4)
    const streams = aProcess({
      ...store,
      readStream: (name, options = {}) =>
        store.readStream(name, { ...options, from: Math.max(options.from ?? 0, deleted) }),
    })
    let deleted = 0
    await answer(streams.load(stream, room))
    await append(store, stream, 3, [seatsTaken(2)])
    deleted = 4
    expect(await answer(streams.load(stream, room))).toMatchObject({ state: { seats: 2 }, revision: 4 })
  })
})

/** What a few processes do to two rooms, one after the other. */
const steps = fc.array(
  fc.record({
    process: fc.nat(1),
    room: fc.nat(1),
    seats: fc.nat(4),
    again: fc.nat(30),
    kind: fc.constantFrom('take', 'take', 'take', 'retry', 'reuse', 'load', 'stale'),
  }),
  { minLength: 5, maxLength: 30 },
)

describe('with and without kept states and snapshots', () => {
  it('every command of two processes gets the same answer, whatever is done between', async () => {
    let retried = 0
    let refused = 0
    let snapshotsRead = 0
    await fc.assert(
      fc.asyncProperty(steps, fc.constantFrom(1, 2, 3), async (commands, every) => {
        const rooms = [aStream('room'), aStream('room')]
        const run = async (kind: 'kept' | 'cold' | 'snapshots') => {
          const on = aStore()
          const place = openPlace(createMemoryReadModelStore())
          const cache = kind === 'kept' ? { entriesMax: 1 + (every % 2) } : { entriesMax: 0 }
          const more = kind === 'snapshots' ? { snapshots: { store: place.store, every } } : {}
          const processes = [1, 2].map(() => aProcess(on, { cache, ...more }))
          const answers: unknown[] = []
          const outOf = <A>(all: ReadonlyArray<A>, n: number): A => {
            const one = all[n % all.length]
            if (one === undefined) throw new Error('there are two of each')
            return one
          }
          for (const [n, { process, room: name, seats, again, kind: what }] of commands.entries()) {
            const streams = outOf(processes, process)
            const of = outOf(rooms, name)
            const earlier = `c-${again % (n + 1)}`
            const options = {
              take: { commandId: `c-${n}` },
              retry: { commandId: earlier },
              reuse: { commandId: earlier, actor: 'u-2' },
              stale: { commandId: `c-${n}`, expectedRevision: again % 5 },
              load: {},
            }[what]
            answers.push(
              what === 'load'
                ? await streams.load(of, room)()
                : await take(streams, of, seats, { commandIdGiven: true, ...options })(),
            )
            await streams.settle()
          }
          snapshotsRead += place.names.size
          return { answers, rooms: await Promise.all(rooms.map((of) => wholeStream(on, of))) }
        }
        const cold = await run('cold')
        expect(await run('kept')).toEqual(cold)
        expect(await run('snapshots')).toEqual(cold)
        const text = JSON.stringify(cold.answers, (_, value) =>
          typeof value === 'bigint' ? `${value}` : value,
        )
        retried += text.includes('"retried":true') ? 1 : 0
        refused += text.includes('CommandIdReused') && text.includes('SeatsFull') ? 1 : 0
      }),
      { numRuns: runs({ everyday: 100, full: 300 }) },
    )
    expect(retried).toBeGreaterThan(runs({ everyday: 5, full: 50 }))
    expect(refused).toBeGreaterThan(runs({ everyday: 1, full: 20 }))
    expect(snapshotsRead).toBeGreaterThan(runs({ everyday: 50, full: 300 }))
  })

  it('commands of two processes at once never see a state that the store does not hold', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.array(fc.nat(1), { minLength: 2, maxLength: 8 }), async (s, of) => {
        const on = aStore()
        const scheduled: EventStore = {
          ...on,
          append: (name, expected, events) => async () => {
            await s.schedule(Promise.resolve(), 'append')
            return on.append(name, expected, events)()
          },
          readStream: (name, options) => ({
            async *[Symbol.asyncIterator]() {
              await s.schedule(Promise.resolve(), 'read')
              yield* on.readStream(name, options)
            },
          }),
        }
        const processes = [aProcess(scheduled), aProcess(scheduled)]
        const name = aStream('room')
        const decided: number[] = []
        const all = Promise.all(
          of.map((n) =>
            answer(
              take(processes[n] ?? aProcess(scheduled), name, 1, {
                decide: (state) => async () => {
                  decided.push(state.seats)
                  return done([takingOf(1)])
                },
              }),
            ),
          ),
        )
        const handled = await s.waitFor(all)
        // Each was decided on all that stands before it, and on nothing else.
        const stored = await wholeStream(on, name)
        expect(handled.map(({ revision }) => revision).sort()).toEqual(stored.map(({ revision }) => revision))
        expect([...new Set(decided)].sort((a, b) => a - b)).toEqual(stored.map((_, n) => n))
      }),
      { numRuns: 200 },
    )
  })
})
