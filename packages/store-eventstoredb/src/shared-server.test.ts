import { setTimeout } from 'node:timers/promises'
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client'
import type { EventStore, Position } from '@kehu/event-store'
import { isLeft, isRight, right } from 'fp-ts/lib/Either.js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { aCertificate } from '../test/certificate.ts'
import { aStream, idsOf, openedAt, someEvents, wholeLog } from '../test/harness.ts'
import { startWireServer, until, type WireServer } from '../test/wire-server.ts'

// One server for many, of which Kehu is one.

let server: WireServer
beforeEach(async () => {
  server = await startWireServer()
})
afterEach(() => server.stop())

/** Events of others; the name decides whether the server can tell them from ours. */
const others = (count: number, stream: string): void => {
  const [data, metadata] = [new TextEncoder().encode('{}'), new Uint8Array()]
  for (let n = 0; n < count; n++) {
    server.log.append(stream, 'any', [
      { id: crypto.randomUUID(), type: 'Ordered', contentType: 'application/json', data, metadata },
    ])
  }
}

const after = async (store: EventStore, position: Position) => {
  const seen: string[] = []
  for await (const page of store.readAll({ after: position })) {
    if (isLeft(page)) throw new Error(page.left.message)
    seen.push(...idsOf(page.right.events))
  }
  return seen
}

describe('events of others after the last of ours', () => {
  test('are looked at by the server, not sent, where the log has a name: 100,000 of them', async () => {
    const store = await openedAt(server.url, { log: 'north' })
    await store.append(aStream(), 'noStream', someEvents(3))()
    others(100_000, 'order-1')
    const sent = server.eventsSent()
    const head = await store.head()
    if (isLeft(head) || head.right.position === null) throw new Error('There are events')
    expect(head.right.position).toBe((await wholeLog(store)).at(-1)?.position)
    expect(await after(store, head.right.position)).toEqual([])
    expect(server.eventsSent() - sent).toBeLessThan(50)
    await store.close()
  })

  test('are walked once a handle, where their streams look like ours', async () => {
    const store = await openedAt(server.url)
    await store.append(aStream(), 'noStream', someEvents(3))()
    others(5_000, 'order-1')
    const head = await store.head()
    if (isLeft(head) || head.right.position === null) throw new Error('There are events')
    const sent = server.eventsSent()
    for (let time = 0; time < 10; time++) {
      expect(await store.head()).toEqual(head)
      expect(await after(store, head.right.position)).toEqual([])
    }
    expect(server.eventsSent() - sent).toBeLessThan(100)
    const late = someEvents(1)
    await store.append(aStream(), 'noStream', late)()
    expect(await after(store, head.right.position)).toEqual(idsOf(late))
    await store.close()
  })

  test('do not wake a subscription, which goes on behind them when ours come', async () => {
    const store = await openedAt(server.url, { log: 'north' })
    await store.append(aStream(), 'noStream', someEvents(1))()
    const abort = new AbortController()
    const seen: string[] = []
    const following = (async () => {
      for await (const page of store.subscribe({ signal: abort.signal })) {
        if (isRight(page)) seen.push(...idsOf(page.right.events))
      }
    })()
    await until(() => seen.length === 1, 'the first event')
    const sent = server.eventsSent()
    for (let time = 0; time < 20; time++) {
      others(1_000, 'order-1')
      await setTimeout(5)
    }
    const late = someEvents(2)
    await store.append(aStream(), 'noStream', late)()
    await until(() => seen.length === 3, 'what came after the others')
    expect(seen.slice(1)).toEqual(idsOf(late))
    expect(server.eventsSent() - sent).toBeLessThan(50)
    abort.abort()
    await following
    await store.close()
  })

  test('of which some come between ours lose none of ours, whatever the order: appends here and there', async () => {
    const [store, other] = [await openedAt(server.url), await openedAt(server.url)]
    const abort = new AbortController()
    const seen: string[] = []
    const following = (async () => {
      for await (const page of store.subscribe({ signal: abort.signal, pageSize: 3 })) {
        if (isRight(page)) seen.push(...idsOf(page.right.events))
      }
    })()
    let given = 0
    for (let round = 0; round < 30; round++) {
      others(round % 5, 'order-1')
      others(round % 3, 'Something else')
      const events = someEvents(1 + (round % 4))
      given += events.length
      void other.append(aStream(), 'noStream', events)()
      if (round % 7 === 0) await store.head()
      others(round % 2, 'order-2')
      await setTimeout(round % 4)
    }
    const written = () => server.log.all().filter(({ stream }) => stream.startsWith('customer-')).length
    await until(() => written() === given, 'every append')
    const log = idsOf(await wholeLog(store))
    await until(() => seen.length >= log.length, 'every event')
    expect(seen).toEqual(log)
    abort.abort()
    await following
    await store.close()
    await other.close()
  })
})

describe('a server before 23.10, which does not say that it has caught up,', () => {
  test('delivers live while the traffic goes on, by category too', async () => {
    await server.stop()
    server = await startWireServer({ old: {} })
    const store = await openedAt(server.url)
    const abort = new AbortController()
    const delays: number[] = []
    const sentAt = new Map<string, number>()
    const filter = { categories: ['complaint'] }
    const following = (async () => {
      for await (const page of store.subscribe({ signal: abort.signal, filter })) {
        if (isLeft(page)) throw new Error(page.left.message)
        for (const { id } of page.right.events) delays.push(performance.now() - (sentAt.get(id) ?? 0))
      }
    })()
    let delivered = 0
    for (let n = 0; n < 12; n++) {
      const events = someEvents(1)
      for (const { id } of events) sentAt.set(id, performance.now())
      await store.append(aStream(String(n), 'complaint'), 'noStream', events)()
      await setTimeout(160)
      if (n === 9) delivered = delays.length
    }
    // Before the last two were sent: nobody waited for a pause.
    expect(delivered).toBeGreaterThan(0)
    await until(() => delays.length === 12, 'every event')
    abort.abort()
    await following
    await store.close()
  })
})

describe('an ordinary user', () => {
  test('writes, is told what to grant him, and reads once it is granted', async () => {
    await server.stop()
    const { authority, ...tls } = await aCertificate()
    server = await startWireServer({ users: { admin: 'a', li: 'b' }, tls })
    const host = `127.0.0.1:${server.port}?tls=true&tlsCAFile=${authority}`
    const store = await openedAt(`esdb://li:b@${host}`)
    const events = someEvents(2)
    expect(await store.append(aStream(), 'noStream', events)()).toEqual(
      right({ revision: 1, repeated: false }),
    )
    const says = expect.stringMatching(/\$systemStreamAcl\.\$r.*\$settings/)
    expect(await store.head()).toMatchObject({ left: { _tag: 'Unreachable', message: says } })
    for await (const page of store.readAll()) expect(page).toMatchObject({ left: { message: says } })
    for await (const page of store.subscribe({ signal: AbortSignal.timeout(5_000) })) {
      expect(page).toMatchObject({ left: { message: says } })
    }
    const admin = EventStoreDBClient.connectionString(`esdb://admin:a@${host}`)
    const data = { $systemStreamAcl: { $r: ['$admins', 'li'] } }
    await admin.appendToStream('$settings', jsonEvent({ type: 'settings', data }))
    await admin.dispose()
    expect(idsOf(await wholeLog(store))).toEqual(idsOf(events))
    await store.close()
  })
})
