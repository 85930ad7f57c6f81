import type { StoredEvent } from '@kehu/event-store'
import { isLeft } from 'fp-ts/lib/Either.js'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startChild } from '../test/child.ts'
import { aDirectory, anAppend, opened } from '../test/harness.ts'
import {
  type Acknowledged,
  type BatchData,
  competeRounds,
  contested,
  inFlightAppends,
} from '../test/writing-child.ts'
import type { SqliteStore } from './sqlite-store.ts'

const kills = 8

let directory: ReturnType<typeof aDirectory>
beforeEach(() => {
  directory = aDirectory()
})
afterEach(() => directory.remove())

test('kill -9 at any moment loses nothing that was acknowledged and leaves no half append', async () => {
  const acknowledged: Acknowledged[] = []
  for (let kill = 0; kill < kills; kill++) {
    const writer = startChild(directory.file, 'until-killed')
    await writer.begun()
    await pause(Math.random() * 150)
    writer.child.kill('SIGKILL')
    await writer.ended
    acknowledged.push(...writer.acknowledged)

    const store = await opened(directory.file)
    const log = await wholeLog(store)
    expectEveryAcknowledged(acknowledged, log)
    expectNoHalfBatch(log)
    await store.close()
  }
  expect(acknowledged.length).toBeGreaterThan(kills)
})

test('two processes write the same streams: one winner a revision, nothing lost, and a third sees it all in order', async () => {
  const store = await opened(directory.file)
  const writers = [startChild(directory.file, 'compete'), startChild(directory.file, 'compete')]
  const abort = new AbortController()
  const seen: StoredEvent[] = []
  const following = (async () => {
    for await (const page of store.subscribe({ signal: abort.signal, pageSize: 10 })) {
      if (isLeft(page)) throw new Error(page.left.message)
      seen.push(...page.right.events)
    }
  })()
  for (const { ended } of writers) expect(await ended).toEqual([0, null])

  const log = await wholeLog(store)
  const acknowledged = writers.flatMap((writer) => writer.acknowledged)
  // Two processes, two loops a stream in each.
  expect(acknowledged).toHaveLength(2 * 2 * contested.length * competeRounds)
  expectEveryAcknowledged(acknowledged, log)
  expectNoHalfBatch(log)
  expect(log).toHaveLength(acknowledged.flatMap(({ ids }) => ids).length)
  expect(new Set(log.map(({ metadata }) => metadata.actor)).size).toBe(2)

  while (seen.length < log.length) await pause(10)
  abort.abort()
  await following
  expect(seen).toEqual(log)
  await store.close()
})

test('2,000 appends in flight on one stream in each of two processes all end: written, a Conflict or Busy', async () => {
  const writers = [startChild(directory.file, 'in-flight'), startChild(directory.file, 'in-flight')]
  for (const { ended } of writers) expect(await ended).toEqual([0, null])
  const store = await opened(directory.file)
  const log = await wholeLog(store)
  for (const writer of writers) {
    const told: Readonly<Record<string, number>> = JSON.parse(writer.said())
    const { written = 0, Conflict = 0, Busy = 0, ...others } = told
    expect([written + Conflict + Busy, others]).toEqual([inFlightAppends, {}])
    // Who takes any revision is never in conflict.
    expect(written + Busy).toBeGreaterThanOrEqual(inFlightAppends / 2)
    expect(written).toBe(writer.acknowledged.length)
  }
  expectEveryAcknowledged(
    writers.flatMap(({ acknowledged }) => acknowledged),
    log,
  )
  expectNoHalfBatch(log)
  await store.close()
})

test('a process that never stops writing keeps no other out', async () => {
  const busy = startChild(directory.file, 'until-killed')
  await busy.begun()
  const store = await opened(directory.file, { busyPatienceMs: 60_000 })
  for (let n = 0; n < 30; n++) {
    const before = busy.acknowledged.length
    await anAppend(store, 1)
    // It has not waited for the other to make a pause.
    while (busy.acknowledged.length === before) await pause(1)
  }
  busy.child.kill('SIGKILL')
  await busy.ended
  await store.close()
})

test('many processes may open a file at once that is not there yet, and make one log of it', async () => {
  const children = Array.from({ length: 4 }, () => startChild(directory.file, 'listen-and-leave'))
  for (const { ended } of children) expect(await ended).toEqual([0, null])
  const store = await opened(directory.file)
  expect(new Set((await wholeLog(store)).map(({ metadata }) => metadata.actor)).size).toBe(children.length)
  await store.close()
})

test('a store left open keeps no process alive, nor does a subscription that has ended', async () => {
  const child = startChild(directory.file, 'listen-and-leave')
  expect(await child.ended).toEqual([0, null])
  const store = await opened(directory.file)
  expect((await wholeLog(store)).length).toBeGreaterThan(0)
  await store.close()
})

const expectEveryAcknowledged = (
  acknowledged: ReadonlyArray<Acknowledged>,
  log: ReadonlyArray<StoredEvent>,
): void => {
  const at = new Map(log.map(({ stream, revision, id }) => [`${stream} ${revision}`, id]))
  const lost = acknowledged.filter(({ stream, revision, ids }) =>
    ids.some((id, index) => at.get(`${stream} ${revision - ids.length + 1 + index}`) !== id),
  )
  expect(lost).toEqual([])
}

const expectNoHalfBatch = (log: ReadonlyArray<StoredEvent>): void => {
  const batches = Map.groupBy(log, ({ data }) => data)
  const half = [...batches].filter(([data, events]) => {
    const { of }: BatchData = JSON.parse(data)
    return events.length !== of
  })
  expect(half).toEqual([])
  const revisions = Map.groupBy(log, ({ stream }) => stream)
  for (const events of revisions.values()) {
    expect(events.map(({ revision }) => revision)).toEqual(events.map((_, index) => index))
  }
}

const wholeLog = async (store: SqliteStore): Promise<ReadonlyArray<StoredEvent>> => {
  const events: StoredEvent[] = []
  for await (const page of store.readAll()) {
    if (isLeft(page)) throw new Error(page.left.message)
    events.push(...page.right.events)
  }
  return events
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
