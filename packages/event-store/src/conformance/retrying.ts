import { expect } from 'vitest'
import { anEvent, append, aStream, events, fault, idsOf, wholeLog, wholeStream } from './given.ts'
import type { EventStorePromise } from './harness.ts'

/** What a writer may count on who does not know whether the first attempt arrived. */
export const retrying: ReadonlyArray<EventStorePromise> = [
  {
    name: 'the same append expecting no stream is answered as the first time, and nothing is written',
    keep: async ({ store }) => {
      const stream = aStream()
      const batch = events(3)
      await append(store, stream, 'noStream', batch)
      for (let time = 0; time < 3; time++) {
        expect(await append(store, stream, 'noStream', batch)).toEqual({ revision: 2, repeated: true })
      }
      expect(idsOf(await wholeLog(store))).toEqual(idsOf(batch))
    },
  },
  {
    name: 'the same append at the same revision is answered as the first time, and nothing is written',
    keep: async ({ store }) => {
      const stream = aStream()
      const [begun, batch] = [events(2), events(3)]
      await append(store, stream, 'noStream', begun)
      await append(store, stream, 1, batch)
      expect(await append(store, stream, 1, batch)).toEqual({ revision: 4, repeated: true })
      expect(idsOf(await wholeLog(store))).toEqual(idsOf([...begun, ...batch]))
    },
  },
  {
    name: 'a retry is recognised after others have continued the stream',
    keep: async ({ store }) => {
      const stream = aStream()
      const [first, second] = [events(2), events(2)]
      await append(store, stream, 'noStream', first)
      await append(store, stream, 1, second)
      await append(store, stream, 3, events(5))
      expect(await append(store, stream, 'noStream', first)).toEqual({ revision: 1, repeated: true })
      expect(await append(store, stream, 1, second)).toEqual({ revision: 3, repeated: true })
      expect(await wholeLog(store)).toHaveLength(9)
    },
  },
  {
    name: 'at a stale revision other ids, another order or more events than were stored are a Conflict',
    keep: async ({ store }) => {
      const stream = aStream()
      const [a, b, c] = [anEvent(), anEvent(), anEvent()]
      await append(store, stream, 'noStream', [a, b, c])
      for (const batch of [[anEvent()], [b, a, c], [a, c], [b], [a, b, anEvent()], [a, b, c, anEvent()]]) {
        const refused = await fault(store.append(stream, 'noStream', batch))
        expect(refused).toMatchObject({ _tag: 'Conflict', actual: 2 })
      }
      for (const batch of [[anEvent()], [a], [c, b], [b, c, anEvent()]]) {
        expect(await fault(store.append(stream, 0, batch))).toMatchObject({ _tag: 'Conflict', actual: 2 })
      }
      expect(idsOf(await wholeLog(store))).toEqual(idsOf([a, b, c]))
    },
  },
  {
    name: 'a retry with the ids of another stream is a Conflict',
    keep: async ({ store }) => {
      const [one, other] = [aStream(), aStream()]
      const batch = events(2)
      await append(store, one, 'noStream', batch)
      await append(store, other, 'noStream', events(2))
      expect(await fault(store.append(other, 'noStream', batch))).toMatchObject({
        _tag: 'Conflict',
        actual: 1,
      })
    },
  },
  {
    name: 'after ids 1, 3, 7 the batch 2, 7, 14 is a DuplicateId and nothing of it is written',
    needs: 'duplicateIds',
    keep: async ({ store }) => {
      const stream = aStream()
      const [one, two, three, seven, fourteen] = [anEvent(), anEvent(), anEvent(), anEvent(), anEvent()]
      await append(store, stream, 'noStream', [one, three, seven])
      const refused = await fault(store.append(stream, 2, [two, seven, fourteen]))
      expect(refused).toMatchObject({ _tag: 'DuplicateId', id: seven.id, stream })
      expect(idsOf(await wholeLog(store))).toEqual(idsOf([one, three, seven]))
      expect(await append(store, stream, 2, [two, fourteen])).toEqual({ revision: 4, repeated: false })
    },
  },
  {
    name: 'an id that another stream holds is a DuplicateId that names the stream',
    needs: 'duplicateIds',
    keep: async ({ store }) => {
      const [one, other] = [aStream(), aStream()]
      const event = anEvent()
      await append(store, one, 'noStream', [event])
      for (const expected of ['noStream', 'any'] as const) {
        const refused = await fault(store.append(other, expected, [anEvent(), event]))
        expect(refused).toMatchObject({ _tag: 'DuplicateId', id: event.id, stream: one })
      }
      expect(await wholeStream(store, other)).toEqual([])
    },
  },
  {
    name: 'a stored id is a DuplicateId with "any" and "exists" too: they promise no retries',
    needs: 'duplicateIds',
    keep: async ({ store }) => {
      const stream = aStream()
      const batch = events(2)
      await append(store, stream, 'any', batch)
      for (const expected of ['any', 'exists'] as const) {
        expect(await fault(store.append(stream, expected, batch))).toMatchObject({ _tag: 'DuplicateId' })
      }
      expect(await wholeLog(store)).toHaveLength(2)
    },
  },
  {
    name: 'the same id twice in one append is a DuplicateId',
    keep: async ({ store }) => {
      const event = anEvent()
      const refused = await fault(store.append(aStream(), 'noStream', [event, anEvent(), event]))
      expect(refused).toMatchObject({ _tag: 'DuplicateId', id: event.id })
      expect(await wholeLog(store)).toEqual([])
    },
  },
  {
    name: 'of many attempts at the same append at once one writes and the others are answered alike',
    keep: async ({ store }) => {
      const stream = aStream()
      const batch = events(2)
      const answers = await Promise.all(
        Array.from({ length: 16 }, () => append(store, stream, 'noStream', batch)),
      )
      expect(answers.map(({ revision }) => revision)).toEqual(answers.map(() => 1))
      expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1)
      expect(await wholeLog(store)).toHaveLength(2)
    },
  },
]
