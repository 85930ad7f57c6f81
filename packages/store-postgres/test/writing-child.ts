// A process of its own that writes to the store, for tests that look how it ends:
//   node writing-child.ts URL SCHEMA listen-and-leave|in-flight
import { writeSync } from 'node:fs'
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

export const inFlightAppends = 2_000

/** All at once on one stream, half of them at whatever revision; reads come in between. */
const inFlight = async (url: string, schema: string): Promise<void> => {
  const store = await opened(url, { schema })
  const reading = Array.from({ length: 200 }, async () => {
    const head = await store.head()
    if (isLeft(head)) throw new Error(head.left.message)
  })
  const results = await Promise.all(
    Array.from({ length: inFlightAppends }, async (_, n) => {
      const result = await store.append(aStream('one'), n % 2 === 0 ? 'any' : n, someEvents(1))()
      return isRight(result) ? 'written' : result.left._tag
    }),
  )
  await Promise.all(reading)
  const counted = Object.entries(Object.groupBy(results, (tag) => tag))
  writeSync(1, JSON.stringify(Object.fromEntries(counted.map(([tag, all]) => [tag, all?.length]))))
  await store.close()
}

const [, script, url, schema, mode] = process.argv
if (script === import.meta.filename && url !== undefined && schema !== undefined) {
  if (mode === 'listen-and-leave') await listenAndLeave(url, schema)
  if (mode === 'in-flight') await inFlight(url, schema)
}
