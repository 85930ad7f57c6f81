import {
  ANY,
  type AppendExpectedRevision,
  BACKWARDS,
  END,
  EventStoreDBClient,
  FORWARDS,
  jsonEvent,
  NO_STREAM,
  START,
  STREAM_EXISTS,
} from '@eventstore/db-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startWireServer, type WireServer } from '../test/wire-server.ts'

// What a real server was seen to do (22.10.5 and 23.10.6), row by row: our own has to do the same, and where KEHU_ESDB_URL names a real
// one, it is asked as well.

const real = process.env.KEHU_ESDB_URL
let own: WireServer
beforeAll(async () => {
  own = await startWireServer()
})
afterAll(() => own.stop())

describe.each(real === undefined ? ['our own'] : ['our own', 'a real server'])('%s', (which) => {
  let client: EventStoreDBClient
  beforeAll(() => {
    client = EventStoreDBClient.connectionString(which === 'our own' ? own.url : (real ?? ''))
    // One call an append, as the store makes it.
    Reflect.set(client, 'supports', async () => false)
  })
  afterAll(() => {
    // It waits for the end of calls that a server has refused; nobody has to.
    client.dispose().catch(() => undefined)
  })

  const aName = () => `row-${crypto.randomUUID()}`
  const anEvent = () => jsonEvent({ type: 'Happened', data: {} })
  const append = (
    stream: string,
    expectedRevision: AppendExpectedRevision,
    ...events: ReturnType<typeof anEvent>[]
  ) => client.appendToStream(stream, events, { expectedRevision })
  const typeOf = async (call: () => Promise<unknown>): Promise<unknown> => {
    try {
      await call()
      return 'ok'
    } catch (error) {
      return error instanceof Error ? Reflect.get(error, 'type') : error
    }
  }
  const revisions = async (stream: string, options: Parameters<EventStoreDBClient['readStream']>[1]) => {
    const seen: bigint[] = []
    for await (const { event } of client.readStream(stream, options)) if (event) seen.push(event.revision)
    return seen
  }

  test.each<AppendExpectedRevision>([ANY, STREAM_EXISTS])(
    '%s, first id known, the rest new: WrongExpectedVersion',
    async (expected) => {
      const [stream, a, b] = [aName(), anEvent(), anEvent()]
      await append(stream, ANY, a)
      expect(await typeOf(() => append(stream, expected, a, b))).toBe('wrong-expected-version')
      expect(await typeOf(() => append(stream, expected, a))).toBe('ok')
      expect(await revisions(stream, {})).toEqual([0n])
    },
  )

  test('the same ids at an exact revision are answered as the first time', async () => {
    const [stream, a, b] = [aName(), anEvent(), anEvent()]
    await append(stream, NO_STREAM, a)
    await append(stream, 0n, b)
    expect((await append(stream, NO_STREAM, a)).nextExpectedRevision).toBe(0n)
    expect(await typeOf(() => append(stream, NO_STREAM, a, anEvent()))).toBe('wrong-expected-version')
  })

  test('a stream deleted softly goes on with noStream, and is deleted for exists', async () => {
    const stream = aName()
    await append(stream, NO_STREAM, anEvent(), anEvent())
    await client.deleteStream(stream)
    expect(await typeOf(() => revisions(stream, {}))).toBe('stream-not-found')
    expect(await typeOf(() => append(stream, STREAM_EXISTS, anEvent()))).toBe('stream-deleted')
    expect((await append(stream, NO_STREAM, anEvent())).nextExpectedRevision).toBe(2n)
    expect(await revisions(stream, {})).toEqual([2n])
  })

  test('deleting a stream that is not there: WrongExpectedVersion', async () => {
    expect(await typeOf(() => client.deleteStream(aName()))).toBe('wrong-expected-version')
  })

  test('deleting, or tombstoning, a tombstoned stream: deleted; and so is writing and reading', async () => {
    const stream = aName()
    await append(stream, NO_STREAM, anEvent())
    await client.tombstoneStream(stream)
    for (const call of [
      () => client.deleteStream(stream),
      () => client.tombstoneStream(stream),
      () => append(stream, ANY, anEvent()),
      () => revisions(stream, {}),
    ]) {
      expect(await typeOf(call)).toBe('stream-deleted')
    }
    const last = []
    for await (const { event } of client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 50 })) {
      if (event?.streamId === stream) last.push({ type: event.type, revision: event.revision })
    }
    expect(last[0]).toEqual({ type: '$streamDeleted', revision: 2n ** 63n - 1n })
  })

  test('forwards from END: unknown; backwards from START: event 0 only', async () => {
    const stream = aName()
    await append(stream, NO_STREAM, anEvent(), anEvent())
    expect(await typeOf(() => revisions(stream, { direction: FORWARDS, fromRevision: END }))).toBe('unknown')
    expect(await revisions(stream, { direction: BACKWARDS, fromRevision: START })).toEqual([0n])
  })
})

test('our own reorders parallel appends, and forgets ids with any when it is started again', async () => {
  const client = EventStoreDBClient.connectionString(own.url)
  Reflect.set(client, 'supports', async () => false)
  const [a, ...sent] = Array.from({ length: 5 }, () => jsonEvent({ type: 'Happened', data: {} }))
  if (a === undefined) throw new Error('five events')
  await client.appendToStream('row-1', a)
  await Promise.all(sent.map((event) => client.appendToStream('row-1', event)))
  const stored = own.log.stream('row-1')
  expect(Array.isArray(stored) && stored.slice(1).map(({ id }) => id)).not.toEqual(sent.map(({ id }) => id))
  expect((await client.appendToStream('row-1', a)).nextExpectedRevision).toBe(0n)
  await client.dispose()
  own.die()
  await own.start()
  const again = EventStoreDBClient.connectionString(own.url)
  Reflect.set(again, 'supports', async () => false)
  expect((await again.appendToStream('row-1', a)).nextExpectedRevision).toBe(5n)
  await again.dispose()
})
