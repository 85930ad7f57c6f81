import { right as done } from 'fp-ts/lib/Either.js'
import { v4 } from 'uuid'
import { beforeEach, describe, expect, it } from 'vitest'
import { answer, aStream, fault, idsOf, wholeLog, wholeStream } from './conformance/given.ts'
import type { EventStore } from './event-store.ts'
import { createMemoryStore } from './memory-store.ts'
import type { StreamName } from './stream-name.ts'
import { aProcess, losingAnswers, type SeatsTaken, type Taking, take, takingOf } from './streams.fixture.ts'

let store: EventStore
let stream: StreamName
let commandId: string
beforeEach(() => {
  store = createMemoryStore({ clock: () => 0, id: 'room' })
  stream = aStream('room')
  commandId = v4()
})

const given: Taking = { commandIdGiven: true }

describe('a command id that is used again', () => {
  it('for the same command by the same actor is a retry, by a process that has just begun as well', async () => {
    const streams = aProcess(store)
    const first = await answer(take(streams, stream, 4, { ...given, commandId, commandDigest: 'd' }))
    for (const process of [streams, aProcess(store)]) {
      expect(await answer(take(process, stream, 4, { ...given, commandId, commandDigest: 'd' }))).toEqual({
        ...first,
        retried: true,
      })
    }
  })

  it.each<readonly [string, Taking]>([
    ['another content', { commandDigest: 'other' }],
    ['no digest where the first had one', {}],
    ['another actor', { commandDigest: 'd', actor: 'u-2' }],
    ['other personal values, as the caller sees', { commandDigest: 'd', isRepeat: () => false }],
  ])('with %s is another command’s: nothing is shown, decided or stored', async (_, with_) => {
    await answer(take(aProcess(store), stream, 4, { ...given, commandId, commandDigest: 'd' }))
    const before = await wholeLog(store)
    let decided = 0
    const decide = () => async () => {
      decided += 1
      return done([takingOf(1)])
    }
    for (const revisions of [{}, { expectedRevision: 0 }, { expectedRevision: null }]) {
      const reused = await fault(
        take(aProcess(store), stream, 4, { ...given, commandId, decide, ...with_, ...revisions }),
      )
      expect(Object.keys(reused).sort()).toEqual(['_tag', 'commandId', 'message'])
      expect(reused).toMatchObject({ _tag: 'CommandIdReused', commandId })
      expect(reused.message).not.toMatch(/u-1|seats|room/)
    }
    expect(decided).toBe(0)
    expect(await wholeLog(store)).toEqual(before)
  })

  it('is compared with the events of the first time, all of them and no other', async () => {
    const three = () => async () => done([1, 2, 3].map(takingOf))
    const compared: ReadonlyArray<SeatsTaken>[] = []
    const isRepeat = (earlier: ReadonlyArray<SeatsTaken>) => {
      compared.push(earlier)
      return true
    }
    const streams = aProcess(store)
    await answer(take(streams, stream, 1))
    await answer(take(streams, stream, 0, { commandId, decide: three }))
    await answer(take(streams, stream, 1))
    await answer(take(streams, stream, 0, { commandId, decide: three, isRepeat }))
    expect(compared).toEqual([[1, 2, 3].map(takingOf)])
  })

  it('counts as the same where the first was stored before there were digests', async () => {
    await answer(take(aProcess(store), stream, 4, { ...given, commandId }))
    const again = take(aProcess(store), stream, 4, { ...given, commandId, commandDigest: 'd' })
    expect(await answer(again)).toMatchObject({ retried: true })
  })

  it('on another stream is refused by a store that knows ids, whatever the command', async () => {
    await answer(take(aProcess(store), stream, 4, { ...given, commandId }))
    const elsewhere = aStream('room')
    expect(await fault(take(aProcess(store), elsewhere, 4, { ...given, commandId }))).toMatchObject({
      _tag: 'CommandIdReused',
      commandId,
    })
    expect(await wholeStream(store, elsewhere)).toEqual([])
  })

  it('for another step of the same command is no matter', async () => {
    const streams = aProcess(store)
    await answer(take(streams, stream, 4, { ...given, commandId }))
    await answer(take(streams, aStream('room'), 4, { ...given, commandId, step: 'absorb' }))
    expect(await wholeLog(store)).toHaveLength(2)
  })

  it('is no matter where the id was not the caller’s: each event then has a new id', async () => {
    const streams = aProcess(store)
    await answer(take(streams, stream, 4, { commandId }))
    await answer(take(streams, aStream('room'), 4, { commandId }))
    expect(await wholeLog(store)).toHaveLength(2)
  })

  it('that is empty is no id: each command is a new one', async () => {
    const streams = aProcess(store)
    for (const _ of [1, 2]) await answer(take(streams, stream, 4, { ...given, commandId: '' }))
    const stored = await wholeStream(store, stream)
    expect(stored).toHaveLength(2)
    expect(new Set(stored.map(({ metadata }) => metadata.commandId)).has('')).toBe(false)
  })
})

