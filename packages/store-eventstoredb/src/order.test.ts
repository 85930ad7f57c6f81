import { setTimeout } from 'node:timers/promises'
import { EventStoreDBClient } from '@eventstore/db-client'
import { isRight, right } from 'fp-ts/lib/Either.js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { aStream, idsOf, openedAt, someEvents, wholeLog } from '../test/harness.ts'
import { startWireServer, until, type WireServer } from '../test/wire-server.ts'

// Appends under way together, on a server that takes some first that came later.

let server: WireServer
beforeEach(async () => {
  server = await startWireServer()
})
afterEach(() => server.stop())

describe('appends to one stream', () => {
  test('sent without waiting go together in few calls, and each is answered for itself', async () => {
    const store = await openedAt(server.url)
    const stream = aStream()
    const before = server.appendsSeen()
    const batches = Array.from({ length: 100 }, (_, n) => someEvents(1 + (n % 3)))
    let next = -1
    const answers = await Promise.all(
      batches.map((batch) => {
        const expected = next < 0 ? 'noStream' : next
        next += batch.length
        return store.append(stream, expected, batch)()
      }),
    )
    let last = -1
    expect(answers).toEqual(
      batches.map(({ length }) => {
        last += length
        return right({ revision: last, repeated: false })
      }),
    )
    expect(idsOf(await wholeLog(store))).toEqual(idsOf(batches.flat()))
    expect(server.appendsSeen() - before).toBeLessThan(5)
    await store.close()
  })

  test('of which one was written by an earlier run are answered each as what it is', async () => {
    const store = await openedAt(server.url)
    const [stream, first, second, third] = [aStream(), someEvents(2), someEvents(2), someEvents(1)]
    await store.append(stream, 'noStream', first)()
    const answers = await Promise.all([
      store.append(stream, 'noStream', first)(),
      store.append(stream, 1, second)(),
      store.append(stream, 3, third)(),
    ])
    expect(answers).toEqual([
      right({ revision: 1, repeated: true }),
      right({ revision: 3, repeated: false }),
      right({ revision: 4, repeated: false }),
    ])
    await store.close()
  })

  test('are no more than one call to the server when nobody else is there', async () => {
    const store = await openedAt(server.url)
    const [stream, reads] = [aStream(), server.readsSeen()]
    for (let n = 0; n < 5; n++) await store.append(stream, n === 0 ? 'noStream' : n - 1, someEvents(1))()
    expect(server.readsSeen()).toBe(reads)
    await store.close()
  })

  test('that wait behind one which the server never answers end with it, unsent, and so does closing', async () => {
    const store = await openedAt(server.url, { deadlineMs: 100, patienceMs: 200 })
    server.behave('silent')
    const stream = aStream()
    const pending = Array.from({ length: 20 }, () => store.append(stream, 'any', someEvents(1))())
    await setTimeout(10)
    const seen = server.appendsSeen()
    const closing = store.close()
    for (const answer of await Promise.all(pending)) {
      expect(answer).toMatchObject({ left: { _tag: 'Unreachable' } })
    }
    expect(await closing).toEqual(right(undefined))
    expect(server.appendsSeen() - seen).toBeLessThan(20)
  })
})

