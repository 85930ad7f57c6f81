import { processIo } from '@kehu/cli'
import { pipeline } from './pipeline.ts'

// pnpm runs the script in the package's directory and says where its user stood.
process.exitCode = await pipeline(
  { ...processIo(), cwd: process.env.INIT_CWD ?? process.cwd() },
  process.argv.slice(2),
)
