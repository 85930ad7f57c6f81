import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeLedger } from './generate-ledger.ts'

// Whether an import of any length runs in the same memory: node bench/import-memory.ts [SHORT] [LONG] [CUSTOMERS]
// Each import runs in a process of its own, which tells its peak of resident memory at the end.

const [short = '54000', long = '540000', customers = '800'] = process.argv.slice(2)
const ratioMax = 1.3

type Measured = { readonly lines: number; readonly peakMiB: number; readonly seconds: number }

const main = new URL('../src/main.ts', import.meta.url).href
const child = `
  process.argv = ['node', 'kehu', ...JSON.parse(process.env.KEHU_BENCH_ARGS)]
  await import(${JSON.stringify(main)})
  process.on('exit', () => process.stderr.write('\\npeak ' + process.resourceUsage().maxRSS + '\\n'))
`

const measure = async (directory: string, lines: number): Promise<Measured> => {
  const file = join(directory, `ledger-${lines}.csv`)
  await writeLedger(file, { lines, customers: Number(customers), seed: 1 })
  const store = join(directory, `${lines}.db`)
  const args = ['--store', store, 'import', 'purchases', file, '--source', 'bench', '--format', 'json']
  const { out, err } = await run(args)
  const report: unknown = JSON.parse(out)
  const seconds: unknown =
    typeof report === 'object' && report !== null ? Reflect.get(report, 'seconds') : undefined
  return { lines, peakMiB: Number(/peak (\d+)/.exec(err)?.[1]) / 1_024, seconds: Number(seconds) }
}

const run = (args: ReadonlyArray<string>): Promise<{ out: string; err: string }> =>
  new Promise((resolve, reject) => {
    const env = { ...process.env, KEHU_BENCH_ARGS: JSON.stringify(args) }
    const started = spawn(process.execPath, ['--input-type=module', '--eval', child], { env })
    let [out, err] = ['', '']
    started.stdout.on('data', (chunk) => {
      out += String(chunk)
    })
    started.stderr.on('data', (chunk) => {
      err += String(chunk)
    })
    started.on('error', reject)
    started.on('close', (code) =>
      code === 0 ? resolve({ out, err }) : reject(new Error(`exit ${code}: ${err}`)),
    )
  })

const directory = await mkdtemp(join(tmpdir(), 'kehu-bench-'))
try {
  const measured: Measured[] = []
  for (const lines of [Number(short), Number(long)]) {
    const result = await measure(directory, lines)
    measured.push(result)
    const rate = Math.round(lines / result.seconds)
    console.log(
      `${lines} lines: peak ${result.peakMiB.toFixed(0)} MiB, ${result.seconds.toFixed(1)} s, ${rate} lines/s`,
    )
  }
  const [first, second] = measured
  const ratio = (second?.peakMiB ?? 0) / (first?.peakMiB ?? 1)
  console.log(`ratio ${ratio.toFixed(2)} (at most ${ratioMax})`)
  if (!(ratio <= ratioMax)) process.exitCode = 1
} finally {
  await rm(directory, { recursive: true, force: true })
}
