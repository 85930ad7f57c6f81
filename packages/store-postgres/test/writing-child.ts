// A process of its own that writes to the store, for tests that look how it ends:
//   node writing-child.ts URL SCHEMA listen-and-leave
import { isLeft, isRight } from 'fp-ts/lib/Either.js'
import { aStream, opened, someEvents } from './harness.ts'

/** Leaves the store open: nothing of it may keep the process alive. */
const listenAndLeave = async (url: string, schema: string): Promise<void> => {
  const store = await opened(url, { schema })
  const abort = new AbortController()
  for await (const page of store.subscribe({ signal: abort.signal }))
    if (isRight(page) && page.right.caughtUp) break
  setTimeout(() => abort.abort(), 200)
  for await (const page of store.subscribe({ signal: abort.signal }))
    if (isLeft(page)) throw new Error(page.left.message)
  await store.append(aStream(), 'noStream', someEvents(1))()
}

const [, script, url, schema, mode] = process.argv
if (
  script === import.meta.filename &&
  url !== undefined &&
  schema !== undefined &&
  mode === 'listen-and-leave'
) {
  await listenAndLeave(url, schema)
}
