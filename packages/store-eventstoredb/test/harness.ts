import { randomUUID } from 'node:crypto'
import { type EventStore, type EventToAppend, type StreamName, streamName } from '@kehu/event-store'
import { isLeft } from 'fp-ts/lib/Either.js'
import { type EventStoreDbStoreOptions, openEventStoreDbStore } from '../src/eventstoredb-store.ts'
import { startWireServer } from './wire-server.ts'

type More = Partial<Omit<EventStoreDbStoreOptions, 'client' | 'connectionString'>>

export const openAt = (connectionString: string, more: More = {}) =>
  openEventStoreDbStore({ connectionString, newId: randomUUID, ...more })()

export const openedAt = async (connectionString: string, more: More = {}): Promise<EventStore> => {
  const opened = await openAt(connectionString, more)
  if (isLeft(opened)) throw new Error(opened.left.message)
  return opened.right
}

/** Each trial on a server of its own. */
export const wireHarness = () => ({
  lacks: ['duplicateIds'] as const,
  open: async () => {
    const server = await startWireServer()
    const handles: EventStore[] = []
    const another = async () => {
      const handle = await openedAt(server.url)
      handles.push(handle)
      return handle
    }
    return {
      store: await another(),
      another,
      dispose: async () => {
        for (const handle of handles) await handle.close()
        await server.stop()
      },
    }
  },
})

export const aStream = (id: string = randomUUID(), category = 'customer'): StreamName => {
  const name = streamName(category, id)
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
