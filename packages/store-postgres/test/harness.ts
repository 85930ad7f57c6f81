import { randomUUID } from 'node:crypto'
import {
  type EventStore,
  type EventToAppend,
  type StoreFault,
  type StreamName,
  streamName,
} from '@kehu/event-store'
import { isLeft } from 'fp-ts/lib/Either.js'
import pg from 'pg'
import { openPostgresStore, type PostgresStore, type PostgresStoreOptions } from '../src/postgres-store.ts'
import type { PostgresServer } from './server.ts'

export const open = (connectionString: string, options: Partial<PostgresStoreOptions> = {}) =>
  openPostgresStore({ connectionString, newId: randomUUID, ...options })()

export const opened = async (
  connectionString: string,
  options: Partial<PostgresStoreOptions> = {},
): Promise<PostgresStore> => {
  const store = await open(connectionString, options)
  if (isLeft(store)) throw new Error(store.left.message)
  return store.right
}

export const openFault = async (
  connectionString: string,
  options: Partial<PostgresStoreOptions> = {},
): Promise<StoreFault> => {
  const store = await open(connectionString, options)
  if (isLeft(store)) return store.left
  await store.right.close()
  throw new Error('It was opened')
}

export const aSchema = () => `s_${randomUUID().replaceAll('-', '')}`

/** Each trial in a schema of its own, on one server. */
export const postgresHarness = (server: () => PostgresServer) => ({
  open: async () => {
    const schema = aSchema()
    const handles: EventStore[] = []
    const another = async () => {
      const handle = await opened(server().url(), { schema })
      handles.push(handle)
      return handle
    }
    return {
      store: await another(),
      another,
      dispose: async () => {
        for (const handle of handles) await handle.close()
        await sql(server(), `DROP SCHEMA ${schema} CASCADE`)
      },
    }
  },
})

/** One statement on a connection of its own. */
export const sql = async (server: PostgresServer, text: string, database?: string) => {
  const client = new pg.Client({ connectionString: server.url(database) })
  await client.connect()
  try {
    return await client.query(text)
  } finally {
    await client.end()
  }
}

export const aStream = (id: string = randomUUID()): StreamName => {
  const name = streamName('customer', id)
  if (isLeft(name)) throw new Error(name.left.message)
  return name.right
}

export const someEvents = (count: number, data = '{"n":1}'): ReadonlyArray<EventToAppend> =>
  Array.from({ length: count }, () => ({
    id: randomUUID(),
    type: 'SomethingHappened',
    version: 1,
    data,
    occurredOn: '2024-02-29',
    metadata: { actor: 'u-1', correlationId: 'c', causationId: 'c', commandId: 'c' },
  }))

export const idsOf = (events: ReadonlyArray<{ readonly id: string }>) => events.map(({ id }) => id)

export const wholeLog = async (store: EventStore) => {
  const events = []
  for await (const page of store.readAll()) {
    if (isLeft(page)) throw new Error(page.left.message)
    events.push(...page.right.events)
  }
  return events
}
