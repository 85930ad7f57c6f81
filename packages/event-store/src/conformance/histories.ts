import fc from 'fast-check'
import { v4 } from 'uuid'
import type { Direction, LogFilter } from '../event-store.ts'
import type { ExpectedRevision } from '../expected-revision.ts'
import type { EventToAppend } from '../stored-event.ts'
import { type StreamName, streamName } from '../stream-name.ts'
import { right } from './given.ts'
import { type AppendOutcome, createModel, type ModelEvent } from './model.ts'

/** One thing done to a store, with the answer the model gives to it. */
export type Step =
  | {
      readonly _tag: 'Append'
      readonly stream: StreamName
      readonly expected: ExpectedRevision
      readonly events: ReadonlyArray<EventToAppend>
      /** Whether the next step's append begins before this one is answered. */
      readonly atOnce: boolean
      readonly outcome: AppendOutcome
    }
  | {
      readonly _tag: 'ReadStream'
      readonly stream: StreamName
      readonly direction: Direction
      readonly from: number | undefined
      readonly pageSize: number
      readonly outcome: ReadonlyArray<ModelEvent>
    }
  | {
      readonly _tag: 'ReadAll'
      readonly direction: Direction
      /** Counts the events of this history; 0 is before its first, undefined is the end to begin at. */
      readonly after: number | undefined
      readonly filter: LogFilter
      readonly pageSize: number
      /** Begin a new read after every page. */
      readonly resume: boolean
      readonly outcome: ReadonlyArray<ModelEvent>
    }
  | {
      /** Opened at this moment, and followed to the end of the history. */
      readonly _tag: 'Subscribe'
      readonly after: number | undefined
      readonly filter: LogFilter
      readonly pageSize: number
      readonly outcome: ReadonlyArray<ModelEvent>
    }

/**
 * Random histories: appends with every kind of expected revision, retries, overlapping batches and reused ids, reads
 * between them and subscriptions opened at any moment. Streams and ids are new for every history, so that many can be played on one log.
 */
export const histories = (options: HistoryOptions = {}) =>
  fc
    .array(plan, { minLength: 1, maxLength: options.plansMax ?? 40, size: 'max' })
    .map((plans) => () => written(plans, options))

export type HistoryOptions = {
  readonly plansMax?: number
  /** Whether appends may begin before the one before is answered; default no. */
  readonly atOnce?: boolean
  /** Whether ids that are stored are used again other than in a retry; default yes. */
  readonly reusedIds?: boolean
}

type Plan =
  | {
      readonly _tag: 'Append'
      readonly stream: number
      readonly belief: 'any' | 'noStream' | 'exists' | 'current' | 'behind' | 'ahead'
      readonly size: number
      /** Where ids come from: new ones, an earlier append again (whole, or some of it), or one old id among new. */
      readonly ids: 'fresh' | 'retry' | 'partly' | 'reused'
      readonly pick: number
      readonly type: string
      readonly atOnce: boolean
    }
  | {
      readonly _tag: 'ReadStream'
      readonly stream: number
      readonly direction: Direction
      readonly from: number | undefined
      readonly pageSize: number
    }
  | {
      readonly _tag: 'ReadAll'
      readonly direction: Direction
      readonly after: number | undefined
      readonly filter: LogFilter
      readonly pageSize: number
      readonly resume: boolean
    }
  | {
      readonly _tag: 'Subscribe'
      readonly after: number | undefined
      readonly filter: LogFilter
      readonly pageSize: number
    }

const types = ['Began', 'Went', 'Ended']
const categories = ['customer', 'complaint', 'opportunity']
const direction = fc.constantFrom<Direction>('forwards', 'backwards')
const pageSize = fc.constantFrom(1, 2, 3, 5, 100)

const anAppend = fc.record({
  _tag: fc.constant('Append' as const),
  stream: fc.nat({ max: 3 }),
  belief: fc.constantFrom(
    ...(['any', 'noStream', 'exists', 'behind', 'ahead'] as const),
    ...Array.from({ length: 7 }, () => 'current' as const),
  ),
  size: fc.integer({ min: 1, max: 9 }),
  ids: fc.constantFrom('fresh', 'fresh', 'fresh', 'fresh', 'fresh', 'retry', 'retry', 'partly', 'reused'),
  pick: fc.nat({ max: 1_000 }),
  type: fc.constantFrom(...types),
  atOnce: fc.boolean(),
})

