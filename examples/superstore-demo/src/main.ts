import { processIo } from '@kehu/cli'
import { demo } from './demo.ts'

// pnpm runs the script in the workspace's directory and says where its user stood.
process.exitCode = await demo({ ...processIo(), cwd: process.env.INIT_CWD ?? process.cwd() })
