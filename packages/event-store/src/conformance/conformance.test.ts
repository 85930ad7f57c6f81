import { isRight, map, right } from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'
import type { EventStore, LivePage } from '../event-store.ts'
import { createMemoryStore } from '../memory-store.ts'
import type { StoredEvent } from '../stored-event.ts'
import { eventStorePromises } from './describe-event-store.ts'
import { pause, wholeLog } from './given.ts'
import { type EventStoreHarness, tryPromise } from './harness.ts'

/** Stores with one fault each, and promises that must notice it: a suite that passes anything proves nothing. */
const brokenStores: ReadonlyArray<
  readonly [fault: string, EventStoreHarness, noticedBy: ReadonlyArray<string>]
> = [
  [
    'acknowledges appends and writes nothing',
    broken((fair) => ({
      append: (_stream, _expected, events) => async () =>
        right({ revision: events.length - 1, repeated: false }),
      head: fair.head,
    })),
    ['a new stream begins at revision 0 when no stream was expected', 'random histories of appends'],
  ],
  [
    'ignores the expected revision',
    broken((fair) => ({ append: (stream, _, events) => fair.append(stream, 'any', events) })),
    [
      'an exact revision behind or ahead of the stream is a Conflict',
      '"exists" is a Conflict where there is no stream',
      'of 64 writers at one revision exactly one wins',
      'random histories of appends',
    ],
  ],
  [
    'does not check "noStream"',
    broken((fair) => ({
      append: (stream, expected, events) =>
        fair.append(stream, expected === 'noStream' ? 'any' : expected, events),
    })),
    [
      '"noStream" is a Conflict with the actual revision',
      'the same append expecting no stream is answered as the first time',
      'random histories of appends',
    ],
  ],
  [
    'writes a retried append again under its own rules',
    broken((fair) => ({
      append: (stream, expected, events) => async () =>
        map((appended: { revision: number }) => ({ ...appended, repeated: false }))(
          await fair.append(stream, expected, events)(),
        ),
    })),
    [
      'a retry is recognised after others have continued the stream',
      'of many attempts at the same append at once',
    ],
  ],
  [
    'writes a large append event by event',
    broken((fair) => ({
      append: (stream, expected, events) => async () => {
        let result = await fair.append(stream, expected, events.slice(0, 1))()
        for (const event of events.slice(1)) {
          if (isRight(result)) result = await fair.append(stream, 'any', [event])()
        }
        return result
      },
    })),
    ['a refused append of several events leaves none of them', 'after ids 1, 3, 7 the batch 2, 7, 14'],
  ],
  [
    'reorders a batch',
    broken((fair) => ({
      append: (stream, expected, events) => fair.append(stream, expected, events.toReversed()),
    })),
    [
      'a new stream begins at revision 0',
      'the log is in the order of the appends',
      'random histories of appends',
    ],
  ],
  [
    'keeps data as values instead of text',
    broken((fair) => ({
      append: (stream, expected, events) =>
        fair.append(
          stream,
          expected,
          events.map((event) => ({ ...event, data: JSON.stringify(JSON.parse(event.data)) })),
        ),
    })),
    ['data comes back byte for byte'],
  ],
  [
    'lets one append overtake another',
    (() => {
      let calls = 0
      return broken((fair) => ({
        append: (stream, expected, events) => async () => {
          await pause((++calls % 2) * 5)
          return fair.append(stream, expected, events)()
        },
      }))
    })(),
    ['appends sent one after another to one stream without waiting arrive in order'],
  ],
  [
    'goes on with what was sent behind a refused append',
    broken((fair) => ({
      append: (stream, expected, events) => async () => {
        const result = await fair.append(stream, expected, events)()
        return isRight(result) || typeof expected !== 'number' || expected < 8
          ? result
          : fair.append(stream, 'any', events)()
      },
    })),
    ['when one of those is refused, so are those behind it'],
  ],
  [
    'keeps only the metadata that it knows of old',
    broken((fair) => ({
      append: (stream, expected, events) =>
        fair.append(
          stream,
          expected,
          events.map((event) => {
            const { commandDigest: _, ...known } = event.metadata
            return { ...event, metadata: known }
          }),
        ),
    })),
    ['any JSON and any metadata come back as they were given'],
  ],
  [
    'forgets the last event when it is opened again',
    forgetful(1),
    ['what was acknowledged is there when the log is opened again'],
  ],
  [
    'repeats one event where a subscription goes live',
    brokenHandover((before, page) => [...before.slice(-1), ...page]),
    ['events of before, during and after catching up are delivered once each'],
  ],
  [
    'skips one event where a subscription goes live',
    brokenHandover((_, page) => page.slice(1)),
    [
      'events of before, during and after catching up',
      'a subscription to an empty log says that it has caught up',
    ],
  ],
  [
    'does not wake a subscription that waits',
    broken((fair) => ({
      subscribe: (options) => ({
        async *[Symbol.asyncIterator]() {
          for await (const page of fair.subscribe(options)) {
            yield page
            if (isRight(page) && page.right.caughtUp) await new Promise(() => {})
          }
        },
      }),
    })),
    ['a subscription to an empty log', 'a subscription that waits ends promptly'],
  ],
  [
    'begins to listen a moment after it has read the last page',
    broken((fair) => ({
      subscribe: (options) => ({
        async *[Symbol.asyncIterator]() {
          for await (const page of fair.readAll(options)) {
            if (isRight(page)) yield right({ ...page.right, caughtUp: false })
          }
          const head = await fair.head()
          const after = isRight(head) ? head.right.position : null
          yield* fair.subscribe({ ...options, ...(after === null ? {} : { after }) })
        },
      }),
    })),
    ['in whatever order appends and looks come', 'random histories of appends'],
  ],
  [
    'tells the second of two writers that he has won',
    broken((fair) => ({
      append: (stream, expected, events) => async () => {
        const result = await fair.append(stream, expected, events)()
        return isRight(result) || typeof expected !== 'number'
          ? result
          : right({ revision: expected + events.length, repeated: true })
      },
    })),
    ['appends made at once are answered as if', 'random histories of appends'],
  ],
  [
    'leaves the position of a page at its last event',
    broken((fair) => ({
      readAll: (options) => ({
        async *[Symbol.asyncIterator]() {
          for await (const page of fair.readAll(options)) {
            yield map(
              (
                read: LivePage | { events: ReadonlyArray<StoredEvent>; position: StoredEvent['position'] },
              ) => ({
                ...read,
                position: read.events.at(-1)?.position ?? read.position,
              }),
            )(page)
          }
        },
      }),
    })),
    ['the position of a page moves past what the filter left out'],
  ],
  [
    'goes on after it was closed',
    broken(() => ({ close: async () => right(undefined) })),
    [
      'after closing every call answers Closed',
      'closing the store ends its subscriptions',
      'a read under way when',
    ],
  ],
]