const after = fc.option(fc.nat({ max: 1_000 }), { nil: undefined })
const filter = fc.record(
  { types: fc.subarray([...types, 'Absent']), categories: fc.subarray([...categories, 'absent']) },
  { requiredKeys: [] },
)

const plan: fc.Arbitrary<Plan> = fc.oneof(
  { arbitrary: anAppend, weight: 5 },
  {
    arbitrary: fc.record({
      _tag: fc.constant('ReadStream' as const),
      stream: fc.nat({ max: 4 }),
      direction,
      from: fc.option(fc.nat({ max: 12 }), { nil: undefined }),
      pageSize,
    }),
    weight: 1,
  },
  {
    arbitrary: fc.record({
      _tag: fc.constant('ReadAll' as const),
      direction,
      after,
      filter,
      pageSize,
      resume: fc.boolean(),
    }),
    weight: 1,
  },
  {
    arbitrary: fc.record({ _tag: fc.constant('Subscribe' as const), after, filter, pageSize }),
    weight: 1,
  },
)

/** Plans say "retry an earlier append" or "one revision behind"; the model knows which that is. */
const written = (
  plans: ReadonlyArray<Plan>,
  { atOnce = false, reusedIds = true }: HistoryOptions,
): ReadonlyArray<Step> => {
  const model = createModel()
  const log = v4()
  const appends: Array<{
    stream: StreamName
    expected: ExpectedRevision
    events: ReadonlyArray<EventToAppend>
  }> = []

  const streamOf = (index: number) =>
    right(streamName(categories[index % categories.length] ?? '', `${log}-${index}`))

  const appendOf = (planned: Extract<Plan, { _tag: 'Append' }>) => {
    const earlier = appends[planned.pick % Math.max(appends.length, 1)]
    // With "any" and "exists" a retry is a reused id: they promise nothing.
    const retried = earlier !== undefined && (reusedIds || !isLoose(earlier.expected))
    if (planned.ids === 'retry' && retried) return earlier
    const stream = streamOf(planned.stream)
    const actual = model.readStream(stream, 'backwards', undefined)[0]?.revision ?? -1
    const expected = expectedOf(planned, actual)
    const fresh = Array.from({ length: planned.size }, (_, index) => newEvent(planned.type, index))
    const old =
      planned.ids === 'partly'
        ? (earlier?.events.slice(planned.pick % 2) ?? [])
        : (earlier?.events.slice(0, 1) ?? [])
    const events =
      planned.ids === 'fresh' || !reusedIds
        ? fresh
        : [...fresh.slice(0, planned.pick % 3), ...old, ...fresh.slice(planned.pick % 3)]
    return { stream, expected, events }
  }

  const begun = plans.map((planned): Step => {
    if (planned._tag === 'Append') {
      const append = appendOf(planned)
      appends.push(append)
      const outcome = model.append(append.stream, append.expected, append.events)
      return { _tag: 'Append', ...append, atOnce: atOnce && planned.atOnce, outcome }
    }
    if (planned._tag === 'ReadStream') {
      const stream = streamOf(planned.stream)
      return { ...planned, stream, outcome: model.readStream(stream, planned.direction, planned.from) }
    }
    const places = model.length() + 1
    const after = planned.after === undefined ? undefined : planned.after % places
    if (planned._tag === 'Subscribe') return { ...planned, after, outcome: [] }
    return { ...planned, after, outcome: model.readAll(planned.direction, after, planned.filter) }
  })
  // What a subscription has to deliver is known only when the history is over.
  return begun.map((step) =>
    step._tag === 'Subscribe'
      ? { ...step, outcome: model.readAll('forwards', step.after, step.filter) }
      : step,
  )
}

const isLoose = (expected: ExpectedRevision): boolean => expected === 'any' || expected === 'exists'

const expectedOf = (
  { belief, pick }: Extract<Plan, { _tag: 'Append' }>,
  actual: number,
): ExpectedRevision => {
  if (belief === 'current') return actual < 0 ? 'noStream' : actual
  if (belief === 'behind') return Math.max(actual - 1 - (pick % 3), 0)
  return belief === 'ahead' ? actual + 1 : belief
}

const newEvent = (type: string, index: number): EventToAppend => ({
  id: v4(),
  type,
  version: 1 + index,
  data: JSON.stringify({ index, text: 'é' }),
  occurredOn: `2024-03-0${1 + index}`,
  metadata: { actor: 'u-1', correlationId: type, causationId: '', commandId: String(index) },
})
