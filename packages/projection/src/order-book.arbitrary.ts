import {
  createMemoryStore,
  type DomainEvent,
  type EventCodec,
  type EventStore,
  type EventToAppend,
  eventCodec,
  type StoredEvent,
  streamName,
} from '@kehu/event-store'
import * as fc from 'fast-check'
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as t from 'io-ts'
import type { Projection } from './projection.ts'

// A small trade to try the engine on: goods are sold, returned and remarked upon.

export type Sold = {
  readonly type: 'Sold'
  readonly occurredOn: string
  readonly data: { item: string; pieces: number }
}
export type Returned = {
  readonly type: 'Returned'
  readonly occurredOn: string
  readonly data: { item: string; pieces: number }
}
export type Remarked = {
  readonly type: 'Remarked'
  readonly occurredOn: string
  readonly data: { text: string }
}
export type TradeEvent = Sold | Returned | Remarked

const line = t.type({ item: t.string, pieces: t.number })

export const tradeCodec: EventCodec<TradeEvent> = ok(
  eventCodec(
    {
      Sold: { version: 1, data: line },
      Returned: { version: 1, data: line },
      Remarked: { version: 1, data: t.type({ text: t.string }) },
    },
    t.string,
  ),
)

/** Pieces out of the house, by item; mutates its state. */
export const outside: Projection<Map<string, number>, Sold | Returned> = {
  name: 'outside',
  version: 1,
  types: ['Sold', 'Returned'],
  empty: () => new Map(),
  evolve: (state, { event }) => {
    const { item, pieces } = event.data
    return state.set(item, (state.get(item) ?? 0) + (event.type === 'Sold' ? pieces : -pieces))
  },
  codec: new t.Type<Map<string, number>, unknown>(
    'Outside',
    (u): u is Map<string, number> => u instanceof Map,
    (u, context) => {
      const pairs = t.array(t.tuple([t.string, t.number])).validate(u, context)
      return isLeft(pairs) ? pairs : t.success(new Map(pairs.right))
    },
    (map) => [...map].sort(([a], [b]) => (a < b ? -1 : 1)),
  ),
}

/** Every event once and in its order: what a hole or a repeat cannot hide from. */
export const journal: Projection<string[], TradeEvent> = {
  name: 'journal',
  version: 1,
  types: ['Sold', 'Returned', 'Remarked'],
  empty: () => [],
  evolve: (ids, { id }) => {
    ids.push(id)
    return ids
  },
  codec: t.array(t.string),
}

/** Leaves its state alone and makes a new one each time. */
export const remarks: Projection<{ readonly count: number; readonly last: string | null }, Remarked> = {
  name: 'remarks',
  version: 1,
  types: ['Remarked'],
  empty: () => ({ count: 0, last: null }),
  evolve: ({ count }, { event }) => ({ count: count + 1, last: event.data.text }),
  codec: t.type({ count: t.number, last: t.union([t.null, t.string]) }),
}

const items = ['tea', 'silk', 'paper']

export const tradeEvent: fc.Arbitrary<TradeEvent> = fc.oneof(
  fc.record({
    type: fc.constantFrom('Sold' as const, 'Returned' as const),
    occurredOn: fc.constant('2024-02-29'),
    data: fc.record({ item: fc.constantFrom(...items), pieces: fc.integer({ min: 1, max: 9 }) }),
  }),
  fc.record({
    type: fc.constant('Remarked' as const),
    occurredOn: fc.constant('2024-02-29'),
    data: fc.record({ text: fc.string({ maxLength: 5 }) }),
  }),
)

/** What is appended at once, and to which stream. */
export type Entry = { readonly stream: number; readonly events: ReadonlyArray<TradeEvent> }

export const entry: fc.Arbitrary<Entry> = fc.record({
  stream: fc.nat(3),
  events: fc.array(tradeEvent, { minLength: 1, maxLength: 5 }),
})

export type Trade = {
  readonly store: EventStore
  readonly append: (entry: Entry) => Promise<void>
  /** Something that no event of this trade looks like. */
  readonly appendRaw: (type: string, data: string) => Promise<void>
  readonly log: () => Promise<ReadonlyArray<StoredEvent>>
}

/** A log of its own; every append is recorded a millisecond after the one before. */
export const aTrade = (id = 'trade', clock: () => number = counting()): Trade => {
  const store = createMemoryStore({ clock, id })
  let made = 0
  const keep = async (
    stream: number,
    events: ReadonlyArray<Pick<EventToAppend, 'type' | 'version' | 'data'>>,
  ) => {
    const toAppend = events.map((event) => ({
      ...event,
      id: `00000000-0000-4000-8000-${String(made++).padStart(12, '0')}`,
      occurredOn: '2024-02-29',
      metadata: { actor: 'u-1', correlationId: 'c', causationId: 'c', commandId: 'c' },
    }))
    ok(await store.append(ok(streamName('trade', String(stream))), 'any', toAppend)())
  }
  return {
    store,
    append: ({ stream, events }) =>
      keep(
        stream,
        events.map((event) => ok(tradeCodec.encode(event))),
      ),
    appendRaw: (type, data) => keep(0, [{ type, version: 1, data }]),
    log: async () => {
      const all: StoredEvent[] = []
      for await (const page of store.readAll()) all.push(...ok(page).events)
      return all
    },
  }
}

const counting = (): (() => number) => {
  let now = 0
  return () => now++
}

/** What the projection makes of these events, folded one by one by nobody's engine. */
export const replayed = <S, F extends DomainEvent>(
  { empty, evolve, types }: Projection<S, F>,
  events: ReadonlyArray<StoredEvent>,
): S =>
  events.reduce((state, stored) => {
    const { id, stream, revision, position, recordedAt, metadata } = stored
    const event: DomainEvent = ok(tradeCodec.decode(stored))
    const isOwn = (other: DomainEvent): other is F => types.some((type) => type === other.type)
    return isOwn(event)
      ? evolve(state, { event, id, stream, revision, position, recordedAt, metadata })
      : state
  }, empty())

export function ok<A>(either: Either<unknown, A>): A {
  if (isLeft(either)) throw new Error(`Expected success, got: ${JSON.stringify(either.left)}`)
  return either.right
}

export const answer = async <A>(task: TaskEither<unknown, A>): Promise<A> => ok(await task())

export const faultOf = async <E>(task: TaskEither<E, unknown>): Promise<E> => {
  const outcome = await task()
  if (!isLeft(outcome)) throw new Error(`Expected a fault, got: ${JSON.stringify(outcome.right)}`)
  return outcome.left
}

export const sold = (pieces: number, item = 'tea'): TradeEvent => ({
  type: 'Sold',
  occurredOn: '2024-02-29',
  data: { item, pieces },
})
