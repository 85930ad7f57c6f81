import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { isLeft, right } from 'fp-ts/lib/Either.js'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aSchema, aStream, idsOf, opened, someEvents, sql, wholeLog } from '../test/harness.ts'
import { type Cable, startProxy } from '../test/proxy.ts'
import { type PostgresServer, startPostgres } from '../test/server.ts'
import type { PostgresStore } from './postgres-store.ts'

let server: PostgresServer
let proxy: Cable
let schema: string
let store: PostgresStore
beforeAll(async () => {
  server = await startPostgres()
})
afterAll(() => server.stop())
beforeEach(async () => {
  schema = aSchema()
  proxy = await startProxy(server.port)
  store = await opened(`postgres://postgres@127.0.0.1:${proxy.port}/postgres`, { schema, patienceMs: 3_000 })
})
afterEach(async () => {
  await store.close()
  await proxy.close()
})

describe('appends that wait together', () => {
  test('share one transaction, and each is refused or written alone', async () => {
    const stream = aStream()
    const [first, wrong, second] = [someEvents(2), someEvents(2), someEvents(2)]
    const answers = await Promise.all([
      store.append(stream, 'noStream', first)(),
      store.append(stream, 7, wrong)(),
      store.append(stream, 1, second)(),
      store.append(aStream(), 'noStream', [...someEvents(1), ...first])(),
    ])
    expect(answers.map((answer) => (isLeft(answer) ? answer.left._tag : answer.right.revision))).toEqual([
      1,
      'Conflict',
      3,
      'DuplicateId',
    ])
    expect(idsOf(await wholeLog(store))).toEqual([...idsOf(first), ...idsOf(second)])
    const { rows } = await sql(server, `SELECT count(DISTINCT tx)::int AS n FROM ${schema}.events`)
    expect(rows).toEqual([{ n: 1 }])
  })

  test('a thousand of them take a few statements, not a thousand', async () => {
    await Promise.all(
      Array.from({ length: 1_000 }, () => store.append(aStream(), 'noStream', someEvents(1))()),
    )
    const { rows } = await sql(
      server,
      `SELECT count(DISTINCT tx)::int AS n, count(*)::int AS of FROM ${schema}.events`,
    )
    expect(rows[0].of).toBe(1_000)
    expect(rows[0].n).toBeLessThanOrEqual(4)
  })
})

describe('when the connection is cut', () => {
  test('an append whose answer was lost is stored once, and answered as written', async () => {
    for (const expected of ['noStream', 'any'] as const) {
      const events = someEvents(3)
      proxy.loseAnswers(true)
      const pending = store.append(aStream(), expected, events)()
      await setTimeout(100)
      proxy.loseAnswers(false)
      expect(await pending).toEqual(right({ revision: 2, repeated: false }))
      expect(idsOf(await wholeLog(store)).slice(-3)).toEqual(idsOf(events))
    }
    expect(await wholeLog(store)).toHaveLength(6)
  })

  test('at any moment, 40 times over, every append is acknowledged and stored once', async () => {
    const written: string[] = []
    const cutting = (async () => {
      for (let n = 0; n < 40; n++) {
        await setTimeout(Math.random() * 12)
        proxy.cut()
      }
    })()
    let done = false
    void cutting.then(() => {
      done = true
    })
    const stream = aStream()
    for (let revision = -1; !done; revision++) {
      const events = someEvents(1)
      const result = await store.append(stream, revision < 0 ? 'noStream' : revision, events)()
      expect(result).toEqual(right({ revision: revision + 1, repeated: false }))
      written.push(...idsOf(events))
    }
    expect(idsOf(await wholeLog(store))).toEqual(written)
  })

  test('for longer than the patience, the outcome is said to be unknown; the same ids later are stored once', async () => {
    const [stream, events] = [aStream(), someEvents(2)]
    proxy.refuse(true)
    const refused = await store.append(stream, 'noStream', events)()
    expect(refused).toMatchObject({ left: { _tag: 'Unreachable' } })
    expect(await store.head()).toMatchObject({ left: { _tag: 'Unreachable' } })
    proxy.refuse(false)
    expect(await store.append(stream, 'noStream', events)()).toMatchObject({ right: { revision: 1 } })
    expect(await wholeLog(store)).toHaveLength(2)
  })

  test('a subscription goes on where it was, without a hole or a repeat', async () => {
    const abort = new AbortController()
    const seen: string[] = []
    const following = (async () => {
      for await (const page of store.subscribe({ signal: abort.signal, pageSize: 3 })) {
        if (isLeft(page)) throw new Error(page.left.message)
        seen.push(...idsOf(page.right.events))
      }
    })()
    const other = await opened(server.url(), { schema })
    for (let n = 0; n < 10; n++) {
      await other.append(aStream(), 'noStream', someEvents(2))()
      proxy.cut()
      await setTimeout(20)
    }
    const log = idsOf(await wholeLog(other))
    for (let turns = 0; seen.length < log.length && turns < 300; turns++) await setTimeout(10)
    expect(seen).toEqual(log)
    abort.abort()
    await following
    await other.close()
  })
})

