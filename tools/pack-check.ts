/**
 * Proves what a user would install, not what stands in the workspace: packs every public package, lints the tarballs,
 * installs them with npm into an empty project, type-checks a consumer against the declarations and runs it.
 */
import { spawnSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

type Manifest = {
  readonly name: string
  readonly version: string
  readonly private?: boolean
  readonly exports: Readonly<Record<string, unknown>>
}

const root = join(import.meta.dirname, '..')
const bin = (name: string) => join(root, 'node_modules/.bin', name)
const manifestOf = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'))
const versionOf = (dependency: string, user: string) =>
  manifestOf(join(user, 'node_modules', dependency)).version

// npm in the consumer must not inherit what pnpm tells the scripts it runs.
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm|pnpm)_/i.test(name)))

const run = (cwd: string, command: string, ...args: readonly string[]): string => {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, env, encoding: 'utf8' })
  if (status === 0) return stdout
  throw new Error(
    [`${command} ${args.join(' ')} failed`, error?.message, stdout, stderr].filter(Boolean).join('\n'),
  )
}
const step = <A>(title: string, work: () => A): A => {
  const start = performance.now()
  const result = work()
  console.log(`ok  ${title} (${((performance.now() - start) / 1000).toFixed(1)} s)`)
  return result
}

const temporary = mkdtempSync(join(tmpdir(), 'kehu-pack-'))
const tarballs = join(temporary, 'tarballs')
const consumer = join(temporary, 'consumer')

const packages = readdirSync(join(root, 'packages'))
  .map((folder) => manifestOf(`packages/${folder}`))
  .filter((manifest) => manifest.private !== true)
const tarballOf = ({ name, version }: Manifest) =>
  join(tarballs, `${name.replace('@', '').replace('/', '-')}-${version}.tgz`)

/** `@kehu/domain/testing` for the export `./testing` of `@kehu/domain`. */
const entriesOf = ({ name, exports }: Manifest) => Object.keys(exports).map((entry) => name + entry.slice(1))
/** A second entry is a test kit: it needs vitest and fast-check, optional peers. */
const entries = packages.flatMap((manifest) => entriesOf(manifest).slice(0, 1))

const check = () => {
  step('build', () => run(root, process.execPath, 'tools/build.ts'))
  step(`pack ${packages.length} packages`, () => {
    mkdirSync(tarballs)
    // The pnpm that runs this script is on its PATH.
    run(root, 'pnpm', '-r', '--filter', './packages/*', 'pack', '--pack-destination', tarballs)
  })
  step('every tarball holds its README, its LICENSE, no sources and no tests', () => {
    for (const manifest of packages) {
      const files = run(tarballs, 'tar', '-tzf', tarballOf(manifest)).split('\n')
      const missing = ['README.md', 'LICENSE', 'dist/index.js', 'dist/index.d.ts'].filter(
        (file) => !files.includes(`package/${file}`),
      )
      const stray = files.filter((file) => /^package\/src\/|\.test\.|\.tsbuildinfo$/.test(file))
      if (missing.length + stray.length > 0)
        throw new Error(
          `${manifest.name}: missing ${missing.join(', ') || 'nothing'}; stray ${stray.join(', ') || 'nothing'}`,
        )
    }
  })
  step('publint', () => {
    for (const manifest of packages) run(root, bin('publint'), tarballOf(manifest), '--strict')
  })
  step('are the types wrong?', () => {
    for (const manifest of packages) run(root, bin('attw'), tarballOf(manifest), '--profile', 'esm-only')
  })
  step('npm install in an empty project', () => {
    cpSync(join(root, 'tools/consumer'), consumer, { recursive: true })
    writeFileSync(
      join(consumer, 'package.json'),
      JSON.stringify({
        name: 'consumer',
        private: true,
        type: 'module',
        dependencies: Object.fromEntries(
          packages.map((manifest) => [manifest.name, `file:${tarballOf(manifest)}`]),
        ),
        // Packages ask for each other by version; none of these versions need exist in a registry.
        overrides: Object.fromEntries(packages.map(({ name }) => [name, `$${name}`])),
        devDependencies: { '@types/node': versionOf('@types/node', '.') },
      }),
    )
    run(consumer, 'npm', 'install', '--no-audit', '--no-fund', '--ignore-scripts')
  })
  step(`import ${entries.length} entry points`, () => {
    writeFileSync(
      join(consumer, 'entries.ts'),
      [
        ...entries.map((entry, i) => `import * as e${i} from '${entry}'`),
        `const entries: Record<string, object> = { ${entries.map((entry, i) => `'${entry}': e${i}`).join(', ')} }`,
        'for (const [name, entry] of Object.entries(entries))',
        '  if (Object.keys(entry).length === 0) throw new Error(name + " exports nothing")',
      ].join('\n'),
    )
    run(consumer, process.execPath, 'entries.ts')
  })
  step('type-check the consumer against the declarations', () => run(consumer, bin('tsc'), '-p', '.'))
  step('run the consumer', () => run(consumer, process.execPath, 'consumer.ts'))
  step('npx kehu --help', () => {
    const help = run(consumer, 'npx', '--no-install', 'kehu', '--help')
    if (!/usage/i.test(help)) throw new Error(`kehu --help does not say how it is used:\n${help}`)
  })
  step('an old Node is told so in one sentence', () => {
    const old = 'data:text/javascript,Object.defineProperty(process,"versions",{value:{node:"18.20.0"}})'
    const main = join(consumer, 'node_modules/@kehu/cli/dist/main.js')
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', old, main, 'tiers'], {
      cwd: consumer,
      env,
      encoding: 'utf8',
    })
    if (
      status !== 1 ||
      stdout !== '' ||
      !/^kehu needs Node\.js \d+ or later, and this is 18\.20\.0: .*\n$/.test(stderr)
    )
      throw new Error(`An old Node is told (${status}): ${stdout}${stderr}`)
  })
  step('a store whose package is not installed is asked for', () => {
    for (const [scheme, name] of [
      ['postgres', '@kehu/store-postgres'],
      ['esdb', '@kehu/store-eventstoredb'],
    ] as const) {
      const installed = join(consumer, 'node_modules', name)
      const aside = `${installed}-aside`
      renameSync(installed, aside)
      const main = join(consumer, 'node_modules/@kehu/cli/dist/main.js')
      const { status, stderr } = spawnSync(process.execPath, [main, '--store', `${scheme}://h`, 'tiers'], {
        cwd: consumer,
        env,
        encoding: 'utf8',
      })
      renameSync(aside, installed)
      if (status !== 2 || !stderr.includes(`npm install ${name}`))
        throw new Error(`Without ${name} kehu says (${status}): ${stderr}`)
    }
  })
  step('install vitest and fast-check, run the test kits', () => {
    const kitPeers = ['vitest', 'fast-check'].map(
      (name) => `${name}@${versionOf(name, 'packages/event-store')}`,
    )
    run(consumer, 'npm', 'install', '--no-audit', '--no-fund', '--save-dev', ...kitPeers)
    run(consumer, 'npx', '--no-install', 'vitest', 'run')
  })
}

try {
  check()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
} finally {
  rmSync(temporary, { recursive: true, force: true })
}
