import { processIo } from '@kehu/cli'
import { pipeline } from './pipeline.ts'

process.exitCode = await pipeline(processIo(), process.argv.slice(2))
