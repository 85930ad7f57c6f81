import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type EventStore,
  type EventToAppend,
  type StoreFault,
  type StreamName,
  streamName,
} from '@kehu/event-store'
import { isLeft } from 'fp-ts/lib/Either.js'
import { openSqliteStore, type SqliteStore, type SqliteStoreOptions } from '../src/sqlite-store.ts'

/** An empty directory; in memory where the machine has one there, because the laws make thousands of commits. */
export const aDirectory = () => {
  const path = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'kehu-sqlite-'))
  return { path, file: join(path, 'log.kehu'), remove: () => rmSync(path, { recursive: true, force: true }) }
}

export const open = (path: string, options: Partial<SqliteStoreOptions> = {}) =>
  openSqliteStore({ path, clock: Date.now, newId: randomUUID, ...options })()

export const opened = async (
  path: string,
  options: Partial<SqliteStoreOptions> = {},
): Promise<SqliteStore> => {
  const store = await open(path, options)
  if (isLeft(store)) throw new Error(store.left.message)
  return store.right
}

export const openFault = async (
  path: string,
  options: Partial<SqliteStoreOptions> = {},
): Promise<StoreFault> => {
  const store = await open(path, options)
  if (isLeft(store)) return store.left
  await store.right.close()
  throw new Error(`"${path}" was opened`)
}

export const sqliteHarness = () => ({
  open: async () => {
    const directory = aDirectory()
    const handles: EventStore[] = []
    const another = async () => {
      const handle = await opened(directory.file)
      handles.push(handle)
      return handle
    }
    return {
      store: await another(),
      another,
      dispose: async () => {
        for (const handle of handles) await handle.close()
        directory.remove()
      },
    }
  },
})

export const someStream = (id: string = randomUUID()): StreamName => {
  const stream = streamName('customer', id)
  if (isLeft(stream)) throw new Error(stream.left.message)
  return stream.right
}

/** Of the whole log, in its order. */
export const idsOf = async (store: EventStore): Promise<ReadonlyArray<string>> => {
  const ids: string[] = []
  for await (const page of store.readAll()) {
    if (isLeft(page)) throw new Error(page.left.message)
    ids.push(...page.right.events.map(({ id }) => id))
  }
  return ids
}

/** So many new events in a stream of their own. */
export const anAppend = async (store: EventStore, events: number, data = '{"n":1}'): Promise<void> => {
  const appended = await store.append(someStream(), 'noStream', someEvents(events, data))()
  if (isLeft(appended)) throw new Error(appended.left.message)
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