describe('when the server', () => {
  test('is restarted under a writer and a subscriber, both go on', async () => {
    const own = await startPostgres()
    try {
      const restarted = await opened(own.url(), { patienceMs: 20_000 })
      const abort = new AbortController()
      const seen: string[] = []
      const following = (async () => {
        for await (const page of restarted.subscribe({ signal: abort.signal })) {
          if (isLeft(page)) throw new Error(page.left.message)
          seen.push(...idsOf(page.right.events))
        }
      })()
      const written: string[] = []
      const writing = (async () => {
        for (let n = 0; n < 30; n++) {
          const events = someEvents(1)
          const result = await restarted.append(aStream(), 'noStream', events)()
          expect(result).toEqual(right({ revision: 0, repeated: false }))
          written.push(...idsOf(events))
          await setTimeout(10)
        }
      })()
      await setTimeout(50)
      await own.restart()
      await own.crash()
      await own.start()
      await writing
      for (let turns = 0; seen.length < written.length && turns < 500; turns++) await setTimeout(10)
      expect(seen).toEqual(written)
      abort.abort()
      await following
      await restarted.close()
    } finally {
      await own.stop()
    }
  })

  test('has no room left, the append is Full and nothing of it is stored', async () => {
    // What PostgreSQL raises when the disk is full.
    await sql(
      server,
      `CREATE FUNCTION ${schema}.full() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN IF NEW.type = 'TooMuch' THEN RAISE EXCEPTION 'could not extend file: No space left on device'
         USING ERRCODE = 'disk_full'; END IF; RETURN NEW; END $$;
       CREATE TRIGGER full_ BEFORE INSERT ON ${schema}.events FOR EACH ROW EXECUTE FUNCTION ${schema}.full()`,
    )
    const tooMuch = someEvents(2).map((event, index) => (index === 1 ? { ...event, type: 'TooMuch' } : event))
    const results = await Promise.all([
      store.append(aStream(), 'noStream', someEvents(1))(),
      store.append(aStream(), 'noStream', tooMuch)(),
      store.append(aStream(), 'noStream', someEvents(1))(),
    ])
    expect(results.map((result) => (isLeft(result) ? result.left._tag : 'written'))).toEqual([
      'written',
      'Full',
      'written',
    ])
    expect(await wholeLog(store)).toHaveLength(2)
  })
})

test('a subscription learns of what others append at once, not at the next look', async () => {
  const other = await opened(server.url(), { schema })
  const rounds = 20
  let pages = 0
  const from = performance.now()
  for await (const page of store.subscribe({ signal: AbortSignal.timeout(20_000) })) {
    expect(page._tag).toBe('Right')
    if (++pages > rounds) break
    void setTimeout(5).then(() => other.append(aStream(), 'noStream', someEvents(1))())
  }
  // With a look every 250 ms only, 20 rounds would take 2.5 s or more.
  expect(performance.now() - from).toBeLessThan(2_500)
  await other.close()
})

test('a store left open keeps no process alive, nor does a subscription that has ended', async () => {
  const script = join(import.meta.dirname, '../test/writing-child.ts')
  const child = spawn(process.execPath, [script, server.url(), schema, 'listen-and-leave'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  expect(await once(child, 'exit')).toEqual([0, null])
})
