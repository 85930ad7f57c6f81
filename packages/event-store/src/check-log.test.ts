import { left, right } from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'
import { checkLog } from './check-log.ts'
import { answer, threeStreamsMixed, wholeLog } from './conformance/given.ts'
import type { EventStore } from './event-store.ts'
import { createMemoryStore } from './memory-store.ts'
import type { Position, StoredEvent } from './stored-event.ts'
import type { StreamName } from './stream-name.ts'

const aLog = async () => {
  const store = createMemoryStore({ clock: Date.now, id: 'memory' })
  await threeStreamsMixed(store)
  return { store, log: await wholeLog(store) }
}

/** The same log with its events changed behind the store's back. */
const holding = (store: EventStore, log: ReadonlyArray<StoredEvent>): EventStore => ({
  ...store,
  readAll: async function* () {
    yield right({ events: log, position: log.at(-1)?.position ?? ('' as Position) })
  },
})

test('a sound log has its events and streams counted, and nothing is found', async () => {
  const { store } = await aLog()
  const read: number[] = []
  const report = await answer(checkLog(store, { onProgress: (progress) => read.push(progress.read) }))
  expect(report).toEqual({ events: 36, streams: 3, findings: [], found: 0 })
  expect(read.at(-1)).toBe(36)
})

test('what no store can have written is found, and where', async () => {
  const { store, log } = await aLog()
  const spoiled = (changed: (log: StoredEvent[]) => StoredEvent[]) =>
    answer(checkLog(holding(store, changed([...log]))))
  const [first, second] = log
  if (first === undefined || second === undefined) throw new Error('The log is too short')
  const cases: ReadonlyArray<readonly [RegExp, (log: StoredEvent[]) => StoredEvent[]]> = [
    [/goes on at revision 1 in place of 0/, (all) => all.slice(1).filter(({ stream }) => stream !== 'x')],
    [/occurs a second time/, (all) => all.with(1, { ...second, id: first.id })],
    [/stand at position/, (all) => all.with(1, { ...second, position: first.position })],
    [/not JSON text/, (all) => all.with(1, { ...second, data: '{' })],
    [/is no stream name/, (all) => all.with(0, { ...first, stream: 'no stream' as StreamName })],
    [/head of the log/, (all) => all.slice(0, -1)],
  ]
  for (const [message, change] of cases) {
    const { findings, found } = await spoiled(change)
    expect(found).toBeGreaterThan(0)
    expect(findings.map((finding) => finding.message).join('\n')).toMatch(message)
  }
})

test('what the owner cannot read is found; of many findings the first hundred are kept', async () => {
  const { store } = await aLog()
  await threeStreamsMixed(store)
  await threeStreamsMixed(store)
  const report = await answer(checkLog(store, { read: () => left({ message: 'Unknown to us.' }) }))
  expect(report.found).toBe(108)
  expect(report.findings).toHaveLength(100)
})
