// A process that writes, reads and closes the store; it must end by itself:
//   node leave-open.ts URL
import { aStream, openedAt, someEvents, wholeLog } from './harness.ts'

const [, , url = ''] = process.argv
const store = await openedAt(url)
await store.append(aStream(), 'noStream', someEvents(2))()
await wholeLog(store)
await store.close()
