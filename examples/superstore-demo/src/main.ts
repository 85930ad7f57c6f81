import { processIo } from '@kehu/cli'
import { demo } from './demo.ts'

process.exitCode = await demo(processIo())
