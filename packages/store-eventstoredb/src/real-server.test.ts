import { randomUUID } from 'node:crypto'
import { EventStoreDBClient } from '@eventstore/db-client'
import { present } from '@kehu/event-store'
import { describeEventStore } from '@kehu/event-store/conformance'
import { right } from 'fp-ts/lib/Either.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aStream, idsOf, openedAt, someEvents, wholeLog } from '../test/harness.ts'

// The same promises on a real server, and what only a real one can say of the assumptions the wire server is built on:
//   KEHU_ESDB_URL='esdb://127.0.0.1:2113?tls=false' pnpm test --project store-eventstoredb
const url = process.env.KEHU_ESDB_URL

const aLog = () => `t${randomUUID().replaceAll('-', '').slice(0, 20)}`

if (url === undefined) {
  test('no real server was named by KEHU_ESDB_URL: its promises and assumptions were not tried', () => {
    expect(process.env.KEHU_ESDB_URL).toBeUndefined()
  })
} else {
  describeEventStore('the EventStoreDB store on a real server', {
    lacks: ['duplicateIds'],
    patienceMs: 20_000,
    open: async () => {
      const log = aLog()
      const handles = [await openedAt(url, { log })]
      return {
        store: handles[0] ?? (await openedAt(url, { log })),
        another: async () => {
          const handle = await openedAt(url, { log })
          handles.push(handle)
          return handle
        },
        dispose: async () => {
          for (const handle of handles) await handle.close()
        },
      }
    },
  })

  describe('a real server', () => {
    let client: EventStoreDBClient
    beforeAll(() => {
      client = EventStoreDBClient.connectionString(url)
    })
    afterAll(() => client.dispose())

    test('says of an event of a stream the same position as of the same event of the log', async () => {
      const store = await openedAt(url, { log: aLog() })
      const stream = aStream()
      await store.append(stream, 'noStream', someEvents(3))()
      const ofStream = []
      for await (const page of store.readStream(stream))
        if (page._tag === 'Right') ofStream.push(...page.right)
      expect(ofStream).toEqual(await wholeLog(store))
      await store.close()
    })

    test('answers the same append at an exact revision as the first time, also after the stream went on', async () => {
      const store = await openedAt(url, { log: aLog() })
      const [stream, events] = [aStream(), someEvents(2)]
      await store.append(stream, 'noStream', events)()
      await store.append(stream, 1, someEvents(1))()
      expect(await store.append(stream, 'noStream', events)()).toEqual(right({ revision: 1, repeated: true }))
      await store.close()
    })

    test('begins a read backwards from a position before the event that stands there', async () => {
      const store = await openedAt(url, { log: aLog() })
      await store.append(aStream(), 'noStream', someEvents(4))()
      const log = await wholeLog(store)
      const after = log[2]?.position
      const pages = []
      for await (const page of store.readAll({
        direction: 'backwards',
        ...present({ after }),
      })) {
        if (page._tag === 'Right') pages.push(...idsOf(page.right.events))
      }
      expect(pages).toEqual(idsOf(log.slice(0, 2).toReversed()))
      await store.close()
    })

    test('keeps binary data byte for byte, and metadata as JSON with the correlation it knows', async () => {
      const log = aLog()
      const store = await openedAt(url, { log })
      const stream = aStream()
      await store.append(stream, 'noStream', someEvents(1, ' {"a" : 1.10} '))()
      for await (const { event } of client.readStream(`${log}:${stream}`, { maxCount: 1 })) {
        expect(event?.isJson).toBe(false)
        expect(event?.metadata).toMatchObject({ $correlationId: 'c' })
      }
      await store.close()
    })

    test('counts 1 MiB an append, with names and metadata', async () => {
      const store = await openedAt(url, { log: aLog() })
      const large = someEvents(1, JSON.stringify('x'.repeat(1_048_576 - 300)))
      const answer = await store.append(aStream(), 'noStream', large)()
      expect(['Right', 'TooLarge']).toContain(answer._tag === 'Right' ? 'Right' : answer.left._tag)
      await store.close()
    })
  })
}