const promises = Object.values(eventStorePromises).flat()

describe('the suite notices a store that', () => {
  for (const [fault, harness, noticedBy] of brokenStores) {
    test(fault, async () => {
      for (const beginning of noticedBy) {
        const promise = promises.find(({ name }) => name.startsWith(beginning))
        if (promise === undefined) throw new Error(`There is no promise "${beginning}…"`)
        await expect(tryPromise({ ...harness, patienceMs: 100 }, promise), promise.name).rejects.toThrow()
      }
    })
  }
})

test('a store that keeps its events over a reopening passes where the forgetful one fails', async () => {
  for (const promise of promises.filter(({ needs }) => needs === 'reopening')) {
    if (promise.name.startsWith('what was acknowledged')) await tryPromise(forgetful(0), promise)
  }
})

test('every promise has a sentence of its own', () => {
  expect(new Set(promises.map(({ name }) => name)).size).toBe(promises.length)
})

function broken(part: (fair: EventStore) => Partial<EventStore>): EventStoreHarness {
  return {
    open: async () => {
      const fair = createMemoryStore({ clock: Date.now, id: 'fair' })
      return { store: { ...fair, ...part(fair) }, dispose: async () => void (await fair.close()) }
    },
  }
}

/** Spoils the first page that comes after the subscription said that it had caught up with some events. */
function brokenHandover(
  spoil: (before: ReadonlyArray<StoredEvent>, page: ReadonlyArray<StoredEvent>) => ReadonlyArray<StoredEvent>,
): EventStoreHarness {
  return broken((fair) => ({
    subscribe: (options) => ({
      async *[Symbol.asyncIterator]() {
        const before: StoredEvent[] = []
        let phase: 'catching up' | 'caught up' | 'live' = 'catching up'
        for await (const page of fair.subscribe(options)) {
          if (isRight(page) && phase === 'caught up' && page.right.events.length > 0) {
            phase = 'live'
            yield right({ ...page.right, events: spoil(before, page.right.events) })
            continue
          }
          if (isRight(page)) {
            before.push(...page.right.events)
            if (page.right.caughtUp && phase === 'catching up') phase = 'caught up'
          }
          yield page
        }
      },
    }),
  }))
}

/** Keeps its events over a reopening, but for the last ones. */
function forgetful(lost: number): EventStoreHarness {
  // A clock that stands still, or the copies would differ in their recordedAt.
  const create = () => createMemoryStore({ clock: () => 1, id: 'forgetful' })
  return {
    lacks: ['severalHandles'],
    open: async () => {
      const store = create()
      let kept: ReadonlyArray<StoredEvent> = []
      const close = async () => {
        const all = await wholeLog(store)
        kept = all.slice(0, all.length - lost)
        return store.close()
      }
      const another = async () => {
        const again = create()
        for (const event of kept) await again.append(event.stream, 'any', [event])()
        return again
      }
      return { store: { ...store, close }, another, dispose: async () => {} }
    },
  }
}
