// A process of its own that writes to the store, for tests that kill it or let several compete:
//   node writing-child.ts PATH until-killed|compete|listen-and-leave|come-and-go|counted|in-flight
import { randomUUID } from 'node:crypto'
import { writeSync } from 'node:fs'
import { type EventToAppend, type ExpectedRevision, type StreamName, streamName } from '@kehu/event-store'
import { isLeft, isRight } from 'fp-ts/lib/Either.js'
import { openSqliteStore, type SqliteStore } from '../src/sqlite-store.ts'

/** A line of the child's output: this batch was acknowledged. */
export type Acknowledged = {
  readonly stream: StreamName
  readonly revision: number
  readonly ids: ReadonlyArray<string>
}

/** What every event carries, so that half a batch would show. */
export type BatchData = { readonly batch: string; readonly of: number }

export const contested = ['one', 'two', 'three']
export const competeRounds = 60

const main = async (path: string, mode: string): Promise<void> => {
  if (mode === 'come-and-go') return comeAndGo(path)
  const opened = await openSqliteStore({ path, clock: Date.now, newId: randomUUID })()
  if (isLeft(opened)) throw new Error(opened.left.message)
  const store = opened.right
  if (mode === 'until-killed') await Promise.all(Array.from({ length: 8 }, () => writeUntilKilled(store)))
  if (mode === 'compete') {
    await Promise.all(contested.flatMap((id) => [compete(store, id), compete(store, id)]))
    await store.close()
  }
  if (mode === 'listen-and-leave') await listenAndLeave(store)
  if (mode === 'counted') {
    for (let n = 0; n < countedAppends; n++) await store.append(named(randomUUID()), 'noStream', aBatch())()
    await store.close()
  }
  if (mode === 'in-flight') {
    await inFlight(store)
    await store.close()
  }
}

/** One after another, so that none shares another's sync. */
export const countedAppends = 30

export const inFlightAppends = 2_000

/** All at once on one stream, half of them at whatever revision and half at the one that this process believes in. */
const inFlight = async (store: SqliteStore): Promise<void> => {
  const results = await Promise.all(
    Array.from({ length: inFlightAppends }, async (_, n) => {
      const batch = aBatch()
      const result = await store.append(named('one'), n % 2 === 0 ? 'any' : n, batch)()
      if (isRight(result)) acknowledge(named('one'), result.right.revision, batch)
      return isRight(result) ? 'written' : result.left._tag
    }),
  )
  const counted = Object.groupBy(results, (tag) => tag)
  const said = Object.entries(counted).map(([tag, all]) => [tag, all?.length])
  writeSync(2, `${JSON.stringify(Object.fromEntries(said))}\n`)
}

/** Opens, writes and closes, over and over, as a command line does. */
const comeAndGo = async (path: string): Promise<void> => {
  for (let n = 0; n < 25; n++) {
    const opened = await openSqliteStore({ path, clock: Date.now, newId: randomUUID })()
    if (isLeft(opened)) throw new Error(opened.left.message)
    await opened.right.append(named(randomUUID()), 'noStream', aBatch())()
    await opened.right.close()
  }
}

const writeUntilKilled = async (store: SqliteStore): Promise<never> => {
  for (let expected: ExpectedRevision = 'noStream', stream = named(randomUUID()); ; ) {
    const batch = aBatch()
    const result = await store.append(stream, expected, batch)()
    if (isLeft(result)) throw new Error(result.left.message)
    acknowledge(stream, result.right.revision, batch)
    expected = result.right.revision
    if (expected > 40) [expected, stream] = ['noStream', named(randomUUID())]
  }
}

/** Reads nothing: believes what the last conflict said. */
const compete = async (store: SqliteStore, id: string): Promise<void> => {
  const stream = named(id)
  let actual: number | null = null
  for (let round = 0; round < competeRounds; ) {
    const batch = aBatch()
    const result = await store.append(stream, actual ?? 'noStream', batch)()
    if (isRight(result)) {
      acknowledge(stream, result.right.revision, batch)
      actual = result.right.revision
      round++
    } else if (result.left._tag === 'Conflict') actual = result.left.actual
    else throw new Error(result.left.message)
  }
}

/** Leaves the store open: nothing of it may keep the process alive. */
const listenAndLeave = async (store: SqliteStore): Promise<void> => {
  const abort = new AbortController()
  for await (const page of store.subscribe({ signal: abort.signal }))
    if (isRight(page) && page.right.caughtUp) break
  setTimeout(() => abort.abort(), 120)
  for await (const page of store.subscribe({ signal: abort.signal }))
    if (isLeft(page)) throw new Error(page.left.message)
  await store.append(named(randomUUID()), 'noStream', aBatch())()
}

const aBatch = (): ReadonlyArray<EventToAppend> => {
  const batch: BatchData = { batch: randomUUID(), of: 1 + Math.floor(Math.random() * 5) }
  return Array.from({ length: batch.of }, () => ({
    id: randomUUID(),
    type: 'Written',
    version: 1,
    data: JSON.stringify(batch),
    occurredOn: '2024-02-29',
    metadata: { actor: String(process.pid), correlationId: '', causationId: '', commandId: '' },
  }))
}

// Synchronous: what has been written here has been acknowledged before, whenever the process is killed.
const acknowledge = (stream: StreamName, revision: number, batch: ReadonlyArray<EventToAppend>): void => {
  const line: Acknowledged = { stream, revision, ids: batch.map(({ id }) => id) }
  writeSync(1, `${JSON.stringify(line)}\n`)
}

const named = (id: string): StreamName => {
  const name = streamName('customer', id)
  if (isLeft(name)) throw new Error(name.left.message)
  return name.right
}

const [, script, path, mode] = process.argv
if (script === import.meta.filename && path !== undefined && mode !== undefined) await main(path, mode)
