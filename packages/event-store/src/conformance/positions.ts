import { expect } from 'vitest'
import {
  anEvent,
  answer,
  append,
  aStream,
  events,
  idsOf,
  left,
  noPosition,
  pagesOf,
  threeStreamsMixed,
  wholeLog,
  wholeStream,
} from './given.ts'
import type { EventStorePromise } from './harness.ts'

/** Going on where a reader stopped. */
export const positions: ReadonlyArray<EventStorePromise> = [
  {
    name: 'reading goes on exactly after any position: of a page or of an event, in both directions',
    keep: async ({ store }) => {
      await threeStreamsMixed(store)
      for (const direction of ['forwards', 'backwards'] as const) {
        const all = await wholeLog(store, { direction })
        for (const pageSize of [1, 3, 7]) {
          let seen = 0
          for (const page of await pagesOf(store.readAll({ direction, pageSize }))) {
            seen += page.events.length
            const rest = await wholeLog(store, { direction, after: page.position })
            expect(idsOf(rest)).toEqual(idsOf(all.slice(seen)))
          }
        }
        for (const [index, { position }] of all.entries()) {
          expect(idsOf(await wholeLog(store, { direction, after: position }))).toEqual(
            idsOf(all.slice(index + 1)),
          )
        }
      }
    },
  },
  {
    name: 'a position stays the same, whenever and however the event is read',
    keep: async ({ store }) => {
      await threeStreamsMixed(store)
      const before = await wholeLog(store)
      await threeStreamsMixed(store)
      expect((await wholeLog(store)).slice(0, before.length)).toEqual(before)
      for (const { stream } of before) {
        const own = (await wholeLog(store)).filter((event) => event.stream === stream)
        expect(await wholeStream(store, stream)).toEqual(own)
      }
    },
  },
  {
    name: 'the position of a page moves past what the filter left out, to the head',
    keep: async ({ store }) => {
      const stream = aStream()
      await append(store, stream, 'noStream', [anEvent({ type: 'Rare' }), ...events(6)])
      for (const filter of [{ types: ['Rare'] }, { types: ['Absent'] }]) {
        const pages = await pagesOf(store.readAll({ filter, pageSize: 2 }))
        const last = pages.at(-1)
        expect(last?.position).toBe((await answer(store.head)).position)
        if (last !== undefined) expect(await wholeLog(store, { filter, after: last.position })).toEqual([])
      }
    },
  },
  {
    name: 'an empty log has no pages and no head',
    keep: async ({ store }) => {
      expect(await pagesOf(store.readAll())).toEqual([])
      expect(await pagesOf(store.readAll({ direction: 'backwards', filter: { types: ['Some'] } }))).toEqual(
        [],
      )
      expect((await answer(store.head)).position).toBe(null)
    },
  },
  {
    name: 'the head is the position of the last event, and nothing is after it',
    keep: async ({ store }) => {
      await threeStreamsMixed(store)
      const all = await wholeLog(store)
      const head = await answer(store.head)
      expect(head.position).toBe(all.at(-1)?.position)
      expect([all.length, null]).toContain(head.events)
      if (head.position !== null) expect(await pagesOf(store.readAll({ after: head.position }))).toEqual([])
    },
  },
  {
    name: 'a position that is none of this log is an InvalidPosition, and the read ends there',
    keep: async ({ store }) => {
      await append(store, aStream(), 'noStream', events(2))
      for (const direction of ['forwards', 'backwards'] as const) {
        const pages = []
        for await (const page of store.readAll({ direction, after: noPosition })) pages.push(page)
        expect(pages.map((page) => left(page)._tag)).toEqual(['InvalidPosition'])
      }
    },
  },
]
