import * as fc from 'fast-check'
import { right as done, left as failed, isLeft } from 'fp-ts/lib/Either.js'
import { v4 } from 'uuid'
import { beforeEach, describe, expect, it } from 'vitest'
import { runs } from '../../../tools/laws.ts'
import { answer, append, aStream, fault, events as someEvents, wholeStream } from './conformance/given.ts'
import type { EventStore } from './event-store.ts'
import type { AppendFault } from './faults.ts'
import { createMemoryStore } from './memory-store.ts'
import type { StreamName } from './stream-name.ts'
import { sleepFor } from './streams/patience.ts'
import {
  aProcess,
  type Event,
  room,
  type SeatsTaken,
  type Taking,
  take,
  takingOf,
  unreachable,
} from './streams.fixture.ts'

let store: EventStore
let stream: StreamName
beforeEach(() => {
  store = createMemoryStore({ clock: () => 0, id: 'room' })
  stream = aStream('room')
})

const wide = { capacity: Number.POSITIVE_INFINITY }
const commandsIn = async (of: StreamName) =>
  (await wholeStream(store, of)).map(({ metadata: { commandId } }) => commandId)

describe('commands on one stream', () => {
  it('in one process are stored in the order in which they came, 2,000 at once, none refused', async () => {
    const streams = aProcess(store)
    const ids = Array.from({ length: 2_000 }, (_, n) => `c-${n}`)
    await Promise.all(ids.map((commandId) => answer(take(streams, stream, 1, { ...wide, commandId }))))
    expect(await commandsIn(stream)).toEqual(ids)
  })

  it('in two processes are all stored, 2,000 at once, none refused', async () => {
    const processes = [aProcess(store), aProcess(store)]
    const ids = Array.from({ length: 2_000 }, (_, n) => `c-${n}`)
    const handled = await Promise.all(
      ids.map((commandId, n) =>
        answer(take(processes[n % 2] ?? aProcess(store), stream, 1, { ...wide, commandId })),
      ),
    )
    expect(new Set(handled.map(({ revision }) => revision)).size).toBe(2_000)
    expect((await commandsIn(stream)).sort()).toEqual(ids.sort())
  })

  it('are not held up by one that is refused, that throws, or that says nothing for a while', async () => {
    const streams = aProcess(store, { sleep: sleepFor })
    const throws: Taking = {
      decide: () => {
        throw new Error('a bug')
      },
    }
    let goOn = () => {}
    const slow: Taking = {
      decide: () => async () => {
        await new Promise<void>((resolve) => {
          goOn = resolve
        })
        return done([takingOf(1)])
      },
    }
    const refused = take(streams, stream, 11)()
    const thrown = take(streams, stream, 1, throws)()
    const waiting = take(streams, stream, 1, slow)()
    expect(await answer(take(streams, stream, 2))).toMatchObject({ revision: 0 })
    expect(await refused).toMatchObject({ left: { _tag: 'SeatsFull' } })
    expect(await thrown).toMatchObject({
      left: { _tag: 'Defect', message: expect.stringContaining('a bug') },
    })
    const others = answer(take(streams, stream, 2))
    goOn()
    await others
    // The slow one finds that others were faster, and decides again.
    while ((await commandsIn(stream)).length < 3) {
      goOn()
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect(await waiting).toMatchObject({ right: { retried: false } })
  })

  it('do not hold up another stream', async () => {
    const streams = aProcess(store, { sleep: () => new Promise(() => undefined) })
    void take(streams, stream, 1, { decide: () => () => new Promise(() => undefined) })()
    expect(await answer(take(streams, aStream('room'), 1))).toMatchObject({ revision: 0 })
  })
})

describe('a command that handles another on a second stream first', () => {
  /** As the merging of two customers does: the survivor is told before the duplicate is. */
  const mergeInto = (
    streams: ReturnType<typeof aProcess>,
    from: StreamName,
    into: StreamName,
    id = v4(),
    inner = id,
  ) =>
    take(streams, from, 0, {
      commandId: id,
      commandIdGiven: true,
      decide: () => async () => {
        const absorbed = await take(streams, into, 1, {
          ...wide,
          commandId: inner,
          commandIdGiven: true,
          step: 'absorb',
        })()
        return isLeft(absorbed)
          ? failed({ _tag: 'SeatsFull', message: absorbed.left.message, free: 0 })
          : done([takingOf(2)])
      },
    })

  it('comes to its end when another does so crosswise at once, in one process and in two', async () => {
    for (const processes of [[aProcess(store, { sleep: sleepFor })], [aProcess(store), aProcess(store)]]) {
      const [a, b] = [aStream('room'), aStream('room')]
      const [one, other = one] = processes
      if (one === undefined || other === undefined) throw new Error('there is one')
      const both = await Promise.all([mergeInto(one, a, b)(), mergeInto(other, b, a)()])
      expect(both).toMatchObject([{ right: { retried: false } }, { right: { retried: false } }])
      for (const name of [a, b]) expect(await wholeStream(store, name)).toHaveLength(2)
    }
  })

  it('comes to its end on its own stream, too', async () => {
    const streams = aProcess(store, { sleep: sleepFor })
    await answer(mergeInto(streams, stream, stream, v4(), v4()))
    expect(await wholeStream(store, stream)).toHaveLength(2)
  })
})

/** What a store may do to an append beside taking it. */
type Fate = 'well' | 'conflict' | 'lost before' | 'lost after' | 'overtaken' | 'busy'

const trouble: Readonly<Record<'busy' | 'conflict', AppendFault>> = {
  busy: { _tag: 'Busy', message: 'somebody else holds the store' },
  conflict: { _tag: 'Conflict', stream: '', expected: 0, actual: null, message: 'it seems so' },
}

/** A store that fails by lot, but says nothing that is not true of a real one. */
const faulty = (inner: EventStore, fates: Iterator<Fate>): EventStore => ({
  ...inner,
  append: (name, expected, events) => async () => {
    const fate: Fate = fates.next().value ?? 'well'
    await new Promise((resolve) => setImmediate(resolve))
    if (fate === 'busy' || fate === 'conflict') return failed(trouble[fate])
    if (fate === 'lost before') return failed(unreachable)
    if (fate === 'overtaken') {
      await append(inner, name, 'any', someEvents(1, { type: 'SeatsTaken', data: '{"seats":0}' }))
    }
    const appended = await inner.append(name, expected, events)()
    return fate === 'lost after' ? failed(unreachable) : appended
  },
})

describe('whatever the store does', () => {
  it('each command is stored once or not at all, its answer tells which, and the queue goes on', async () => {
    let lost = 0
    let stored = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ process: fc.nat(1), given: fc.boolean(), room: fc.nat(1) }), { maxLength: 12 }),
        fc.infiniteStream(
          fc.constantFrom<Fate>(
            ...([
              'well',
              'well',
              'conflict',
              'lost before',
              'lost after',
              'lost after',
              'overtaken',
              'busy',
            ] as const),
          ),
        ),
        async (commands, fates) => {
          store = createMemoryStore({ clock: () => 0, id: 'room' })
          const rooms = [aStream('room'), aStream('room')]
          const inTrouble = faulty(store, fates[Symbol.iterator]())
          const processes = [aProcess(inTrouble), aProcess(inTrouble)]
          const outcomes = await Promise.all(
            commands.map(({ process, given, room: of }, n) =>
              take(processes[process] ?? aProcess(store), rooms[of] ?? stream, 1, {
                ...wide,
                commandId: `c-${n}`,
                commandIdGiven: given,
              })(),
            ),
          )
          const written = (await Promise.all(rooms.map(commandsIn)))
            .flat()
            .filter((id) => id.startsWith('c-'))
          expect(new Set(written).size).toBe(written.length)
          for (const [n, outcome] of outcomes.entries()) {
            const isThere = written.includes(`c-${n}`)
            if (!isLeft(outcome)) expect(isThere).toBe(true)
            else if (outcome.left._tag === 'Unreachable') lost += 1
            else expect([outcome.left._tag, isThere]).toEqual(['Busy', false])
          }
          stored += written.length
          // And when the store is well again everything that was unsure can be asked again.
          for (const [n, { room: of, given }] of commands.entries()) {
            const again = take(aProcess(store), rooms[of] ?? stream, 1, {
              ...wide,
              commandId: `c-${n}`,
              commandIdGiven: given,
            })
            expect(await answer(again)).toMatchObject({ retried: written.includes(`c-${n}`) })
          }
          for (const [n, of] of rooms.entries()) {
            const fresh = await answer(aProcess(store).load(of, room))
            for (const process of processes) expect(await answer(process.load(of, room))).toEqual(fresh)
            expect(fresh.state.seats).toBe(commands.filter((one) => one.room === n).length)
          }
        },
      ),
      { numRuns: runs({ everyday: 100, full: 300 }) },
    )
    expect(stored).toBeGreaterThan(runs({ everyday: 100, full: 500 }))
    expect(lost).toBeGreaterThan(0)
  })

  it('every command in the queue is answered when it is closed meanwhile', async () => {
    const streams = aProcess(store)
    const all = Array.from({ length: 50 }, (_, n) =>
      take(streams, stream, 1, {
        decide: () => async () => {
          if (n === 20) await store.close()
          return done([takingOf(1)])
        },
      })(),
    )
    const outcomes = await Promise.all(all)
    expect(outcomes.map((outcome) => (isLeft(outcome) ? outcome.left._tag : 'stored'))).toEqual([
      ...Array(20).fill('stored'),
      ...Array(30).fill('Closed'),
    ])
    expect(await fault(streams.load(stream, room))).toMatchObject({ _tag: 'Closed' })
  })

  it('nothing is thrown, whatever was given', async () => {
    const thrower = () => {
      throw new Error('a bug')
    }
    const broken: EventStore = { ...store, append: () => thrower, readStream: thrower }
    expect(await fault(take(aProcess(broken), stream, 1))).toMatchObject({ _tag: 'Defect' })
    expect(await fault(aProcess(broken).load(stream, room))).toMatchObject({ _tag: 'Defect' })
    for (const with_ of [
      { decide: thrower },
      { idOf: thrower },
      { aggregate: { ...room, belongs: (_: Event): _ is SeatsTaken => thrower() } },
      { aggregate: { ...room, fold: { ...room.fold, fold: thrower } } },
    ] satisfies ReadonlyArray<Taking>) {
      const streams = aProcess(store)
      expect(await fault(take(streams, aStream('room'), 1, with_))).toMatchObject({ _tag: 'Defect' })
    }
  })
})
