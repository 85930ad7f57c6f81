import { expect } from 'vitest'
import type { EventStore, LivePage, SubscribeOptions } from '../event-store.ts'
import {
  anEvent,
  answer,
  append,
  aStream,
  events,
  idsOf,
  inTime,
  pause,
  right,
  wholeLog,
  wholeStream,
} from './given.ts'
import type { EventStorePromise, Trial } from './harness.ts'

/** From catching up to live without a hole or a repeat. */
export const subscribing: ReadonlyArray<EventStorePromise> = [
  {
    name: 'a subscription to an empty log says that it has caught up, then delivers what comes',
    keep: async (trial) => {
      const given = events(2)
      const pages = await follow(trial, {}, async (page, { store, count }) => {
        if (count === 1) {
          expect(page).toMatchObject({ events: [], caughtUp: true })
          setTimeout(() => store.append(aStream(), 'noStream', given)(), 20)
        }
        return page.events.length === 2
      })
      expect(pages.flatMap((page) => idsOf(page.events))).toEqual(idsOf(given))
    },
  },
  {
    name: 'events of before, during and after catching up are delivered once each, in order, to slow consumers too',
    keep: async (trial) => {
      const stream = aStream()
      for (const slowMs of [0, 3]) {
        const { store } = trial
        await append(store, stream, 'any', events(5))
        const before = await wholeLog(store)
        let appended = before.length
        let seen = 0
        const pages = await follow(trial, { pageSize: 2 }, async (page, { count }) => {
          seen += page.events.length
          // One in the consumer's own turn, one while the subscription is looking for the next page, one later.
          if (count <= 12) {
            await append(store, stream, 'any', events(1))
            void store.append(stream, 'any', events(1))()
            setTimeout(() => void store.append(stream, 'any', events(1))(), count)
            appended += 3
          }
          if (slowMs > 0) await pause(slowMs)
          return count >= 12 && seen >= appended
        })
        expect(pages.flatMap((page) => idsOf(page.events))).toEqual(idsOf(await wholeLog(store)))
        expect(pages.every((page) => page.events.length <= 2)).toBe(true)
      }
    },
  },
  {
    name: 'a subscription after a position delivers only what follows it',
    keep: async (trial) => {
      const given = events(6)
      await append(trial.store, aStream(), 'noStream', given)
      const after = (await wholeLog(trial.store))[3]?.position
      if (after === undefined) throw new Error('There should be a fourth event')
      const pages = await follow(trial, { after }, async (page) => page.caughtUp)
      expect(pages.flatMap((page) => idsOf(page.events))).toEqual(idsOf(given.slice(4)))
    },
  },
  {
    name: 'whoever resumes at the position of any page misses nothing and sees nothing twice',
    keep: async (trial) => {
      const given = events(9)
      await append(trial.store, aStream(), 'noStream', given)
      const pages = await follow(trial, { pageSize: 2 }, async (page) => page.caughtUp)
      let seen = 0
      for (const { events: inPage, position } of pages) {
        seen += inPage.length
        const rest = await follow(trial, { after: position, pageSize: 4 }, async (page) => page.caughtUp)
        expect(rest.flatMap((page) => idsOf(page.events))).toEqual(idsOf(given.slice(seen)))
      }
    },
  },
  {
    name: 'a page says that it has caught up exactly when nothing more was stored',
    keep: async (trial) => {
      await append(trial.store, aStream(), 'noStream', events(5))
      const pages = await follow(trial, { pageSize: 2 }, async (page) => page.caughtUp)
      expect(pages.map((page) => page.caughtUp)).toEqual(pages.map((_, index) => index === pages.length - 1))
      expect(pages.flatMap((page) => page.events)).toHaveLength(5)
    },
  },
  {
    name: 'a filtered subscription delivers only what was asked for, and its position moves past the rest',
    keep: async (trial) => {
      const { store } = trial
      const [customer, complaint] = [aStream('customer'), aStream('complaint')]
      const wanted = events(4, { type: 'Rare' })
      for (const event of wanted) {
        await append(store, complaint, 'any', [event])
        await append(store, customer, 'any', [anEvent({ type: 'Rare' }), ...events(3)])
      }
      const filter = { types: ['Rare'], categories: ['complaint'] }
      const last = anEvent({ type: 'Rare' })
      const pages = await follow(trial, { filter, pageSize: 3 }, async (page, { count }) => {
        if (page.caughtUp && !idsOf(page.events).includes(last.id)) {
          expect(page.position).toBe((await answer(store.head)).position)
          setTimeout(() => void store.append(complaint, 'any', [last])(), 10)
        }
        return count > 100 || idsOf(page.events).includes(last.id)
      })
      expect(pages.flatMap((page) => idsOf(page.events))).toEqual(idsOf([...wanted, last]))
    },
  },
  {
    name: 'an append of more events than a page holds arrives whole and in order',
    keep: async (trial) => {
      const given = events(50)
      const pages = await follow(trial, { pageSize: 7 }, async (page, { count, store }) => {
        if (count === 1) await append(store, aStream(), 'noStream', given)
        return count > 1 && page.caughtUp
      })
      expect(pages.flatMap((page) => idsOf(page.events))).toEqual(idsOf(given))
    },
  },
  {
    name: 'many subscriptions see the same log',
    keep: async (trial) => {
      const { store } = trial
      const stream = aStream()
      let arrived = 0
      const followers = [1, 2, 3, 500].map((pageSize) =>
        follow(trial, { pageSize }, async (page, { count }) => {
          if (count === 1) arrived++
          return page.events.some((event) => event.type === 'Last')
        }),
      )
      while (arrived < followers.length) await pause(1)
      for (let n = 0; n < 20; n++) await append(store, stream, 'any', events(3))
      await append(store, stream, 'any', [anEvent({ type: 'Last' })])
      const all = idsOf(await wholeLog(store))
      for (const pages of await Promise.all(followers)) {
        expect(pages.flatMap((page) => idsOf(page.events))).toEqual(all)
      }
    },
  },
  {
    name: 'a subscription sees what another handle appends',
    needs: 'severalHandles',
    keep: async (trial) => {
      const other = await trial.another()
      const stream = aStream()
      const pages = await follow(trial, { pageSize: 5 }, async (_, { count, seen }) => {
        if (count <= 5) setTimeout(() => void other.append(stream, 'any', events(3))(), count * 5)
        return seen >= 15
      })
      expect(pages.flatMap((page) => idsOf(page.events))).toEqual(idsOf(await wholeStream(other, stream)))
    },
  },
]

/** The pages until `enough`, or an error when it does not come in time. */
const follow = async (
  { store, patienceMs }: Trial,
  options: Omit<SubscribeOptions, 'signal'>,
  enough: (
    page: LivePage,
    soFar: { readonly store: EventStore; readonly count: number; readonly seen: number },
  ) => Promise<boolean>,
): Promise<ReadonlyArray<LivePage>> => {
  const abort = new AbortController()
  const pages: LivePage[] = []
  let seen = 0
  const all = (async () => {
    for await (const page of store.subscribe({ ...options, signal: abort.signal })) {
      pages.push(right(page))
      seen += right(page).events.length
      if (await enough(right(page), { store, count: pages.length, seen })) break
    }
    return pages
  })()
  try {
    return await inTime(all, patienceMs, 'the pages of a subscription')
  } finally {
    abort.abort()
  }
}
