import { spawnSync } from 'node:child_process'

// `pnpm mutation [path …]`: mutates the domain, or only files and folders given, and judges its tests.
const paths = process.argv.slice(2)
const { status } = spawnSync('stryker', ['run', 'stryker.config.mjs'], {
  stdio: 'inherit',
  env: { ...process.env, ...(paths.length === 0 ? {} : { KEHU_MUTATE: paths.join(' ') }) },
})
process.exit(status ?? 1)
