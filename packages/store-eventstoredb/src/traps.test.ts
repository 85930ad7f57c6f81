import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client'
import { isLeft, right } from 'fp-ts/lib/Either.js'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { aCertificate } from '../test/certificate.ts'
import { aStream, idsOf, openAt, openedAt, someEvents, wholeLog } from '../test/harness.ts'
import { startWireServer, until, type WireServer } from '../test/wire-server.ts'
import { openEventStoreDbStore } from './eventstoredb-store.ts'

// What the client really does, trap by trap, and what the store makes of it.

let server: WireServer
beforeEach(async () => {
  server = await startWireServer()
})
afterEach(() => server.stop())

const quick = { deadlineMs: 300, patienceMs: 3_000 }

describe('an append', () => {
  test('that the server never answers ends at its own deadline, and says that the outcome is unknown', async () => {
    const store = await openedAt(server.url, { deadlineMs: 200, patienceMs: 400 })
    server.behave('silent')
    const from = performance.now()
    const answer = await store.append(aStream(), 'noStream', someEvents(1))()
    expect(answer).toMatchObject({
      left: { _tag: 'Unreachable', message: expect.stringContaining('Try again with the same ids') },
    })
    expect(performance.now() - from).toBeLessThan(5_000)
    server.behave('well')
    await store.close()
  })

  test.each([
    ['before it is written', 'die before writing'],
    ['after it is written, and nobody was told', 'die after writing'],
  ] as const)('during which the server dies %s is stored once, and answered as written', async (_, how) => {
    const store = await openedAt(server.url, quick)
    for (const expected of ['noStream', 'any'] as const) {
      const [stream, events] = [aStream(), someEvents(3)]
      server.behave(how)
      const seen = server.appendsSeen()
      const pending = store.append(stream, expected, events)()
      await until(() => server.appendsSeen() > seen, 'the append')
      await setTimeout(30)
      await server.start()
      expect(await pending).toEqual(right({ revision: 2, repeated: false }))
      expect(idsOf(await wholeLog(store)).slice(-3)).toEqual(idsOf(events))
    }
    expect(await wholeLog(store)).toHaveLength(6)
    // "exists" promises as much.
    const [stream, more] = [aStream(), someEvents(1)]
    await store.append(stream, 'noStream', someEvents(1))()
    server.behave(how)
    const seen = server.appendsSeen()
    const pending = store.append(stream, 'exists', more)()
    await until(() => server.appendsSeen() > seen, 'the append')
    await setTimeout(30)
    await server.start()
    expect(await pending).toEqual(right({ revision: 1, repeated: false }))
    await store.close()
  })

  test('after it was given up may be made again with the same ids: it is stored once', async () => {
    const store = await openedAt(server.url, { deadlineMs: 200, patienceMs: 300 })
    const [stream, events] = [aStream(), someEvents(2)]
    server.behave('die after writing')
    expect(await store.append(stream, 'noStream', events)()).toMatchObject({ left: { _tag: 'Unreachable' } })
    await server.start()
    expect(await store.append(stream, 'noStream', events)()).toEqual(right({ revision: 1, repeated: true }))
    expect(await wholeLog(store)).toHaveLength(2)
    await store.close()
  })

  test('to a server that is slow is waited for', async () => {
    const store = await openedAt(server.url, { deadlineMs: 2_000, patienceMs: 3_000 })
    server.behave({ slowMs: 200 })
    expect(await store.append(aStream(), 'noStream', someEvents(1))()).toMatchObject({ _tag: 'Right' })
    await store.close()
  })

  test('is not rejected by the trouble of another client of the process', async () => {
    const doomed = await startWireServer()
    const [store, other] = [await openedAt(server.url), await openedAt(doomed.url, { patienceMs: 100 })]
    server.behave({ slowMs: 150 })
    const pending = Promise.all(
      Array.from({ length: 5 }, () => store.append(aStream(), 'noStream', someEvents(1))()),
    )
    const lost = other.append(aStream(), 'noStream', someEvents(1))()
    await doomed.stop()
    expect((await pending).map(({ _tag }) => _tag)).toEqual(Array.from({ length: 5 }, () => 'Right'))
    await lost
    await store.close()
    await other.close()
  })

  test('to a stream that was deleted for good is a fault that says so', async () => {
    const store = await openedAt(server.url)
    const stream = aStream()
    await store.append(stream, 'noStream', someEvents(1))()
    const client = EventStoreDBClient.connectionString(server.url)
    await client.tombstoneStream(stream)
    expect(await store.append(stream, 0, someEvents(1))()).toMatchObject({ left: { _tag: 'Corrupt' } })
    await client.dispose()
    await store.close()
  })
})

