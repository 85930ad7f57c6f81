// A process that buys for one customer, all at once:
//   node customer-worker.ts STORE CUSTOMER COUNT NAME
// It says `ready`, waits for a line, and says what became of its commands, as JSON.
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { openKehu } from '../../packages/kehu/src/index.ts'
import { openStore } from '../faults/open-store.ts'
import { buyAtOnce } from './buy-at-once.ts'

const [, , location = '', customer = '', count = '0', name = ''] = process.argv
const store = await openStore(location)
const kehu = openKehu({ store, clock: Date.now, newId: randomUUID })
await kehu.region('east')()
process.stdout.write('ready\n')
await once(process.stdin, 'data')
const bought = await buyAtOnce(kehu, { customer, count: Number(count), name })
process.stdout.write(`${JSON.stringify(bought)}\n`)
await store.close()
process.exit(0)
