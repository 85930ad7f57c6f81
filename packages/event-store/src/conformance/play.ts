import type { EventStore, LivePage } from '../event-store.ts'
import { present } from '../present.ts'
import type { Position } from '../stored-event.ts'
import { answer, asGiven, inTime, right } from './given.ts'
import type { Step } from './histories.ts'
import type { AppendOutcome, ModelEvent } from './model.ts'

const patienceMs = 10_000

/** Does every step of a history to a store and answers what came out, in the model's words. The log may hold other things. */
export const play = async (
  store: EventStore,
  steps: ReadonlyArray<Step>,
): Promise<ReadonlyArray<Step['outcome']>> => {
  const before = (await answer(store.head)).position
  const positions: Position[] = []
  let pending: Array<Promise<AppendOutcome>> = []
  const outcomes: Array<Promise<Step['outcome']> | Step['outcome']> = []
  const followers: Follower[] = []

  const settle = async () => {
    await Promise.all(pending)
    pending = []
    const after = positions.at(-1) ?? before
    for await (const page of store.readAll(after === null ? {} : { after })) {
      positions.push(...right(page).events.map((event) => event.position))
    }
  }

  try {
    for (const step of steps) {
      if (step._tag === 'Append') {
        const outcome = outcomeOf(store, step)
        pending.push(outcome)
        outcomes.push(outcome)
        if (!step.atOnce) await settle()
      } else if (step._tag === 'Subscribe') {
        // In the middle of appends, unless it begins after one of those.
        if ((step.after ?? 0) > positions.length) await settle()
        const follower = follow(store, step, step.after ? (positions[step.after - 1] ?? before) : before)
        followers.push(follower)
        outcomes.push(follower.seen.then((seen) => seen.map(asModel)))
      } else {
        if (pending.length > 0) await settle()
        outcomes.push(
          step._tag === 'ReadStream'
            ? await readStream(store, step)
            : await readAll(store, step, before, positions),
        )
      }
    }
    if (pending.length > 0) await settle()
    const head = (await answer(store.head)).position
    for (const follower of followers) follower.until(head)
    return await inTime(Promise.all(outcomes), patienceMs, 'the last page of a subscription')
  } finally {
    for (const follower of followers) follower.stop()
  }
}

type Follower = {
  /** Everything delivered, once the subscription has said that it stands at the head. */
  readonly seen: Promise<ReadonlyArray<Parameters<typeof asModel>[0]>>
  readonly until: (head: Position | null) => void
  readonly stop: () => void
}

const follow = (
  store: EventStore,
  { filter, pageSize }: Extract<Step, { _tag: 'Subscribe' }>,
  after: Position | null,
): Follower => {
  const abort = new AbortController()
  const seen: Array<Parameters<typeof asModel>[0]> = []
  let last: LivePage | undefined
  let head: Position | null | undefined
  const stopAtHead = () => {
    if (head !== undefined && last?.caughtUp && (head === null || last.position === head)) abort.abort()
  }
  const run = async () => {
    const options = { filter, pageSize, signal: abort.signal, ...(after === null ? {} : { after }) }
    for await (const page of store.subscribe(options)) {
      last = right(page)
      if (last.events.length > pageSize) throw new Error('A page of a wrong size')
      seen.push(...last.events)
      stopAtHead()
    }
    return seen
  }
  const running = run()
  // Whoever waits for it hears of it; until then it must not count as unhandled.
  running.catch(() => {})
  return {
    seen: running,
    until: (position) => {
      head = position
      stopAtHead()
    },
    stop: () => abort.abort(),
  }
}

const outcomeOf = async (
  store: EventStore,
  step: Extract<Step, { _tag: 'Append' }>,
): Promise<AppendOutcome> => {
  const result = await store.append(step.stream, step.expected, step.events)()
  if (result._tag === 'Right') return { _tag: 'Appended', ...result.right }
  const fault = result.left
  if (fault._tag === 'Conflict') return { _tag: 'Conflict', actual: fault.actual }
  if (fault._tag === 'DuplicateId') return { _tag: 'DuplicateId', id: fault.id, stream: fault.stream }
  throw new Error(`A history should not meet this: ${fault.message}`)
}

const readStream = async (
  store: EventStore,
  { stream, direction, from, pageSize }: Extract<Step, { _tag: 'ReadStream' }>,
): Promise<ReadonlyArray<ModelEvent>> => {
  const read: ModelEvent[] = []
  const options = { direction, pageSize, ...present({ from }) }
  for await (const page of store.readStream(stream, options)) {
    if (right(page).length > pageSize || right(page).length === 0) throw new Error('A page of a wrong size')
    read.push(...right(page).map(asModel))
  }
  return read
}

const readAll = async (
  store: EventStore,
  step: Extract<Step, { _tag: 'ReadAll' }>,
  before: Position | null,
  positions: ReadonlyArray<Position>,
): Promise<ReadonlyArray<ModelEvent>> => {
  const { direction, filter, pageSize, resume } = step
  const forwards = direction === 'forwards'
  // Backwards from "before the first" is the beginning of this history, where there is nothing of it to read.
  if (!forwards && step.after === 0) return []
  const place = step.after === undefined ? (forwards ? 0 : undefined) : step.after
  const start = place === undefined ? undefined : place === 0 ? before : positions[place - 1]
  const own = new Set<string>(positions)
  const read: ModelEvent[] = []
  let after = start ?? undefined
  for (;;) {
    let more = false
    for await (const page of store.readAll({
      direction,
      filter,
      pageSize,
      ...present({ after }),
    })) {
      const { events, position } = right(page)
      if (events.length > pageSize) throw new Error('A page of a wrong size')
      const mine = events.filter((event) => own.has(event.position))
      read.push(...mine.map(asModel))
      // Backwards, the rest of the log is other histories.
      if (mine.length < events.length || (!forwards && position === before)) return read
      after = position
      more = true
      if (resume) break
    }
    if (!resume || !more) return read
  }
}

const asModel = (event: Parameters<typeof asGiven>[0]): ModelEvent => ({
  ...asGiven(event),
  stream: event.stream,
  revision: event.revision,
})