describe('reads', () => {
  test('that are left early are cancelled: 300 of them leave no call open and the heap as it was', async () => {
    const store = await openedAt(server.url)
    const stream = aStream()
    await store.append(stream, 'noStream', someEvents(40))()
    const abandon = async (times: number) => {
      for (let time = 0; time < times; time++) {
        for await (const _ of store.readAll({ pageSize: 1 })) break
        for await (const _ of store.readStream(stream, { pageSize: 1 })) break
        for await (const _ of store.subscribe({ pageSize: 1, signal: new AbortController().signal })) break
      }
      await until(() => server.openReads() === 0, 'the end of every read')
      collectGarbage()
      return process.memoryUsage().heapUsed
    }
    await abandon(20)
    const before = await abandon(20)
    const after = await abandon(100)
    // A leaked call holds some 10 kB: 300 of them, 3 MB.
    expect((after - before) / 1e6).toBeLessThan(2)
    await store.close()
  })

  test('go on from where they were when the server drops them or dies', async () => {
    const store = await openedAt(server.url, quick)
    for (let n = 0; n < 10; n++) await store.append(aStream(), 'noStream', someEvents(20))()
    const seen: string[] = []
    let pages = 0
    for await (const page of store.readAll({ pageSize: 20 })) {
      if (isLeft(page)) throw new Error(page.left.message)
      seen.push(...idsOf(page.right.events))
      if (++pages === 2) server.dropReads()
      if (pages === 5) {
        server.die()
        await server.start()
      }
    }
    expect(seen).toEqual(idsOf(await wholeLog(store)))
    expect(seen).toHaveLength(200)
    await store.close()
  })

  test('of a server that has gone end with Unreachable', async () => {
    const store = await openedAt(server.url, { deadlineMs: 200, patienceMs: 300 })
    server.die()
    expect(await store.head()).toMatchObject({ left: { _tag: 'Unreachable' } })
    const tags = []
    for await (const page of store.readAll()) tags.push(isLeft(page) && page.left._tag)
    expect(tags).toEqual(['Unreachable'])
    await server.start()
    await store.close()
  })

  test('of a server that says nothing end at the deadline', async () => {
    const store = await openedAt(server.url, { deadlineMs: 150, patienceMs: 200 })
    await store.append(aStream(), 'noStream', someEvents(1))()
    server.behave('silent')
    expect(await store.head()).toMatchObject({ left: { _tag: 'Unreachable' } })
    server.behave('well')
    await store.close()
  })

  test('show nothing of the system’s own events, nor of what others keep on the same server', async () => {
    const store = await openedAt(server.url)
    const client = EventStoreDBClient.connectionString(server.url)
    await client.appendToStream('order-1', jsonEvent({ type: 'Ordered', data: { a: 1 } }))
    await client.appendToStream('Some Stream', jsonEvent({ type: 'Ordered', data: { a: 1 } }))
    const own = someEvents(2)
    await store.append(aStream(), 'noStream', own)()
    await client.appendToStream('order-1', jsonEvent({ type: 'Ordered', data: { a: 2 } }))
    expect(server.log.all().some(({ type }) => type.startsWith('$'))).toBe(true)
    const log = await wholeLog(store)
    expect(idsOf(log)).toEqual(idsOf(own))
    expect(await store.head()).toMatchObject({ right: { position: log[1]?.position } })
    const pages = []
    for await (const page of store.subscribe({ signal: AbortSignal.timeout(5_000) })) {
      if (page._tag === 'Right') pages.push(...idsOf(page.right.events))
      break
    }
    expect(pages).toEqual(idsOf(own))
    await client.dispose()
    await store.close()
  })

  test('of one category give that category', async () => {
    const store = await openedAt(server.url)
    const wanted = someEvents(2)
    await store.append(aStream('1', 'complaint'), 'noStream', wanted)()
    await store.append(aStream('1', 'customer'), 'noStream', someEvents(3))()
    const seen = []
    for await (const page of store.readAll({ filter: { categories: ['complaint'] } })) {
      if (page._tag === 'Right') seen.push(...idsOf(page.right.events))
    }
    expect(seen).toEqual(idsOf(wanted))
    await store.close()
  })

  test('of a category that is rare go on from the server’s checkpoints when it dies on the way', async () => {
    const store = await openedAt(server.url, quick)
    const wanted = someEvents(1)
    for (let n = 0; n < 8; n++) await store.append(aStream(), 'noStream', someEvents(50))()
    await store.append(aStream('1', 'complaint'), 'noStream', wanted)()
    const reading = (async () => {
      const seen: string[] = []
      for await (const page of store.readAll({ filter: { categories: ['complaint'] } })) {
        if (isLeft(page)) throw new Error(page.left.message)
        seen.push(...idsOf(page.right.events))
      }
      return seen
    })()
    await setTimeout(5)
    server.die()
    await server.start()
    expect(await reading).toEqual(idsOf(wanted))
    await store.close()
  })

  test.each([
    ['for as long as it may be silent', 10_000],
    ['for longer: then it is walked', 100],
  ])('of a category that a slow server looks for %s find all of it, and go live', async (_, deadlineMs) => {
    await server.stop()
    server = await startWireServer({ old: { msAnEvent: 4 } })
    const store = await openedAt(server.url, { deadlineMs })
    const wanted = someEvents(3)
    for (let n = 0; n < 3; n++) {
      await store.append(aStream(), 'noStream', someEvents(60))()
      await store.append(aStream(String(n), 'complaint'), 'noStream', wanted.slice(n, n + 1))()
    }
    const seen: string[] = []
    const filter = { categories: ['complaint'] }
    for await (const page of store.readAll({ filter }))
      if (page._tag === 'Right') seen.push(...idsOf(page.right.events))
    expect(seen).toEqual(idsOf(wanted))

    const late = someEvents(1)
    const live: string[] = []
    for await (const page of store.subscribe({ filter, signal: AbortSignal.timeout(30_000) })) {
      if (isLeft(page)) throw new Error(page.left.message)
      live.push(...idsOf(page.right.events))
      if (live.length === 3 && page.right.caughtUp)
        await store.append(aStream('9', 'complaint'), 'noStream', late)()
      if (live.length > 3) break
    }
    expect(live).toEqual([...idsOf(wanted), ...idsOf(late)])
    await store.close()
  })

  test('two logs on one server do not see each other', async () => {
    const [one, other, plain] = await Promise.all([
      openedAt(server.url, { log: 'north' }),
      openedAt(server.url, { log: 'south' }),
      openedAt(server.url),
    ])
    const stream = aStream()
    await one.append(stream, 'noStream', someEvents(2))()
    expect(await other.append(stream, 'noStream', someEvents(3))()).toMatchObject({ _tag: 'Right' })
    expect(new Set([one.id, other.id, plain.id]).size).toBe(3)
    expect(
      [await wholeLog(one), await wholeLog(other), await wholeLog(plain)].map(({ length }) => length),
    ).toEqual([2, 3, 0])
    expect(await openAt(server.url, { log: 'No Name' })).toMatchObject({ left: { _tag: 'Unreachable' } })
    for (const store of [one, other, plain]) await store.close()
  })
})

