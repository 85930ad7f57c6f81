import type { Either } from 'fp-ts/lib/Either.js'
import { expect } from 'vitest'
import {
  answer,
  append,
  aStream,
  events,
  fault,
  idsOf,
  left,
  pagesOf,
  wholeLog,
  wholeStream,
} from './given.ts'
import type { EventStorePromise } from './harness.ts'

/** Closing, and opening the same log again. */
export const ending: ReadonlyArray<EventStorePromise> = [
  {
    name: 'after closing every call answers Closed, and closing again is no fault',
    keep: async ({ store }) => {
      const stream = aStream()
      await append(store, stream, 'noStream', events(3))
      await answer(store.close)
      expect(await fault(store.append(stream, 2, events(1)))).toMatchObject({ _tag: 'Closed' })
      expect(await fault(store.head)).toMatchObject({ _tag: 'Closed' })
      const signal = new AbortController().signal
      for (const read of [store.readStream(stream), store.readAll(), store.subscribe({ signal })]) {
        expect(await tagsOf(read)).toEqual(['Closed'])
      }
      await answer(store.close)
    },
  },
  {
    name: 'a read under way when the store closes ends with Closed',
    keep: async ({ store }) => {
      const stream = aStream()
      await append(store, stream, 'noStream', events(6))
      const reads = [store.readStream(stream, { pageSize: 2 }), store.readAll({ pageSize: 2 })]
      const under = reads.map((read) => read[Symbol.asyncIterator]())
      for (const read of under) expect((await read.next()).value).toMatchObject({ _tag: 'Right' })
      await answer(store.close)
      for (const read of under) {
        expect((await read.next()).value).toMatchObject({ _tag: 'Left', left: { _tag: 'Closed' } })
        expect(await read.next()).toMatchObject({ done: true })
      }
    },
  },
  {
    name: 'what was acknowledged is there when the log is opened again, at the same positions, and the log goes on',
    needs: 'reopening',
    keep: async ({ store, another }) => {
      const stream = aStream()
      const batch = events(5)
      await append(store, stream, 'noStream', batch)
      await append(store, aStream(), 'noStream', events(2))
      const before = await wholeLog(store)
      const head = await answer(store.head)
      await answer(store.close)

      const again = await another()
      expect(again.id).toBe(store.id)
      expect(await wholeLog(again)).toEqual(before)
      expect(await answer(again.head)).toEqual(head)
      expect(await append(again, stream, 'noStream', batch)).toEqual({ revision: 4, repeated: true })
      await append(again, stream, 4, events(1))
      if (head.position !== null) {
        expect((await wholeLog(again, { after: head.position })).map(({ revision }) => revision)).toEqual([5])
      }
    },
  },
  {
    name: 'appends under way when the store closes are written and acknowledged, or neither',
    needs: 'reopening',
    keep: async ({ store, another }) => {
      const streams = Array.from({ length: 20 }, () => aStream())
      const pending = streams.map((stream) => store.append(stream, 'noStream', events(3))())
      await answer(store.close)
      const results = await Promise.all(pending)
      const again = await another()
      for (const [index, stream] of streams.entries()) {
        const acknowledged = results[index]?._tag === 'Right'
        expect(await wholeStream(again, stream)).toHaveLength(acknowledged ? 3 : 0)
      }
    },
  },
  {
    name: 'two handles on one log have one identity and read the same events',
    needs: 'severalHandles',
    keep: async ({ store, another }) => {
      const other = await another()
      expect(other.id).toBe(store.id)
      const batch = events(2)
      await append(store, aStream(), 'noStream', batch)
      expect((await pagesOf(other.readAll())).flatMap((page) => idsOf(page.events))).toEqual(idsOf(batch))
    },
  },
]

const tagsOf = async (read: AsyncIterable<Either<{ readonly _tag: string }, unknown>>) => {
  const tags: string[] = []
  for await (const page of read) tags.push(left(page)._tag)
  return tags
}
