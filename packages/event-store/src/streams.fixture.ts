import { right as done, left as failed } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { v4 } from 'uuid'
import { type Aggregate, foldOf } from './aggregate.ts'
import { anEvent, append, right } from './conformance/given.ts'
import { type EventOf, eventCodec } from './event-codec.ts'
import type { EventStore } from './event-store.ts'
import type { AppendFault } from './faults.ts'
import type { Handling } from './handling.ts'
import { present } from './present.ts'
import type { ReadModelStore, SavedReadModel } from './read-model-store.ts'
import type { StreamName } from './stream-name.ts'
import { openStreams, type Streams, type StreamsOptions } from './streams.ts'

// A room with ten seats, and a remark that may be made of it.
const definitions = {
  SeatsTaken: { version: 1, data: t.type({ seats: t.number }) },
  Remarked: { version: 1, data: t.type({ text: t.string }) },
}
export type Event = EventOf<typeof definitions, string>
export type SeatsTaken = Extract<Event, { type: 'SeatsTaken' }>
export type Full = { readonly _tag: 'SeatsFull'; readonly message: string; readonly free: number }

export const codec = right(eventCodec(definitions, t.string))

/** How many seats are taken, and by which appointments of how many: something that JSON alone does not keep. */
export type Taken = { readonly seats: number; readonly sizes: ReadonlyMap<number, bigint> }

export const room: Aggregate<Taken, Event, SeatsTaken> = {
  belongs: (event): event is SeatsTaken => event.type === 'SeatsTaken',
  fold: foldOf<Taken, SeatsTaken>({
    initial: { seats: 0, sizes: new Map() },
    evolve: ({ seats, sizes }, { data }) => ({
      seats: seats + data.seats,
      sizes: new Map(sizes).set(data.seats, (sizes.get(data.seats) ?? 0n) + 1n),
    }),
  }),
  snapshotVersion: 1,
}

export const takingOf = (seats: number): SeatsTaken => ({
  type: 'SeatsTaken',
  occurredOn: '2024-02-29',
  data: { seats },
})

export const seatsTaken = (seats: number) => anEvent({ type: 'SeatsTaken', data: JSON.stringify({ seats }) })

/** Streams of a process of its own; waits end at once, and the jitter is always the longest. */
export const aProcess = (store: EventStore, options: Partial<StreamsOptions<Event>> = {}): Streams<Event> =>
  openStreams({
    store,
    codec,
    newId: v4,
    random: () => 0.99,
    sleep: () => new Promise((resolve) => setImmediate(resolve)),
    ...options,
  })

export type Taking = Partial<Handling<Taken, Event, SeatsTaken, Full>> & {
  readonly commandId?: string
  readonly actor?: string
  readonly commandDigest?: string
  readonly capacity?: number
}

/** Takes seats in a room, if there are as many. */
export const take = (
  streams: Streams<Event>,
  stream: StreamName,
  seats: number,
  { commandId = v4(), actor = 'u-1', commandDigest, capacity = 10, ...others }: Taking = {},
) =>
  streams.handle<Taken, SeatsTaken, Full>({
    stream,
    aggregate: room,
    decide: (taken) => async () =>
      taken.seats + seats > capacity
        ? failed({ _tag: 'SeatsFull', message: 'not enough seats', free: capacity - taken.seats })
        : done(seats === 0 ? [] : [takingOf(seats)]),
    metadata: {
      actor,
      correlationId: 'c',
      causationId: 'c',
      commandId,
      ...present({ commandDigest }),
    },
    ...others,
  })

/** Before each append somebody else takes so many seats. */
export const overtakenBy = (inner: EventStore, others: ReadonlyArray<number>): EventStore => {
  const waiting = [...others]
  return {
    ...inner,
    append: (name, expected, events) => async () => {
      const seats = waiting.shift()
      if (seats !== undefined) await append(inner, name, 'any', [seatsTaken(seats)])
      return inner.append(name, expected, events)()
    },
  }
}

export const unreachable: AppendFault = { _tag: 'Unreachable', message: 'the line is cut' }

/** Writes, and so many answers get lost. */
export const losingAnswers = (inner: EventStore, answers: number): EventStore => {
  let left = answers
  return {
    ...inner,
    append:
      (...args) =>
      async () => {
        const answered = await inner.append(...args)()
        return left-- > 0 ? failed(unreachable) : answered
      },
  }
}

/** What is asked of a store: reads by the revision they begin at, and appends. */
export const watched = (inner: EventStore) => {
  const reads: (number | undefined)[] = []
  let events = 0
  let appends = 0
  const store: EventStore = {
    ...inner,
    append: (...args) => {
      appends += 1
      return inner.append(...args)
    },
    readStream: (stream, options) => ({
      async *[Symbol.asyncIterator]() {
        reads.push(options?.from)
        for await (const page of inner.readStream(stream, options)) {
          events += right(page).length
          yield page
        }
      },
    }),
  }
  return { store, reads, appends: () => appends, events: () => events }
}

/** A log whose past can be changed from outside, as a restore does: `become` puts another store in its place. */
export const replaceable = (first: EventStore) => {
  let inner = first
  const store: EventStore = {
    id: first.id,
    append: (...args) => inner.append(...args),
    readStream: (...args) => inner.readStream(...args),
    readAll: (...args) => inner.readAll(...args),
    subscribe: (...args) => inner.subscribe(...args),
    head: () => inner.head(),
    close: () => inner.close(),
  }
  return {
    store,
    become: (other: EventStore) => {
      inner = other
    },
  }
}

/** A place for snapshots that shows what lies in it, and lets a test change it. */
export const openPlace = (inner: ReadModelStore) => {
  const names = new Set<string>()
  let loads = 0
  const store: ReadModelStore = {
    load: (name) => {
      loads += 1
      return inner.load(name)
    },
    save: (name, saved) => {
      names.add(name)
      return inner.save(name, saved)
    },
  }
  const change = async (how: (saved: SavedReadModel) => SavedReadModel) => {
    for (const name of names) {
      const saved = right(await inner.load(name)())
      if (saved._tag === 'Some') right(await inner.save(name, how(saved.value))())
    }
  }
  return { store, names, loads: () => loads, change }
}
