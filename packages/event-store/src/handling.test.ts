import * as fc from 'fast-check'
import { right as done, isRight } from 'fp-ts/lib/Either.js'
import { v4, v5 } from 'uuid'
import { beforeEach, describe, expect, it } from 'vitest'
import { anEvent, answer, append, aStream, fault, wholeStream } from './conformance/given.ts'
import type { EventStore } from './event-store.ts'
import { createMemoryStore } from './memory-store.ts'
import type { StreamName } from './stream-name.ts'
import {
  aProcess,
  losingAnswers,
  overtakenBy,
  type SeatsTaken,
  type Taking,
  take as takeOn,
  takingOf,
  unreachable,
} from './streams.fixture.ts'

let store: EventStore
let stream: StreamName
/** Another store to handle on, for a test. */
let on: EventStore | null = null

beforeEach(() => {
  store = createMemoryStore({ clock: () => 0, id: 'room' })
  stream = aStream('room')
  on = null
})

/** Each time by a process that has just begun. */
const take = (seats: number, others: Taking = {}) => takeOn(aProcess(on ?? store), stream, seats, others)

const taken = async () => (await wholeStream(store, stream)).length

describe('handling a command', () => {
  it('loads, decides and appends', async () => {
    expect(await answer(take(4))).toMatchObject({
      revision: 0,
      retried: false,
      events: [{ event: takingOf(4) }],
    })
    expect(await answer(take(6))).toMatchObject({ revision: 1, retried: false })
    const [first] = await wholeStream(store, stream)
    expect(first).toMatchObject({
      type: 'SeatsTaken',
      version: 1,
      data: '{"seats":4}',
      occurredOn: '2024-02-29',
    })
    expect(first?.metadata).toMatchObject({ actor: 'u-1' })
  })

  it('answers what is refused with the reason, and stores nothing', async () => {
    await answer(take(8))
    expect(await fault(take(3))).toEqual({ _tag: 'SeatsFull', message: 'not enough seats', free: 2 })
    expect(await taken()).toBe(1)
  })

  it('stores nothing when nothing happened', async () => {
    expect(await answer(take(0))).toEqual({ events: [], revision: null, retried: false })
    await answer(take(1))
    expect(await answer(take(0))).toEqual({ events: [], revision: 0, retried: false })
    expect(await taken()).toBe(1)
  })

  it('gives events the ids that the caller derives', async () => {
    const idOf = () => v5('seat', v5.URL)
    expect((await answer(take(1, { idOf }))).events[0]?.id).toBe(idOf())
    expect((await wholeStream(store, stream))[0]?.id).toBe(idOf())
  })

  it('stores nothing of a decision that cannot be written', async () => {
    const broken: SeatsTaken = JSON.parse('{"type":"SeatsTaken","occurredOn":"2024-02-29","data":{}}')
    const decide = () => async () => done([takingOf(1), broken])
    expect(await fault(take(1, { decide }))).toMatchObject({ _tag: 'Unencodable' })
    expect(await taken()).toBe(0)
  })

  it('does not decide on a history that it cannot read', async () => {
    await append(store, stream, 'noStream', [anEvent({ type: 'Unheard' })])
    const { decide, times } = counting()
    expect(await fault(take(1, { decide }))).toMatchObject({ _tag: 'Undecodable' })
    expect(times()).toBe(0)
  })
})

