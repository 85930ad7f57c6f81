// A wire server in a process of its own, so that it can be killed; its log outlives it:
//   node serve.ts PORT FILE
import { startWireServer } from './wire-server.ts'

const [, , port = '', file = ''] = process.argv
const server = await startWireServer({ port: Number(port), file })
process.stdout.write(`${server.port}\n`)
