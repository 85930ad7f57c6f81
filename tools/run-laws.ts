import { spawnSync } from 'node:child_process'

// Every law over its full number of histories; `pnpm test` runs a part of them. Names of files or `--project` may follow.
const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--config', 'vitest.workspace.ts', ...process.argv.slice(2)],
  { stdio: 'inherit', env: { ...process.env, KEHU_LAWS: 'full' } },
)
process.exitCode = status ?? 1
