import { expect } from 'vitest'
import type { EventStore } from '../event-store.ts'
import type { ExpectedRevision } from '../expected-revision.ts'
import type { StreamName } from '../stream-name.ts'
import { answer, append, aStream, events, fault, idsOf, wholeLog, wholeStream } from './given.ts'
import type { EventStorePromise } from './harness.ts'

const writers = 64

/** Many writers at once: optimistic concurrency holds, and nothing is lost. */
export const writingTogether: ReadonlyArray<EventStorePromise> = [
  {
    name: 'of 64 writers at one revision exactly one wins, and the others learn the actual revision',
    keep: async ({ store }) => {
      const stream = aStream()
      const batches = Array.from({ length: writers }, () => events(2))
      const results = await Promise.all(batches.map((batch) => store.append(stream, 'noStream', batch)()))
      const winners = batches.filter((_, index) => results[index]?._tag === 'Right')
      expect(winners).toHaveLength(1)
      for (const result of results) {
        if (result._tag === 'Left') expect(result.left).toMatchObject({ _tag: 'Conflict', actual: 1 })
      }
      expect(idsOf(await wholeLog(store))).toEqual(idsOf(winners.flat()))
    },
  },
  {
    name: 'appends sent one after another to one stream without waiting arrive in order',
    keep: async ({ store }) => {
      const [predicted, anywhere] = [aStream(), aStream()]
      const batches = Array.from({ length: writers }, (_, n) => events(1 + (n % 3)))
      const lasts = lastRevisions(batches)
      const answers = await Promise.all([
        ...batches.map((batch, n) => append(store, predicted, lasts[n - 1] ?? 'noStream', batch)),
        ...batches.map((_, n) => append(store, anywhere, 'any', events(1 + (n % 3)))),
      ])
      expect(answers).toEqual([...lasts, ...lasts].map((revision) => ({ revision, repeated: false })))
      expect(idsOf(await wholeStream(store, predicted))).toEqual(idsOf(batches.flat()))
    },
  },
  {
    name: 'when one of those is refused, so are those behind it at the revisions it should have made, and none is written',
    keep: async ({ store }) => {
      const stream = aStream()
      const batches = Array.from({ length: 12 }, (_, n) => events(1 + (n % 3)))
      const lasts = lastRevisions(batches)
      // The sixth believes what was never true; the ninth does not care.
      const expected = batches.map((_, n): ExpectedRevision => {
        if (n === 8) return 'any'
        return n < 5 ? (lasts[n - 1] ?? 'noStream') : (lasts[n - 1] ?? 0) + 1
      })
      const tasks = batches.map((batch, n) => store.append(stream, expected[n] ?? 'any', batch))
      const tags = (await Promise.all(tasks.map((task) => task()))).map((result) =>
        result._tag === 'Right' ? result._tag : result.left._tag,
      )
      expect(tags).toEqual(batches.map((_, n) => (n < 5 || n === 8 ? 'Right' : 'Conflict')))
      const written = batches.filter((_, n) => n < 5 || n === 8).flat()
      expect(idsOf(await wholeStream(store, stream))).toEqual(idsOf(written))
      // And the stream is not held up by what was refused.
      expect(await fault(store.append(stream, 'noStream', events(1)))).toMatchObject({
        _tag: 'Conflict',
        actual: written.length - 1,
      })
      await append(store, stream, written.length - 1, events(1))
    },
  },
  {
    name: '64 writers on one stream who try again after a Conflict all get their turn, each at a revision of its own',
    keep: async ({ store }) => writersOnOneStream([store]),
  },
  {
    name: '64 writers on 64 streams all succeed',
    keep: async ({ store }) => writersOnTheirOwn([store]),
  },
  {
    name: '64 writers on two handles: one winner for each revision of one stream',
    needs: 'severalHandles',
    keep: async ({ store, another }) => writersOnOneStream([store, await another()]),
  },
  {
    name: '64 writers on two handles and 64 streams all succeed, and both handles read the same log',
    needs: 'severalHandles',
    keep: async ({ store, another }) => {
      const other = await another()
      await writersOnTheirOwn([store, other])
      expect(await wholeLog(other)).toEqual(await wholeLog(store))
    },
  },
]

/** Of each append, when they come in this order. */
const lastRevisions = (batches: ReadonlyArray<ReadonlyArray<unknown>>): ReadonlyArray<number> => {
  let revision = -1
  return batches.map((batch) => {
    revision += batch.length
    return revision
  })
}

const writersOnOneStream = async (handles: ReadonlyArray<EventStore>): Promise<void> => {
  const stream = aStream()
  const won = await Promise.all(
    Array.from({ length: writers }, (_, writer) => writeUntilWon(handleOf(handles, writer), stream)),
  )
  const stored = await wholeStream(handleOf(handles, 0), stream)
  expect(stored.map(({ revision }) => revision)).toEqual(Array.from({ length: writers }, (_, index) => index))
  // Each winner's event stands at the revision it was told.
  for (const { revision, id } of won) expect(stored[revision]?.id).toBe(id)
}

const writeUntilWon = async (store: EventStore, stream: StreamName) => {
  const batch = events(1)
  let actual: number | null = null
  for (;;) {
    const result = await store.append(stream, actual ?? 'noStream', batch)()
    if (result._tag === 'Right') return { revision: result.right.revision, id: idsOf(batch)[0] }
    if (result.left._tag !== 'Conflict') throw new Error(result.left.message)
    actual = result.left.actual
  }
}

const writersOnTheirOwn = async (handles: ReadonlyArray<EventStore>): Promise<void> => {
  const streams = Array.from({ length: writers }, () => aStream())
  const appended = await Promise.all(
    streams.map((stream, writer) => append(handleOf(handles, writer), stream, 'noStream', events(3))),
  )
  expect(appended).toEqual(streams.map(() => ({ revision: 2, repeated: false })))
  const store = handleOf(handles, 0)
  for (const stream of streams) expect(await wholeStream(store, stream)).toHaveLength(3)
  expect(await wholeLog(store)).toHaveLength(3 * writers)
  expect((await answer(store.head)).position).not.toBe(null)
}

const handleOf = (handles: ReadonlyArray<EventStore>, writer: number): EventStore => {
  const handle = handles[writer % handles.length]
  if (handle === undefined) throw new Error('At least one handle')
  return handle
}
