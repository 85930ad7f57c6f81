import { left as failed } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { v4 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { type Aggregate, type Fold, foldOf } from './aggregate.ts'
import { anEvent, answer, append, aStream, events, fault, right } from './conformance/given.ts'
import { type DomainEvent, type EventOf, eventCodec } from './event-codec.ts'
import type { EventStore } from './event-store.ts'
import type { StoreFault } from './faults.ts'
import { createMemoryStore } from './memory-store.ts'
import type { StreamName } from './stream-name.ts'
import { openStreams } from './streams.ts'

const definitions = {
  Counted: { version: 1, data: t.type({ by: t.number }) },
  Remarked: { version: 1, data: t.type({ text: t.string }) },
}
type Event = EventOf<typeof definitions, string>
type Counted = Extract<Event, { type: 'Counted' }>
const codec = right(eventCodec(definitions, t.string))
const isCounted = (event: Event): event is Counted => event.type === 'Counted'
const sum = foldOf<number, Counted>({ initial: 0, evolve: (total, { data }) => total + data.by })

const counter = <S>(fold: Fold<S, Counted>): Aggregate<S, Event, Counted> => ({ belongs: isCounted, fold })
const loadFrom = <S>(store: EventStore, stream: StreamName, fold: Fold<S, Counted>) =>
  openStreams({ store, codec, newId: v4 }).load(stream, counter(fold))

const counted = (by: number) => anEvent({ type: 'Counted', data: JSON.stringify({ by }) })
const aStore = (): EventStore => createMemoryStore({ clock: () => 0, id: 'counter' })

describe('loading', () => {
  it('of a stream that does not exist gives the initial state and no revision', async () => {
    expect(await answer(loadFrom(aStore(), aStream('counter'), sum))).toEqual({
      state: 0,
      revision: null,
    })
  })

  it('folds a stream of many pages, one page at a time', async () => {
    const [store, stream] = [aStore(), aStream('counter')]
    const many = Array.from({ length: 1_201 }, (_, i) => counted(i))
    await append(store, stream, 'noStream', many)
    const folded: number[] = []
    const counting = {
      initial: 0,
      fold: (total: number, page: ReadonlyArray<Counted>) => {
        folded.push(page.length)
        return sum.fold(total, page)
      },
    }
    const loaded = await answer(loadFrom(store, stream, counting))
    expect(loaded).toEqual({ state: (1_200 * 1_201) / 2, revision: 1_200 })
    expect(folded.length).toBeGreaterThan(1)
    expect(folded.reduce((a, b) => a + b, 0)).toBe(1_201)
  })

  it('stops at an event that cannot be read, and gives no state that leaves it out', async () => {
    const [store, stream] = [aStore(), aStream('counter')]
    await append(store, stream, 'noStream', [
      counted(1),
      anEvent({ type: 'Counted', data: '{"by":"one"}' }),
      counted(1),
    ])
    expect(await fault(loadFrom(store, stream, sum))).toMatchObject({
      _tag: 'Undecodable',
      stream,
      revision: 1,
    })
  })

  it('stops at an event that does not belong in the stream', async () => {
    const [store, stream] = [aStore(), aStream('counter')]
    await append(store, stream, 'noStream', [
      counted(1),
      anEvent({ type: 'Remarked', data: '{"text":"hm"}' }),
    ])
    const found = await fault(loadFrom(store, stream, sum))
    expect(found).toMatchObject({ _tag: 'Undecodable', type: 'Remarked', revision: 1 })
    expect(found.message).toMatch(/a Remarked does not belong in this stream/)
  })

  it('passes on the fault of a store, also in the middle of a stream', async () => {
    const busy: StoreFault = { _tag: 'Busy', message: 'somebody else holds the store' }
    const stream = aStream('counter')
    const store = aStore()
    await append(store, stream, 'noStream', events(3, { type: 'Counted', data: '{"by":1}' }))
    const breaking: EventStore = {
      ...store,
      readStream: (name) => ({
        async *[Symbol.asyncIterator]() {
          yield* store.readStream(name, { pageSize: 2 })
          yield failed(busy)
        },
      }),
    }
    expect(await fault(loadFrom(breaking, stream, sum))).toEqual(busy)
  })

  it('takes a fold that is one by one as a fold of many', () => {
    const event: DomainEvent & Counted = { type: 'Counted', occurredOn: '2024-01-01', data: { by: 2 } }
    expect(sum.fold(1, [event, event])).toBe(5)
  })
})
