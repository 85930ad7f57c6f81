import { spawnSync } from 'node:child_process'

// `pnpm mutation [path …] [--by path …]`: mutates the domain, or only files and folders given, and judges its tests, or only those
// given: what every decision goes through is reached by every test, and a survivor would run them all.
const given = process.argv.slice(2)
const by = given.indexOf('--by')
const paths = by < 0 ? given : given.slice(0, by)
const tests = by < 0 ? [] : given.slice(by + 1)
const { status } = spawnSync('stryker', ['run', 'stryker.config.mjs'], {
  stdio: 'inherit',
  env: {
    ...process.env,
    ...(paths.length === 0 ? {} : { KEHU_MUTATE: paths.join(' ') }),
    ...(tests.length === 0 ? {} : { KEHU_MUTATION_TESTS: tests.join(' ') }),
  },
})
process.exit(status ?? 1)
