import type { Either } from 'fp-ts/lib/Either.js'
import { expect } from 'vitest'
import type { StoreFault } from '../faults.ts'
import type { StoredEvent } from '../stored-event.ts'
import {
  append,
  aStream,
  events,
  idsOf,
  pagesOf,
  right,
  threeStreamsMixed,
  wholeLog,
  wholeStream,
} from './given.ts'
import type { EventStorePromise } from './harness.ts'

const pageSizes = [1, 2, 3, 7, 1_000]

/** Pages, directions and filters. */
export const reading: ReadonlyArray<EventStorePromise> = [
  {
    name: 'a stream that does not exist is empty',
    keep: async ({ store }) => {
      await append(store, aStream(), 'noStream', events(2))
      expect(await pagesOf(store.readStream(aStream()))).toEqual([])
      expect(await pagesOf(store.readStream(aStream(), { direction: 'backwards' }))).toEqual([])
    },
  },
  {
    name: 'a stream reads the same in pages of any size, and backwards is the reverse',
    keep: async ({ store }) => {
      const stream = aStream()
      const given = events(10)
      await append(store, stream, 'noStream', given)
      await append(store, aStream(), 'noStream', events(3))
      for (const pageSize of pageSizes) {
        for (const direction of ['forwards', 'backwards'] as const) {
          const pages = await pagesOf(store.readStream(stream, { pageSize, direction }))
          expect(pages.every((page) => page.length >= 1 && page.length <= pageSize)).toBe(true)
          expect(idsOf(pages.flat())).toEqual(idsOf(direction === 'forwards' ? given : given.toReversed()))
        }
      }
    },
  },
  {
    name: 'a stream reads from a revision, inclusive, in both directions',
    keep: async ({ store }) => {
      const stream = aStream()
      await append(store, stream, 'noStream', events(5))
      const revisions = async (direction: 'forwards' | 'backwards', from: number) =>
        (await wholeStream(store, stream, { direction, from, pageSize: 2 })).map(({ revision }) => revision)
      expect(await revisions('forwards', 3)).toEqual([3, 4])
      expect(await revisions('forwards', 5)).toEqual([])
      expect(await revisions('backwards', 2)).toEqual([2, 1, 0])
      expect(await revisions('backwards', 99)).toEqual([4, 3, 2, 1, 0])
      expect(await revisions('backwards', 0)).toEqual([0])
    },
  },
  {
    name: 'the log is in the order of the appends, and backwards is the reverse, in pages of any size',
    keep: async ({ store }) => {
      const given = await threeStreamsMixed(store)
      for (const pageSize of pageSizes) {
        for (const direction of ['forwards', 'backwards'] as const) {
          const pages = await pagesOf(store.readAll({ pageSize, direction }))
          expect(pages.every((page) => page.events.length <= pageSize)).toBe(true)
          const read = pages.flatMap((page) => page.events)
          expect(idsOf(read)).toEqual(idsOf(direction === 'forwards' ? given : given.toReversed()))
        }
      }
    },
  },
  {
    name: 'a filter gives only the types and categories asked for, in order, in both directions',
    keep: async ({ store }) => {
      await threeStreamsMixed(store)
      const all = await wholeLog(store)
      const category = (event: { readonly stream: string }) => event.stream.split('-')[0] ?? ''
      const filters = [
        { types: ['Rare'] },
        { types: ['Rare', 'Common', 'Absent'] },
        { categories: ['customer'] },
        { categories: ['customer', 'complaint'] },
        { types: ['Common'], categories: ['complaint'] },
        { types: ['Absent'] },
        { types: [] },
        { categories: ['custom', 'Customer', 'absent'] },
        {},
      ]
      for (const filter of filters) {
        const { types, categories } = { types: undefined, categories: undefined, ...filter }
        const expected = all
          .filter((event) => types?.includes(event.type) ?? true)
          .filter((event) => categories?.includes(category(event)) ?? true)
        for (const pageSize of [1, 2, 1_000]) {
          expect(await wholeLog(store, { filter, pageSize })).toEqual(expected)
          const backwards = await wholeLog(store, { filter, pageSize, direction: 'backwards' })
          expect(backwards).toEqual(expected.toReversed())
        }
      }
    },
  },
  {
    name: 'a read can be gone through twice',
    keep: async ({ store }) => {
      const stream = aStream()
      await append(store, stream, 'noStream', events(3))
      const [ofStream, ofLog] = [store.readStream(stream, { pageSize: 2 }), store.readAll({ pageSize: 2 })]
      expect(await pagesOf(ofStream)).toEqual(await pagesOf(ofStream))
      expect(await pagesOf(ofLog)).toEqual(await pagesOf(ofLog))
    },
  },
  {
    name: 'reads that are left early do no harm',
    keep: async ({ store }) => {
      const stream = aStream()
      await append(store, stream, 'noStream', events(9))
      for (let time = 0; time < 200; time++) {
        for await (const _ of store.readStream(stream, { pageSize: 2 })) break
        for await (const _ of store.readAll({ pageSize: 2 })) break
      }
      await append(store, stream, 8, events(1))
      expect(await wholeLog(store)).toHaveLength(10)
    },
  },
  {
    name: 'a read that is under way neither blocks appends nor loses its place',
    keep: async ({ store }) => {
      const stream = aStream()
      await append(store, stream, 'noStream', events(7))
      let revision = 6
      const seenWhileAppending = async <A>(
        pages: AsyncIterable<Either<StoreFault, A>>,
        eventsOf: (page: A) => ReadonlyArray<StoredEvent>,
      ) => {
        const seen: string[] = []
        for await (const page of pages) {
          seen.push(...idsOf(eventsOf(right(page))))
          revision = (await append(store, stream, revision, events(1))).revision
          if (seen.length > 20) break
        }
        return seen
      }
      const ofStream = await seenWhileAppending(store.readStream(stream, { pageSize: 3 }), (page) => page)
      const ofLog = await seenWhileAppending(store.readAll({ pageSize: 3 }), (page) => page.events)
      const now = idsOf(await wholeLog(store))
      expect(ofStream.length).toBeGreaterThanOrEqual(7)
      expect(ofStream).toEqual(now.slice(0, ofStream.length))
      expect(ofLog.length).toBeGreaterThan(7)
      expect(ofLog).toEqual(now.slice(0, ofLog.length))
    },
  },
]