describe('a retry', () => {
  it('decides nothing and is answered with the events of the first time', async () => {
    const commandId = v4()
    const first = await answer(take(9, { commandId }))
    await answer(take(1))
    // The room is full by now: deciding again would refuse it.
    expect(await answer(take(9, { commandId }))).toEqual({ events: first.events, revision: 1, retried: true })
    expect(await taken()).toBe(2)
  })

  it('is recognised even if it comes with the revision that the first one had seen', async () => {
    const commandId = v4()
    await answer(take(9, { commandId, expectedRevision: null }))
    expect(await answer(take(9, { commandId, expectedRevision: null }))).toMatchObject({
      retried: true,
      revision: 0,
    })
  })

  it('of a command whose outcome nobody heard of finds it', async () => {
    const commandId = v4()
    on = losingAnswers(store, Number.POSITIVE_INFINITY)
    expect(await fault(take(9, { commandId }))).toEqual(unreachable)
    on = null
    expect(await answer(take(9, { commandId }))).toMatchObject({ retried: true, revision: 0 })
    expect(await taken()).toBe(1)
  })

  it('of every command of any history changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ seats: fc.integer({ min: 0, max: 4 }), again: fc.nat(20) }), { maxLength: 20 }),
        async (commands) => {
          ;[store, stream] = [createMemoryStore({ clock: () => 0, id: 'room' }), aStream('room')]
          const accepted: { commandId: string; seats: number; ids: ReadonlyArray<string> }[] = []
          for (const { seats, again } of commands) {
            const commandId = v4()
            const handled = await take(seats, { commandId })()
            if (isRight(handled) && handled.right.events.length > 0) {
              accepted.push({ commandId, seats, ids: handled.right.events.map(({ id }) => id) })
            }
            const earlier = accepted[again % Math.max(accepted.length, 1)]
            if (earlier === undefined) continue
            const before = await taken()
            const retried = await answer(take(earlier.seats, earlier))
            expect(retried).toMatchObject({ retried: true, revision: before - 1 })
            expect(retried.events.map(({ id }) => id)).toEqual(earlier.ids)
            expect(await taken()).toBe(before)
          }
        },
      ),
      { numRuns: 200 },
    )
  })
})

describe('when somebody else was faster', () => {
  it('it decides again on what is there now', async () => {
    on = overtakenBy(store, [4])
    expect(await answer(take(5))).toMatchObject({ revision: 1 })
    expect(await taken()).toBe(2)
  })

  it('the new decision may be a refusal', async () => {
    on = overtakenBy(store, [8])
    expect(await fault(take(5))).toMatchObject({ _tag: 'SeatsFull', free: 2 })
  })

  it('it decides again however often, until its patience ends; then it says what to do, and nothing of it is stored', async () => {
    const { decide, times } = counting()
    on = overtakenBy(store, Array(20).fill(0))
    expect(await answer(take(1, { decide }))).toMatchObject({ revision: 20 })
    expect(times()).toBe(21)
    on = overtakenBy(store, Array(1_000).fill(0))
    const busy = await fault(takeOn(aProcess(on, { patienceMs: 500 }), stream, 1))
    expect(busy).toMatchObject({
      _tag: 'Busy',
      message: expect.stringMatching(/again, with the same command id/),
    })
    expect((await wholeStream(store, stream)).filter(({ data }) => data === '{"seats":1}')).toHaveLength(1)
  })

  it('the conflict is the caller’s who gave the revision he had seen, before anything is decided', async () => {
    await answer(take(1))
    const { decide, times } = counting()
    const conflict = await fault(take(1, { decide, expectedRevision: null }))
    expect(conflict).toMatchObject({ _tag: 'Conflict', expected: 'noStream', actual: 0 })
    expect(await fault(take(1, { decide, expectedRevision: 7 }))).toMatchObject({
      _tag: 'Conflict',
      expected: 7,
      actual: 0,
    })
    expect(times()).toBe(0)
    on = overtakenBy(store, [1])
    expect(await fault(take(1, { expectedRevision: 0 }))).toMatchObject({
      _tag: 'Conflict',
      expected: 0,
      actual: 1,
    })
  })

  it('many at once in several processes never take more seats than there are, and none is refused but for that', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(2), fc.integer({ min: 1, max: 4 })), { minLength: 2, maxLength: 8 }),
        async (wishes) => {
          ;[store, stream] = [createMemoryStore({ clock: () => 0, id: 'room' }), aStream('room')]
          const processes = [aProcess(store), aProcess(store), aProcess(store)]
          const outcomes = await Promise.all(
            wishes.map(([of, seats]) => takeOn(processes[of] ?? aProcess(store), stream, seats)()),
          )
          const got = outcomes.flatMap((outcome, i) => (isRight(outcome) ? [wishes[i]?.[1] ?? 0] : []))
          const sum = got.reduce((a, b) => a + b, 0)
          expect(sum).toBeLessThanOrEqual(10)
          expect(await taken()).toBe(got.length)
          for (const outcome of outcomes) {
            if (!isRight(outcome)) expect(outcome.left._tag).toBe('SeatsFull')
          }
        },
      ),
      { numRuns: 200 },
    )
  })
})

/** Takes a seat, and counts how often it was asked. */
const counting = () => {
  let decided = 0
  const decide = () => async () => {
    decided++
    return done([takingOf(1)])
  }
  return { decide, times: () => decided }
}