describe('where any revision will do', () => {
  test.each(['any', 'exists'] as const)(
    'and "%s" is given ids of which some are stored, the answer is a Conflict, at once',
    async (expected) => {
      const store = await openedAt(server.url, { patienceMs: 60_000 })
      const [stream, [a], [b]] = [aStream(), someEvents(1), someEvents(1)]
      if (a === undefined || b === undefined) throw new Error('two events')
      await store.append(stream, 'any', [a])()
      const seen = server.appendsSeen()
      expect(await store.append(stream, expected, [a, b])()).toMatchObject({
        left: { _tag: 'Conflict', actual: 0 },
      })
      expect(server.appendsSeen()).toBe(seen)
      expect(await store.append(stream, expected, [a])()).toEqual(right({ revision: 0, repeated: true }))
      expect(await wholeLog(store)).toHaveLength(1)
      expect(await store.close()).toEqual(right(undefined))
    },
  )

  test('ids are looked for near the end of the stream, also after the server has forgotten them', async () => {
    const store = await openedAt(server.url, { deadlineMs: 2_000 })
    const [stream, events] = [aStream(), someEvents(2)]
    await store.append(stream, 'any', events)()
    server.die()
    await server.start()
    expect(await store.append(stream, 'any', events)()).toEqual(right({ revision: 1, repeated: true }))
    // Further back nobody looks: only an exact revision makes a retry safe.
    await store.append(stream, 1, someEvents(40))()
    expect(await store.append(stream, 'any', events)()).toEqual(right({ revision: 43, repeated: false }))
    expect(await store.append(stream, 'noStream', events)()).toEqual(right({ revision: 1, repeated: true }))
    await store.close()
  })

  test('and the first attempt was written without an answer, it is found and not made again', async () => {
    const store = await openedAt(server.url, { deadlineMs: 300 })
    const [stream, events, others] = [aStream(), someEvents(2), someEvents(3)]
    await store.append(stream, 'any', others)()
    server.behave('die after writing')
    const seen = server.appendsSeen()
    const pending = store.append(stream, 'any', events)()
    await until(() => server.appendsSeen() > seen, 'the append')
    await setTimeout(20)
    await server.start()
    expect(await pending).toEqual(right({ revision: 4, repeated: false }))
    expect(await wholeLog(store)).toHaveLength(5)
    await store.close()
  })
})

describe('a stream that was deleted', () => {
  const deletedSoftly = async () => {
    const store = await openedAt(server.url)
    const stream = aStream()
    await store.append(stream, 'noStream', someEvents(3))()
    const client = EventStoreDBClient.connectionString(server.url)
    await client.deleteStream(stream)
    return { store, stream, client }
  }

  test('softly is none: it begins again after its last revision, and a retry of that is known', async () => {
    const { store, stream, client } = await deletedSoftly()
    expect(await store.append(stream, 'exists', someEvents(1))()).toMatchObject({
      left: { _tag: 'Conflict', actual: null },
    })
    const again = someEvents(2)
    expect(await store.append(stream, 'noStream', again)()).toEqual(right({ revision: 4, repeated: false }))
    expect(await store.append(stream, 'noStream', again)()).toEqual(right({ revision: 4, repeated: true }))
    expect(await store.append(stream, 4, someEvents(1))()).toEqual(right({ revision: 5, repeated: false }))
    const read = []
    for await (const page of store.readStream(stream)) if (isRight(page)) read.push(...page.right)
    expect(read.map(({ revision }) => revision)).toEqual([3, 4, 5])
    await client.dispose()
    await store.close()
  })

  test('softly takes the very events that were deleted as new ones', async () => {
    const store = await openedAt(server.url)
    const [stream, events] = [aStream(), someEvents(2)]
    const client = EventStoreDBClient.connectionString(server.url)
    await store.append(stream, 'noStream', events)()
    await client.deleteStream(stream)
    expect(await store.append(stream, 'noStream', events)()).toEqual(right({ revision: 3, repeated: false }))
    await client.dispose()
    await store.close()
  })

  test('for good answers every append and read with a fault that says so', async () => {
    const { store, stream, client } = await deletedSoftly()
    await client.tombstoneStream(stream)
    for (const expected of ['any', 'exists', 'noStream', 2] as const) {
      expect(await store.append(stream, expected, someEvents(1))()).toMatchObject({
        left: { _tag: 'Corrupt' },
      })
    }
    for await (const page of store.readStream(stream))
      expect(page).toMatchObject({ left: { _tag: 'Corrupt' } })
    // The log of all streams goes on.
    expect(await wholeLog(store)).toHaveLength(3)
    await client.dispose()
    await store.close()
  })
})
