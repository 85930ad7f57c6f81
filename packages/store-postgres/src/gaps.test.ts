import { setTimeout } from 'node:timers/promises'
import { isLeft } from 'fp-ts/lib/Either.js'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { aSchema, aStream, idsOf, opened, someEvents, sql, wholeLog } from '../test/harness.ts'
import { type PostgresServer, startPostgres } from '../test/server.ts'
import type { PostgresStore } from './postgres-store.ts'

// Gaps forced on purpose: what is committed late, out of order, or never.

let server: PostgresServer
let schema: string
let store: PostgresStore
beforeAll(async () => {
  server = await startPostgres()
})
afterAll(() => server.stop())
beforeEach(async () => {
  schema = aSchema()
  store = await opened(server.url(), { schema })
})
afterEach(async () => {
  await store.close()
  await sql(server, `DROP SCHEMA ${schema} CASCADE`)
})

/** A transaction of another program that writes an event and takes its time. */
const slowWriter = async () => {
  const client = new pg.Client({ connectionString: server.url() })
  await client.connect()
  await client.query('BEGIN')
  return {
    begin: () => client.query('SELECT pg_current_xact_id()'),
    write: async (event = someEvents(1)[0]) => {
      await client.query(
        `INSERT INTO ${schema}.events (stream, revision, id, type, version, occurred_on, recorded_at,
           actor, correlation_id, causation_id, command_id, data)
         VALUES ($1, 0, $2, 'Late', 1, '2024-02-29', 1, '', '', '', '', '{}')`,
        [aStream(), event?.id],
      )
      return event?.id ?? ''
    },
    end: async (how: 'COMMIT' | 'ROLLBACK') => {
      await client.query(how)
      await client.end()
    },
  }
}

/** A subscriber from the beginning; `seen` grows. */
const subscriber = (pageSize = 3) => {
  const abort = new AbortController()
  const seen: string[] = []
  const done = (async () => {
    for await (const page of store.subscribe({ signal: abort.signal, pageSize })) {
      if (isLeft(page)) throw new Error(page.left.message)
      seen.push(...idsOf(page.right.events))
    }
  })()
  return {
    seen,
    until: async (count: number) => {
      for (let turns = 0; seen.length < count && turns < 500; turns++) await setTimeout(10)
    },
    stop: async () => {
      abort.abort()
      await done
    },
  }
}

const appended = async (count: number) => {
  const events = someEvents(count)
  const result = await store.append(aStream(), 'noStream', events)()
  if (isLeft(result)) throw new Error(result.left.message)
  return idsOf(events)
}

test('what an older transaction commits late is seen by whoever read in between, once and in its place', async () => {
  const follower = subscriber()
  const first = await appended(2)
  await follower.until(2)
  const slow = await slowWriter()
  const late = await slow.write()
  const second = await appended(2)
  // The writer's own stream is there at once; the log waits for what may still come before it.
  await setTimeout(400)
  expect(follower.seen).toEqual(first)
  expect(idsOf(await wholeLog(store))).toEqual(first)
  await slow.end('COMMIT')
  await follower.until(5)
  expect(follower.seen).toEqual([...first, late, ...second])
  expect(idsOf(await wholeLog(store))).toEqual(follower.seen)
  await follower.stop()
})

test('an older transaction that takes its number last still stands first: the position is the pair', async () => {
  const follower = subscriber(1)
  const slow = await slowWriter()
  await slow.begin()
  const early = await appended(2)
  const late = await slow.write()
  await slow.end('COMMIT')
  await follower.until(3)
  expect(follower.seen).toEqual([late, ...early])
  expect(idsOf(await wholeLog(store))).toEqual([late, ...early])
  const numbers = await sql(server, `SELECT id, seq FROM ${schema}.events ORDER BY seq`)
  expect(numbers.rows.at(-1).id).toBe(late)
  await follower.stop()
})

test('what is rolled back leaves a gap that holds nobody up', async () => {
  const follower = subscriber()
  for (let round = 0; round < 5; round++) {
    const slow = await slowWriter()
    await slow.write()
    await slow.end('ROLLBACK')
    await appended(1)
  }
  await follower.until(5)
  expect(follower.seen).toEqual(idsOf(await wholeLog(store)))
  expect(follower.seen).toHaveLength(5)
  await follower.stop()
})

test('with a delay inside every append, many writers and a subscriber in between, nothing is skipped or repeated', async () => {
  // The events of every second stream take their time after they have taken their number.
  await sql(
    server,
    `CREATE FUNCTION ${schema}.delay() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN IF hashtext(NEW.stream) % 2 = 0 THEN PERFORM pg_sleep(0.02); END IF; RETURN NEW; END $$;
     CREATE TRIGGER delay AFTER INSERT ON ${schema}.events FOR EACH ROW EXECUTE FUNCTION ${schema}.delay()`,
  )
  const others = await Promise.all([1, 2, 3].map(() => opened(server.url(), { schema })))
  const follower = subscriber(2)
  const reading = subscriber(50)
  await Promise.all(
    [store, ...others].map(async (writer) => {
      for (let n = 0; n < 12; n++) {
        const result = await writer.append(aStream(), 'noStream', someEvents(1 + (n % 3)))()
        expect(result._tag).toBe('Right')
      }
    }),
  )
  const log = idsOf(await wholeLog(store))
  expect(log).toHaveLength(4 * 24)
  await Promise.all([follower.until(log.length), reading.until(log.length)])
  expect(follower.seen).toEqual(log)
  expect(reading.seen).toEqual(log)
  await Promise.all([follower.stop(), reading.stop(), ...others.map((other) => other.close())])
})

test('a writer reads what he has written in its stream although the log has to wait', async () => {
  const slow = await slowWriter()
  await slow.begin()
  const stream = aStream()
  const events = someEvents(2)
  await store.append(stream, 'noStream', events)()
  const pages = []
  for await (const page of store.readStream(stream)) pages.push(page)
  expect(pages).toMatchObject([{ right: [{ id: events[0]?.id }, { id: events[1]?.id }] }])
  await slow.end('ROLLBACK')
  expect(idsOf(await wholeLog(store))).toEqual(idsOf(events))
})
