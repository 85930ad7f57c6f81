import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeLedger } from '../packages/cli/bench/generate-ledger.ts'

// `pnpm bench:stores [LINES] [CUSTOMERS] [RUNS]`: one order book imported into a SQLite file and over an EventStoreDB server, by turns,
// and the median of each. The server is that of KEHU_ESDB_URL (an empty one), or the tests' own in a process beside, which syncs its
// file before it answers, as the real one does.

const [lines = '6000', customers = '300', runs = '5'] = process.argv.slice(2)
const source = (path: string): string => new URL(`../packages/${path}`, import.meta.url).pathname

const secondsOf = async (file: string, store: string): Promise<number> => {
  const args = [source('cli/src/main.ts'), '--store', store, 'import', 'purchases', file, '--format', 'json']
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let [out, err] = ['', '']
  child.stdout.on('data', (chunk) => {
    out += String(chunk)
  })
  child.stderr.on('data', (chunk) => {
    err += String(chunk)
  })
  const [code] = await once(child, 'close')
  const report: unknown = code === 0 ? JSON.parse(out) : null
  const field = (name: string): number =>
    typeof report === 'object' && report !== null ? Number(Reflect.get(report, name)) : Number.NaN
  if (field('appended') !== Number(lines)) throw new Error(`${store} took ${field('appended')} lines: ${err}`)
  return field('seconds')
}

/** A server and its log of its own, for one import. */
const served = async <A>(directory: string, work: (url: string) => Promise<A>): Promise<A> => {
  const given = process.env.KEHU_ESDB_URL
  if (given !== undefined) return work(given)
  const args = [source('store-eventstoredb/test/serve.ts'), '0', join(directory, 'server.log')]
  const server = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    const [port] = await once(server.stdout, 'data')
    return await work(`esdb://127.0.0.1:${String(port).trim()}?tls=false`)
  } finally {
    server.kill()
    await once(server, 'close')
  }
}

const median = (of: ReadonlyArray<number>): number =>
  of.toSorted((a, b) => a - b)[of.length >> 1] ?? Number.NaN

const sqlite: number[] = []
const eventStoreDb: number[] = []
for (let run = 0; run < Number(process.env.KEHU_ESDB_URL === undefined ? runs : 1); run++) {
  const directory = await mkdtemp(join(tmpdir(), 'kehu-bench-'))
  const file = join(directory, 'ledger.csv')
  await writeLedger(file, { lines: Number(lines), customers: Number(customers), seed: run + 1 })
  sqlite.push(await secondsOf(file, `sqlite:${join(directory, 'kehu.db')}`))
  eventStoreDb.push(await served(directory, (url) => secondsOf(file, url)))
  await rm(directory, { recursive: true, force: true })
}
const rate = (seconds: number): string => `${Math.round(Number(lines) / seconds)} lines/s`
const [one, other] = [median(sqlite), median(eventStoreDb)]
console.log(
  `SQLite ${rate(one)}, EventStoreDB ${rate(other)}: ratio ${(one / other).toFixed(2)} (at least 0.25)`,
)
if (!(one / other >= 0.25)) process.exitCode = 1
