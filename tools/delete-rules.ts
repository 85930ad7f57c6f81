import { spawnSync } from 'node:child_process'
import {
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { ownHomes } from './clauses/check.ts'
import { coverageOf } from './clauses/tree.ts'

// Proof by deletion: for each must clause, its home is cut out of a copy of the working tree, and its test must fail.
// `pnpm coverage:prove 35 36` asks about these clauses only.

const root = join(import.meta.dirname, '..')
const coverage = coverageOf(root)
const asked = process.argv.slice(2).map(Number)
const musts = coverage.clauses
  .filter(({ clause, force }) => force === 'must' && (asked.length === 0 || asked.includes(clause)))
  .map(({ clause }) => clause)

const scratch = mkdtempSync(join(tmpdir(), 'kehu-deletion-'))
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130))
copyTree()

const survivors: string[] = []
for (const clause of musts) {
  const files = [
    ...new Set(coverage.tests.filter((test) => test.clauses.includes(clause)).map(({ file }) => file)),
  ]
  const homes = ownHomes(clause, coverage)
  const verdicts =
    homes.length === 0 || files.length === 0
      ? [`has no ${homes.length === 0 ? 'home' : 'test'} of its own`]
      : passes(clause, files)
        ? homes.flatMap((home) =>
            withoutHome(home, () => passes(clause, files)) ? [`${home.name} is not missed by its test`] : [],
          )
        : ['its test fails before anything is deleted']
  // One home whose deletion is noticed is proof; events and rules that serve the clause besides need not be.
  const proven = homes.length > 0 && files.length > 0 && verdicts.length < homes.length
  if (!proven) survivors.push(`clause ${clause}: ${verdicts.join('; ')}`)
  console.log(
    `${proven ? 'ok      ' : 'SURVIVES'} clause ${clause}${verdicts.length === 0 ? '' : `: ${verdicts.join('; ')}`}`,
  )
}
console.log(`${musts.length - survivors.length} of ${musts.length} must clauses are proven by deletion.`)
process.exitCode = survivors.length === 0 ? 0 : 1

/** The files as they are now, committed or not; dependencies are linked, the packages see each other's copies. */
function copyTree(): void {
  const { stdout } = spawnSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
    cwd: root,
    encoding: 'utf8',
  })
  for (const file of stdout.split('\0').filter(Boolean)) {
    mkdirSync(dirname(join(scratch, file)), { recursive: true })
    cpSync(join(root, file), join(scratch, file), { verbatimSymlinks: true })
  }
  symlinkSync(join(root, 'node_modules'), join(scratch, 'node_modules'))
  for (const modules of globSync('{packages,examples}/*/node_modules', { cwd: root }))
    cpSync(join(root, modules), join(scratch, modules), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (source) => !source.includes('/.'),
    })
}

function withoutHome<A>({ file, span: [start, end] }: ReturnType<typeof ownHomes>[number], work: () => A): A {
  const path = join(scratch, file)
  const text = readFileSync(path, 'utf8')
  writeFileSync(path, text.slice(0, start) + text.slice(end))
  try {
    return work()
  } finally {
    writeFileSync(path, text)
  }
}

/** Whether tests of a clause ran and none failed; a file that no longer loads has failed. */
function passes(clause: number, files: ReadonlyArray<string>): boolean {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const args = [vitest, 'run', '--config', 'vitest.workspace.ts', '-t', `\\(clause ${clause}\\)`, ...files]
  return spawnSync(process.execPath, args, { cwd: scratch }).status === 0
}
