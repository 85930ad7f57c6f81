import { expect } from 'vitest'
import {
  anEvent,
  answer,
  append,
  aStream,
  asGiven,
  events,
  fault,
  idsOf,
  wholeLog,
  wholeStream,
} from './given.ts'
import type { EventStorePromise } from './harness.ts'

/** Expected revisions, conflicts and all-or-nothing. */
export const appending: ReadonlyArray<EventStorePromise> = [
  {
    name: 'a new stream begins at revision 0 when no stream was expected',
    keep: async ({ store }) => {
      const stream = aStream()
      const given = events(3)
      expect(await append(store, stream, 'noStream', given)).toEqual({ revision: 2, repeated: false })
      const stored = await wholeStream(store, stream)
      expect(stored.map(({ revision }) => revision)).toEqual([0, 1, 2])
      expect(stored.map(asGiven)).toEqual(given)
      expect(stored.map((event) => event.stream)).toEqual([stream, stream, stream])
    },
  },
  {
    name: 'an append at the exact revision continues the stream',
    keep: async ({ store }) => {
      const stream = aStream()
      await append(store, stream, 'noStream', events(2))
      expect(await append(store, stream, 1, events(1))).toEqual({ revision: 2, repeated: false })
      expect(await append(store, stream, 2, events(4))).toEqual({ revision: 6, repeated: false })
      expect((await wholeStream(store, stream)).map(({ revision }) => revision)).toEqual([
        0, 1, 2, 3, 4, 5, 6,
      ])
    },
  },
  {
    name: '"any" writes whether the stream exists or not',
    keep: async ({ store }) => {
      const stream = aStream()
      expect(await append(store, stream, 'any', events(1))).toEqual({ revision: 0, repeated: false })
      expect(await append(store, stream, 'any', events(2))).toEqual({ revision: 2, repeated: false })
    },
  },
  {
    name: '"exists" writes to a stream that exists',
    keep: async ({ store }) => {
      const stream = aStream()
      await append(store, stream, 'noStream', events(1))
      expect(await append(store, stream, 'exists', events(2))).toEqual({ revision: 2, repeated: false })
    },
  },
  {
    name: '"exists" is a Conflict where there is no stream',
    keep: async ({ store }) => {
      const stream = aStream()
      const refused = await fault(store.append(stream, 'exists', events(1)))
      expect(refused).toMatchObject({ _tag: 'Conflict', stream, expected: 'exists', actual: null })
      expect(await wholeStream(store, stream)).toEqual([])
    },
  },
  {
    name: '"noStream" is a Conflict with the actual revision where there is a stream',
    keep: async ({ store }) => {
      const stream = aStream()
      await append(store, stream, 'noStream', events(3))
      const refused = await fault(store.append(stream, 'noStream', events(1)))
      expect(refused).toMatchObject({ _tag: 'Conflict', stream, expected: 'noStream', actual: 2 })
      expect(await wholeStream(store, stream)).toHaveLength(3)
    },
  },
  {
    name: 'an exact revision behind or ahead of the stream is a Conflict with the actual revision',
    keep: async ({ store }) => {
      const stream = aStream()
      await append(store, stream, 'noStream', events(3))
      for (const expected of [0, 1, 3, 100]) {
        const refused = await fault(store.append(stream, expected, events(2)))
        expect(refused).toMatchObject({ _tag: 'Conflict', stream, expected, actual: 2 })
      }
      expect(await wholeStream(store, stream)).toHaveLength(3)
    },
  },
  {
    name: 'an exact revision of a stream that does not exist is a Conflict',
    keep: async ({ store }) => {
      const stream = aStream()
      const refused = await fault(store.append(stream, 0, events(1)))
      expect(refused).toMatchObject({ _tag: 'Conflict', stream, expected: 0, actual: null })
      expect(await wholeStream(store, stream)).toEqual([])
    },
  },
  {
    name: 'a number that is no revision is a Conflict',
    keep: async ({ store }) => {
      const [absent, present] = [aStream(), aStream()]
      await append(store, present, 'noStream', events(1))
      for (const expected of [-1, -2, 0.5, Number.NaN]) {
        expect(await fault(store.append(absent, expected, events(1)))).toMatchObject({
          _tag: 'Conflict',
          actual: null,
        })
        expect(await fault(store.append(present, expected, events(1)))).toMatchObject({
          _tag: 'Conflict',
          actual: 0,
        })
      }
      expect(await wholeLog(store)).toHaveLength(1)
    },
  },
  {
    name: 'a refused append of several events leaves none of them',
    keep: async ({ store }) => {
      const stream = aStream()
      const [first, second] = [anEvent(), anEvent()]
      await append(store, stream, 'noStream', [first])
      const head = await answer(store.head)
      await fault(store.append(stream, 7, events(3)))
      await fault(store.append(stream, 0, [...events(2), anEvent({ data: '{' })]))
      await fault(store.append(stream, 0, [...events(2), second, second]))
      expect(idsOf(await wholeStream(store, stream))).toEqual([first.id])
      expect(idsOf(await wholeLog(store))).toEqual([first.id])
      expect(await answer(store.head)).toEqual(head)
    },
  },
  {
    name: 'streams whose names differ only in capitals are two streams',
    keep: async ({ store }) => {
      const [small, capital] = [aStream('customer', 'alfki'), aStream('customer', 'ALFKI')]
      await append(store, small, 'noStream', events(1))
      await append(store, capital, 'noStream', events(2))
      expect(await wholeStream(store, small)).toHaveLength(1)
      expect(await wholeStream(store, capital)).toHaveLength(2)
    },
  },
]
