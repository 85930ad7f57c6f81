import type { EventStore } from '../event-store.ts'
import type { Position } from '../stored-event.ts'
import { answer, asGiven, right } from './given.ts'
import type { Step } from './histories.ts'
import type { AppendOutcome, ModelEvent } from './model.ts'

/** Does every step of a history to a store and answers what came out, in the model's words. The log may hold other things. */
export const play = async (
  store: EventStore,
  steps: ReadonlyArray<Step>,
): Promise<ReadonlyArray<Step['outcome']>> => {
  const before = (await answer(store.head)).position
  const positions: Position[] = []
  let pending: Array<Promise<AppendOutcome>> = []
  const outcomes: Array<Step['outcome']> = []

  const settle = async () => {
    outcomes.push(...(await Promise.all(pending)))
    pending = []
    const after = positions.at(-1) ?? before
    for await (const page of store.readAll(after === null ? {} : { after })) {
      positions.push(...right(page).events.map((event) => event.position))
    }
  }

  for (const step of steps) {
    if (step._tag === 'Append') {
      pending.push(outcomeOf(store, step))
      if (!step.atOnce) await settle()
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
  return outcomes
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
  const options = { direction, pageSize, ...(from === undefined ? {} : { from }) }
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
      ...(after === undefined ? {} : { after }),
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
