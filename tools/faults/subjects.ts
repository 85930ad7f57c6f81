import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Cable, startProxy } from '../../packages/store-postgres/test/proxy.ts'
import { startPostgres } from '../../packages/store-postgres/test/server.ts'

/** A durable store under attack. */
export type Subject = {
  readonly location: string
  /** The same store behind a cable that can be cut; none for a file. */
  readonly behind?: (cable: Cable) => string
  readonly port?: number
  /** Kills the server at once and starts it again; none for a file. */
  readonly restart?: () => Promise<void>
  readonly remove: () => Promise<void>
}

export const subjects: Readonly<Record<string, () => Promise<Subject>>> = {
  sqlite: async () => {
    const home = mkdtempSync(join(tmpdir(), 'kehu-faults-'))
    return {
      location: `sqlite:${join(home, 'log.kehu')}`,
      remove: async () => rmSync(home, { recursive: true, force: true }),
    }
  },
  postgres: async () => {
    const server = await startPostgres({ durable: true })
    return {
      location: server.url(),
      port: server.port,
      behind: ({ port }) => server.url().replace(`:${server.port}/`, `:${port}/`),
      restart: async () => {
        await server.crash()
        await server.start()
      },
      remove: server.stop,
    }
  },
  eventstoredb: async () => {
    const home = mkdtempSync(join(tmpdir(), 'kehu-faults-'))
    let running = await serve(0, join(home, 'log.jsonl'))
    const { port } = running
    const locationAt = (on: number) => `esdb://127.0.0.1:${on}?tls=false`
    return {
      location: locationAt(port),
      port,
      behind: (cable) => locationAt(cable.port),
      restart: async () => {
        await running.kill()
        running = await serve(port, join(home, 'log.jsonl'))
      },
      remove: async () => {
        await running.kill()
        rmSync(home, { recursive: true, force: true })
      },
    }
  },
}

/** A wire server as a process of its own. */
const serve = async (port: number, file: string) => {
  const script = join(import.meta.dirname, '../../packages/store-eventstoredb/test/serve.ts')
  const child = spawn(process.execPath, [script, String(port), file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [said] = await once(child.stdout, 'data')
  const exited = once(child, 'exit')
  return {
    port: Number(String(said)),
    kill: async () => {
      child.kill('SIGKILL')
      await exited
    },
  }
}

export { startProxy }
