import fc from 'fast-check'
import { expect } from 'vitest'
import type { EventStore } from '../event-store.ts'
import type { ExpectedRevision } from '../expected-revision.ts'
import type { EventToAppend, Position } from '../stored-event.ts'
import type { StreamName } from '../stream-name.ts'
import { answer, append, aStream, asGiven, events, idsOf, inTime, right, wholeLog } from './given.ts'
import type { EventStorePromise } from './harness.ts'
import type { AppendOutcome, ModelEvent } from './model.ts'
import { type Attempt, asIfOneByOne } from './one-by-one.ts'

/** What may come in any order, tried in many. */
export const racing: ReadonlyArray<EventStorePromise> = [
  {
    name: 'appends made at once are answered as if they had come one after another',
    keep: async ({ store }) => raceOn([store]),
  },
  {
    name: 'appends made at once on two handles are answered as if they had come one after another',
    needs: 'severalHandles',
    keep: async ({ store, another }) => raceOn([store, await another()]),
  },
  {
    name: 'in whatever order appends and looks come, a subscription delivers every event once, in order',
    keep: async ({ store, patienceMs }) => {
      await fc.assert(
        fc.asyncProperty(fc.scheduler(), handOver, async (scheduler, { before, batches, pageSizes }) => {
          const stream = aStream()
          const after = (await answer(store.head)).position
          const given = [before, ...batches].map((size) => events(size))
          const total = given.flat().length
          await append(store, stream, 'noStream', given[0] ?? [])
          const writing = scheduler.scheduleSequence(
            given.slice(1).map((batch) => async () => void (await append(store, stream, 'any', batch))),
          )
          const abort = new AbortController()
          const following = pageSizes.map(async (pageSize) => {
            const seen: string[] = []
            const options = { pageSize, signal: abort.signal, ...(after === null ? {} : { after }) }
            for await (const page of store.subscribe(options)) {
              seen.push(...idsOf(right(page).events))
              if (seen.length >= total && right(page).caughtUp) break
              await scheduler.schedule(Promise.resolve(), 'look')
            }
            return seen
          })
          const all = Promise.all([Promise.all(following), writing.task])
          try {
            const [seen] = await inTime(scheduler.waitFor(all), patienceMs, 'what a subscription delivers')
            for (const ids of seen) expect(ids).toEqual(idsOf(given.flat()))
          } finally {
            abort.abort()
          }
        }),
        { numRuns: 60 },
      )
    },
  },
]

const handOver = fc.record({
  before: fc.integer({ min: 1, max: 4 }),
  batches: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 5 }),
  pageSizes: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 2 }),
})

type Racer = {
  readonly stream: number
  readonly belief: 'any' | 'noStream' | 'exists' | 'current' | 'ahead'
  readonly size: number
  /** The same append as the one before it: a writer who could not wait. */
  readonly again: boolean
}

const rounds: fc.Arbitrary<ReadonlyArray<ReadonlyArray<Racer>>> = fc.array(
  fc.array(
    fc.record({
      stream: fc.nat({ max: 1 }),
      belief: fc.constantFrom('any', 'noStream', 'exists', 'current', 'current', 'current', 'ahead'),
      size: fc.integer({ min: 1, max: 3 }),
      again: fc.constantFrom(false, false, false, true),
    }),
    { minLength: 2, maxLength: 5 },
  ),
  { minLength: 1, maxLength: 3 },
)

const raceOn = async (handles: readonly [EventStore, ...EventStore[]]): Promise<void> => {
  const [store] = handles
  let won = 0
  let lost = 0
  await fc.assert(
    fc.asyncProperty(rounds, async (planned) => {
      const streams = [aStream('customer'), aStream('complaint')]
      let position = (await answer(store.head)).position
      let log: ReadonlyArray<ModelEvent> = []
      for (const racers of planned) {
        const attempts = attemptsOf(racers, streams, log)
        const answered = await Promise.all(
          attempts.map(async (attempt, racer) => {
            const handle = handles[racer % handles.length] ?? store
            return { attempt, outcome: await outcomeOf(handle, attempt) }
          }),
        )
        const written = await wholeLog(store, position === null ? {} : { after: position })
        position = written.at(-1)?.position ?? (position satisfies Position | null)
        const after = [...log, ...written.map((event) => ({ ...asGiven(event), ...placeOf(event) }))]
        if (!asIfOneByOne(log, answered, after)) {
          throw new Error(`No order of these gives these answers: ${JSON.stringify({ answered, after })}`)
        }
        log = after
        won += answered.filter(({ outcome }) => outcome._tag === 'Appended').length
        lost += answered.filter(({ outcome }) => outcome._tag === 'Conflict').length
      }
    }),
    { numRuns: 40 },
  )
  // A race that nobody lost would prove nothing.
  expect(Math.min(won, lost)).toBeGreaterThan(20)
}

const placeOf = ({ stream, revision }: ModelEvent) => ({ stream, revision })

const attemptsOf = (
  racers: ReadonlyArray<Racer>,
  streams: ReadonlyArray<StreamName>,
  log: ReadonlyArray<ModelEvent>,
): ReadonlyArray<Attempt> => {
  const attempts: Attempt[] = []
  for (const { stream: index, belief, size, again } of racers) {
    const before = attempts.at(-1)
    // "any" and "exists" promise nothing about retries.
    if (again && before !== undefined && (before[1] === 'noStream' || typeof before[1] === 'number')) {
      attempts.push(before)
      continue
    }
    const stream = streams[index] ?? aStream()
    const last = log.filter((event) => event.stream === stream).length - 1
    attempts.push([stream, expectedOf(belief, last), events(size)])
  }
  return attempts
}

const expectedOf = (belief: Racer['belief'], last: number): ExpectedRevision => {
  if (belief === 'current') return last < 0 ? 'noStream' : last
  return belief === 'ahead' ? last + 1 : belief
}

const outcomeOf = async (
  store: EventStore,
  [stream, expected, batch]: readonly [StreamName, ExpectedRevision, ReadonlyArray<EventToAppend>],
): Promise<AppendOutcome> => {
  const result = await store.append(stream, expected, batch)()
  if (result._tag === 'Right') {
    const { revision, repeated } = result.right
    return { _tag: 'Appended', revision, repeated }
  }
  if (result.left._tag === 'Conflict') return { _tag: 'Conflict', actual: result.left.actual }
  throw new Error(`A race should not meet this: ${result.left.message}`)
}
