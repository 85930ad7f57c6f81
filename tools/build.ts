import { spawnSync } from 'node:child_process'
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

// A file that was deleted from src must not live on in dist and be published: every build begins from nothing.
const root = join(import.meta.dirname, '..')
for (const name of readdirSync(join(root, 'packages')))
  rmSync(join(root, 'packages', name, 'dist'), { recursive: true, force: true })

const { status } = spawnSync('tsc', ['--build', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' })
process.exitCode = status ?? 1
