import { randomUUID } from 'node:crypto'
import type { EventStore } from '../../packages/event-store/src/index.ts'
import { openEventStoreDbStore } from '../../packages/store-eventstoredb/src/index.ts'
import { openPostgresStore } from '../../packages/store-postgres/src/index.ts'
import { openSqliteStore } from '../../packages/store-sqlite/src/index.ts'

const patienceMs = 60_000

/** A durable store by its location: `sqlite:PATH`, `postgres://…` or `esdb://…`. */
export const openStore = async (location: string): Promise<EventStore> => {
  const newId = randomUUID
  const opened = location.startsWith('sqlite:')
    ? await openSqliteStore({ path: location.slice('sqlite:'.length), clock: Date.now, newId })()
    : location.startsWith('postgres:')
      ? await openPostgresStore({ connectionString: location, newId, patienceMs })()
      : await openEventStoreDbStore({ connectionString: location, newId, patienceMs, deadlineMs: 1_000 })()
  if (opened._tag === 'Left') throw new Error(opened.left.message)
  return opened.right
}
