import { left, right } from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'
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
