import fc from 'fast-check'
import { isRight, left, right } from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'
import { runs } from '../../../tools/laws.ts'
import { pagesOf } from './conformance/given.ts'
import type { LivePage } from './event-store.ts'
import { followLog, type LogSource } from './follow-log.ts'
import type { Position } from './stored-event.ts'

// What every store's subscription promises is in the conformance suite; here is what only a strange source would show.

const page = (position: string, caughtUp: boolean): LivePage => ({
  events: [],
  position: position as Position,
  caughtUp,
})

test('waking up for nothing delivers nothing', async () => {
  const abort = new AbortController()
  let wakes = 0
  const source: LogSource = {
    readPage: async () => right(page(wakes < 5 ? '1' : '2', true)),
    changed: async () => {
      if (++wakes === 10) abort.abort()
    },
  }
  const pages = await pagesOf(followLog(source, { signal: abort.signal }))
  expect(pages.map(({ position }) => position)).toEqual(['1', '2'])
})

test('a page that was read while the signal aborted is not delivered', async () => {
  const abort = new AbortController()
  const source: LogSource = {
    readPage: async () => {
      abort.abort()
      return right(page('1', true))
    },
    changed: async () => {},
  }
  expect(await pagesOf(followLog(source, { signal: abort.signal }))).toEqual([])
})

test('a fault is delivered and is the end', async () => {
  let reads = 0
  const source: LogSource = {
    readPage: async () => {
      reads++
      return left({ _tag: 'Busy', message: 'Try again.' })
    },
    changed: async () => {},
  }
  const pages = []
  for await (const each of followLog(source, { signal: new AbortController().signal })) pages.push(each._tag)
  expect([pages, reads]).toEqual([['Left'], 1])
})

test('a page that is not the last is followed by the next without waiting, and told that it has caught up once', async () => {
  const abort = new AbortController()
  const asked: Array<Position | undefined> = []
  const source: LogSource = {
    readPage: async (after) => {
      asked.push(after)
      return right(page(after === undefined ? '1' : '2', after === '2'))
    },
    changed: async () => abort.abort(),
  }
  const pages = await pagesOf(followLog(source, { signal: abort.signal }))
  expect(pages).toEqual([page('1', false), page('2', false), page('2', true)])
  expect(asked).toEqual([undefined, '1', '2'])
})

test('in whatever order reads, wake-ups and appends come, every event is delivered once, in order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 3 }),
      async (scheduler, total, pageSize) => {
        // Events are numbers; the position of one is itself.
        const log: number[] = []
        const sleepers = new Set<() => void>()
        const look = scheduler.scheduleFunction(async (from: number) => log.slice(from, from + pageSize))
        const delivered: number[] = []
        const abort = new AbortController()
        const source: LogSource = {
          readPage: async (after) => {
            const from = Number(after ?? '0')
            const found = await look(from)
            delivered.push(...found)
            const at = from + found.length
            return right(page(String(at), at === log.length))
          },
          changed: (position) =>
            new Promise((resolve) => {
              if (Number(position) < log.length) resolve()
              else sleepers.add(resolve)
            }),
        }
        const writing = scheduler.scheduleSequence(
          Array.from({ length: total }, (_, n) => async () => {
            log.push(n)
            for (const wake of sleepers) wake()
            sleepers.clear()
          }),
        )
        const following = (async () => {
          for await (const each of followLog(source, { signal: abort.signal })) {
            if (isRight(each) && each.right.position === String(total)) break
          }
        })()
        await scheduler.waitFor(Promise.all([writing.task, following]))
        expect(delivered).toEqual(log)
      },
    ),
    { numRuns: runs({ everyday: 100, full: 500 }) },
  )
})
