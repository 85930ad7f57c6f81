import { expect } from 'vitest'
import { answer, append, aStream, events, inTime, left, noPosition, pause, right, wholeLog } from './given.ts'
import type { EventStorePromise } from './harness.ts'

/** The ways a subscription ends. */
export const unsubscribing: ReadonlyArray<EventStorePromise> = [
  {
    name: 'a subscription that waits ends promptly and without a fault when its signal aborts',
    keep: async ({ store, patienceMs }) => {
      const abort = new AbortController()
      let pages = 0
      const ended = (async () => {
        for await (const page of store.subscribe({ signal: abort.signal })) {
          right(page)
          pages++
        }
      })()
      await pause(50)
      abort.abort()
      await inTime(ended, patienceMs, 'the end of an aborted subscription')
      expect(pages).toBe(1)
    },
  },
  {
    name: 'a subscription delivers nothing after its signal has aborted',
    keep: async ({ store }) => {
      await append(store, aStream(), 'noStream', events(5))
      for (const pagesMax of [0, 1, 2]) {
        const abort = new AbortController()
        let pages = 0
        if (pagesMax === 0) abort.abort()
        for await (const page of store.subscribe({ signal: abort.signal, pageSize: 1 })) {
          right(page)
          if (++pages === pagesMax) abort.abort()
        }
        expect(pages).toBe(pagesMax)
      }
    },
  },
  {
    name: 'subscriptions that are left early do no harm',
    keep: async ({ store }) => {
      const abort = new AbortController()
      const stream = aStream()
      await append(store, stream, 'noStream', events(3))
      for (let time = 0; time < 50; time++) {
        for await (const page of store.subscribe({ signal: abort.signal, pageSize: 1 + (time % 4) })) {
          if (right(page).caughtUp || time % 2 === 0) break
        }
      }
      await append(store, stream, 2, events(1))
      abort.abort()
      expect(await wholeLog(store)).toHaveLength(4)
    },
  },
  {
    name: 'closing the store ends its subscriptions with Closed',
    keep: async ({ store, patienceMs }) => {
      const faults: string[] = []
      const ended = (async () => {
        for await (const page of store.subscribe({ signal: new AbortController().signal })) {
          if ('left' in page) faults.push(page.left._tag)
        }
      })()
      await pause(20)
      await answer(store.close)
      await inTime(ended, patienceMs, 'the end of a subscription to a closed store')
      expect(faults).toEqual(['Closed'])
    },
  },
  {
    name: 'a subscription after a position that is none of this log ends with InvalidPosition',
    keep: async ({ store, patienceMs }) => {
      const tags: string[] = []
      const options = { after: noPosition, signal: AbortSignal.timeout(patienceMs) }
      for await (const page of store.subscribe(options)) tags.push(left(page)._tag)
      expect(tags).toEqual(['InvalidPosition'])
    },
  },
]