describe('a subscription', () => {
  test('resumes from the last position after the server died, over and over', async () => {
    const store = await openedAt(server.url, quick)
    const abort = new AbortController()
    const seen: string[] = []
    const following = (async () => {
      for await (const page of store.subscribe({ signal: abort.signal, pageSize: 3 })) {
        if (isLeft(page)) throw new Error(page.left.message)
        seen.push(...idsOf(page.right.events))
      }
    })()
    for (let round = 0; round < 4; round++) {
      await store.append(aStream(), 'noStream', someEvents(5))()
      if (round % 2 === 0) server.dropReads()
      else {
        server.die()
        await setTimeout(50)
        await server.start()
      }
    }
    const log = idsOf(await wholeLog(store))
    expect(log).toHaveLength(20)
    await until(() => seen.length >= log.length, 'every event')
    expect(seen).toEqual(log)
    abort.abort()
    await following
    await store.close()
  })
})

describe('the connection', () => {
  test('gives name and password with each call, and tells nobody', async () => {
    await server.stop()
    // The client gives a password to nobody without TLS.
    const { authority, ...tls } = await aCertificate()
    server = await startWireServer({ users: { admin: 'pass:wörd/1' }, tls })
    const host = `127.0.0.1:${server.port}?tls=true&tlsCAFile=${authority}`
    const store = await openedAt(`esdb://admin:${encodeURIComponent('pass:wörd/1')}@${host}`)
    expect(await store.append(aStream(), 'noStream', someEvents(1))()).toMatchObject({ _tag: 'Right' })
    expect(await wholeLog(store)).toHaveLength(1)
    await store.close()
    for (const [given, says] of [
      ['admin:wrong-one@', 'check the name and the password'],
      ['', 'check the name and the password'],
    ]) {
      const refused = await openAt(`esdb://${given}${host}`)
      expect(isLeft(refused) && refused.left._tag).toBe('Unreachable')
      expect(isLeft(refused) && refused.left.message).toContain(says)
      expect(isLeft(refused) && refused.left.message).not.toContain('wrong-one')
    }
    const stranger = await openAt(`esdb://127.0.0.1:${server.port}?tls=true`, {
      deadlineMs: 500,
      patienceMs: 300,
    })
    expect(isLeft(stranger) && stranger.left._tag).toBe('Unreachable')
  })

  test('over TLS to an address makes Node warn of nothing, and is checked against the address', async () => {
    await server.stop()
    const { authority, ...tls } = await aCertificate()
    server = await startWireServer({ tls })
    const script = join(import.meta.dirname, '../test/leave-open.ts')
    const url = `${server.url}&tlsCAFile=${authority}`
    const child = spawn(process.execPath, [script, url], { stdio: ['ignore', 'ignore', 'pipe'] })
    let said = ''
    child.stderr.on('data', (chunk) => (said += String(chunk)))
    expect([await once(child, 'close'), said]).toEqual([[0, null], ''])
    await server.stop()
    const { authority: another, ...elsewhere } = await aCertificate('10.1.2.3')
    server = await startWireServer({ tls: elsewhere })
    const stranger = await openAt(`${server.url}&tlsCAFile=${another}`, { deadlineMs: 500, patienceMs: 300 })
    expect(isLeft(stranger) && stranger.left._tag).toBe('Unreachable')
  })

  test('is not written to the client’s debug log with its password', async () => {
    const script = join(import.meta.dirname, '../test/leave-open.ts')
    const child = spawn(process.execPath, [script, server.url.replace('esdb://', 'esdb://li:secret-1@')], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, DEBUG: 'esdb:*' },
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)))
    expect(await once(child, 'close')).toEqual([0, null])
    expect(said).toContain('Using connection string')
    expect(said).not.toContain('secret-1')
  })

  test.each([
    ['what is no connection string', 'esdb://', 'cannot be read'],
    ['another scheme', 'http://u:secret-1@h', 'cannot be read'],
    ['options that do not exist', 'esdb://u:secret-1@h:2113?tls=maybe', ''],
    [
      'a certificate that is not there',
      'esdb://u:secret-1@h:2113?tls=true&tlsCAFile=/no/such.pem',
      'certificate',
    ],
    ['a port where nobody listens', 'esdb://u:secret-1@127.0.0.1:1?tls=false', 'see that the server runs'],
  ])('says what to do about %s', async (_, url, says) => {
    const opened = await openAt(url, { deadlineMs: 300, patienceMs: 300 })
    expect(isLeft(opened) && opened.left._tag).toBe('Unreachable')
    expect(isLeft(opened) && opened.left.message).toContain(says)
    expect(isLeft(opened) && opened.left.message).not.toContain('secret-1')
  })

  test('to a server without TLS that was said to have it is Unreachable', async () => {
    const opened = await openAt(server.url.replace('tls=false', 'tls=true'), {
      deadlineMs: 500,
      patienceMs: 300,
    })
    expect(isLeft(opened) && opened.left._tag).toBe('Unreachable')
  })

  test('makes no log where it was asked only to look, and keeps the identity of one that is there', async () => {
    expect(await openAt(server.url, { create: false })).toMatchObject({ left: { _tag: 'NotAStore' } })
    const first = await openedAt(server.url)
    const again = await openedAt(server.url, { create: false })
    expect(again.id).toBe(first.id)
    await first.close()
    await again.close()
  })

  test('of a client that the host made is left to the host', async () => {
    const client = EventStoreDBClient.connectionString(server.url)
    const dispose = vi.spyOn(client, 'dispose')
    const opened = await openEventStoreDbStore({ client, newId: () => crypto.randomUUID() })()
    if (isLeft(opened)) throw new Error(opened.left.message)
    await opened.right.append(aStream(), 'noStream', someEvents(2))()
    expect(await wholeLog(opened.right)).toHaveLength(2)
    await opened.right.close()
    const none = { connectionName: 'none', dispose: async () => {} }
    expect(await openEventStoreDbStore({ client: none, newId: () => crypto.randomUUID() })()).toMatchObject({
      left: { _tag: 'Unreachable' },
    })
    expect(dispose).not.toHaveBeenCalled()
    await client.appendToStream('order-1', jsonEvent({ type: 'Ordered', data: {} }))
    await client.dispose()
  })

  test('lets the process end once the store is closed', async () => {
    const script = join(import.meta.dirname, '../test/leave-open.ts')
    const child = spawn(process.execPath, [script, server.url], { stdio: 'ignore' })
    expect(await once(child, 'close')).toEqual([0, null])
  })
})

/** The heap without what nobody holds any more. */
const collectGarbage = (): void => {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect === 'function') collect()
}
