import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

// `pnpm conformance`: every promise of the event store port, tried on each of the four stores; one table. Where KEHU_ESDB_URL names a
// real EventStoreDB server, its promises stand in a column of their own.

const real = process.env.KEHU_ESDB_URL !== undefined
const stores: Readonly<Record<string, string>> = {
  'the memory store': 'memory',
  'the SQLite store': 'SQLite',
  'the PostgreSQL store': 'PostgreSQL',
  'the EventStoreDB store': 'EventStoreDB',
  ...(real ? { 'the EventStoreDB store on a real server': 'EventStoreDB, real server' } : {}),
}

type Report = {
  readonly testResults: ReadonlyArray<{
    readonly message: string
    readonly assertionResults: ReadonlyArray<{
      readonly ancestorTitles: ReadonlyArray<string>
      readonly title: string
      readonly status: string
    }>
  }>
}

const directory = mkdtempSync(join(tmpdir(), 'kehu-conformance-'))
const output = join(directory, 'results.json')
const files = [
  ...['memory-store', 'sqlite-store', 'postgres-store', 'eventstoredb-store'],
  ...(real ? ['real-server'] : []),
].map((name) => `src/${name}.test.ts`)
const projects = ['event-store', 'store-sqlite', 'store-postgres', 'store-eventstoredb'].flatMap((name) => [
  '--project',
  name,
])
const run = spawnSync(
  'vitest',
  [
    'run',
    '--config',
    'vitest.workspace.ts',
    ...projects,
    ...files,
    '--reporter=json',
    `--outputFile=${output}`,
  ],
  { stdio: ['ignore', 'ignore', 'inherit'] },
)
const report: Report = JSON.parse(readFileSync(output, 'utf8'))
rmSync(directory, { recursive: true })

const rows = new Map<string, Map<string, string>>()
for (const { assertionResults } of report.testResults) {
  for (const { ancestorTitles, title, status } of assertionResults) {
    const [store = '', theme] = ancestorTitles
    if (theme === undefined || !(store in stores)) continue
    const row = `${theme} | ${title}`
    const verdicts = rows.get(row) ?? new Map<string, string>()
    rows.set(row, verdicts.set(store, status === 'passed' ? 'kept' : 'BROKEN'))
  }
}

const names = Object.values(stores)
console.log(`| theme | promise | ${names.join(' | ')} |`)
console.log(`|---|---|${names.map(() => '---|').join('')}`)
for (const [row, verdicts] of rows) {
  console.log(
    `| ${row} | ${Object.keys(stores)
      .map((store) => verdicts.get(store) ?? 'not claimed')
      .join(' | ')} |`,
  )
}
const said = [...rows.values()].flatMap((verdicts) => [...verdicts.values()])
const broken = said.filter((verdict) => verdict !== 'kept').length
console.log(`\n${rows.size} promises, ${said.length} trials, ${said.length - broken} kept, ${broken} broken.`)
if (broken > 0 || run.status !== 0 || said.length === 0) process.exitCode = 1