describe('the same command at once', () => {
  const twins = async (one: Taking, other: Taking) =>
    Promise.all([
      take(aProcess(store), stream, 4, { ...given, commandId, ...one })(),
      take(aProcess(store), stream, 4, { ...given, commandId, ...other })(),
    ])

  it.each<readonly [string, Taking]>([
    ['with an id of its own', {}],
    ['with an expected revision', { expectedRevision: null }],
    ['with an id that the front door made', { commandIdGiven: false }],
  ])('in two processes, %s, is stored once, and both hear of the same events', async (_, with_) => {
    const outcomes = await twins({ commandDigest: 'd', ...with_ }, { commandDigest: 'd', ...with_ })
    const [stored] = await wholeStream(store, stream)
    expect(await wholeStream(store, stream)).toHaveLength(1)
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ right: { revision: 0, events: [{ id: stored?.id }] } })
    }
    expect(outcomes.map((one) => one._tag === 'Right' && one.right.retried).sort()).toEqual([false, true])
  })

  it('is not what another command under its id is, though their events have the same ids', async () => {
    const outcomes = await twins({ commandDigest: 'd' }, { commandDigest: 'e' })
    expect(outcomes[0]).toMatchObject({ right: { retried: false } })
    expect(outcomes[1]).toMatchObject({ left: { _tag: 'CommandIdReused' } })
  })
})

describe('an answer that got lost', () => {
  it.each([given, {}, { commandId: '' }])(
    'is asked for again with the same ids (%o): stored once, and answered as if nothing had been',
    async (with_) => {
      const streams = aProcess(losingAnswers(store, 3))
      const handled = await answer(take(streams, stream, 4, with_))
      expect(handled).toMatchObject({ revision: 0, retried: false })
      expect(idsOf(handled.events)).toEqual(idsOf(await wholeStream(store, stream)))
      expect(await answer(take(streams, stream, 4))).toMatchObject({ revision: 1 })
    },
  )

  it('is told of when it stays lost, and the next command counts what was stored', async () => {
    const streams = aProcess(losingAnswers(store, 6))
    expect(await fault(take(streams, stream, 9))).toMatchObject({ _tag: 'Unreachable' })
    expect(await fault(take(streams, stream, 2))).toMatchObject({ _tag: 'SeatsFull', free: 1 })
    expect(await wholeStream(store, stream)).toHaveLength(1)
  })

  it('is heard of even when the patience has ended', async () => {
    let now = 0
    const slow: EventStore = {
      ...losingAnswers(store, 1),
      append: (...args) => {
        const lost = losing.append(...args)
        return async () => {
          const answered = await lost()
          now += 9_999
          return answered
        }
      },
    }
    const losing = losingAnswers(store, 1)
    const handled = await answer(take(aProcess(slow, { clock: () => now }), stream, 4))
    expect(handled).toMatchObject({ revision: 0, retried: false })
  })
})
