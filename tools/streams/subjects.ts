import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createMemoryStore, type EventStore } from '../../packages/event-store/src/index.ts'
import { type Kehu, openKehu } from '../../packages/kehu/src/index.ts'
import { startWireServer } from '../../packages/store-eventstoredb/test/wire-server.ts'
import { startPostgres } from '../../packages/store-postgres/test/server.ts'
import { openStore } from '../faults/open-store.ts'
import { type Bought, buyAtOnce } from './buy-at-once.ts'

/** A store with two processes on it; for the memory two doors, for want of another process. */
export type Subject = {
  readonly store: EventStore
  readonly twice: (customer: string, count: number, name: string) => Promise<readonly [Bought, Bought]>
  readonly remove: () => Promise<void>
}

const doorOn = (store: EventStore): Kehu => openKehu({ store, clock: Date.now, newId: randomUUID })

const inProcesses = async (location: string, remove: () => Promise<void>): Promise<Subject> => {
  const store = await openStore(location)
  return {
    store,
    twice: async (customer, count, name) => {
      const workers = await Promise.all(
        ['one', 'two'].map((which) => startWorker(location, customer, count, `${name}-${which}`)),
      )
      for (const { go } of workers) go()
      const [one, two] = await Promise.all(workers.map(({ done }) => done()))
      if (one === undefined || two === undefined) throw new Error('There are two')
      return [one, two]
    },
    remove: async () => {
      await store.close()
      await remove()
    },
  }
}

const startWorker = async (location: string, customer: string, count: number, name: string) => {
  const script = join(import.meta.dirname, 'customer-worker.ts')
  const child = spawn(process.execPath, [script, location, customer, String(count), name], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const line = async () => {
    const next = await lines.next()
    if (next.done === true) throw new Error(`The worker ended with ${child.exitCode}`)
    return next.value
  }
  if ((await line()) !== 'ready') throw new Error('The worker is not ready')
  return {
    go: () => child.stdin.end('go\n'),
    done: async (): Promise<Bought> => {
      const bought: Bought = JSON.parse(await line())
      if (child.exitCode === null) await once(child, 'exit')
      return bought
    },
  }
}

export const subjects: Readonly<Record<string, () => Promise<Subject>>> = {
  memory: async () => {
    const store = createMemoryStore({ clock: Date.now, id: randomUUID() })
    return {
      store,
      twice: (customer, count, name) => {
        const buy = (which: string) => buyAtOnce(doorOn(store), { customer, count, name: `${name}-${which}` })
        return Promise.all([buy('one'), buy('two')])
      },
      remove: async () => void (await store.close()),
    }
  },
  SQLite: async () => {
    const home = mkdtempSync(join(tmpdir(), 'kehu-streams-'))
    return inProcesses(`sqlite:${join(home, 'log.kehu')}`, async () => rmSync(home, { recursive: true }))
  },
  PostgreSQL: async () => {
    const server = await startPostgres({ durable: true })
    return inProcesses(server.url(), server.stop)
  },
  'EventStoreDB wire server': async () => {
    const server = await startWireServer()
    return inProcesses(server.url, server.stop)
  },
}
