import type { Direction, LogFilter } from '../event-store.ts'
import type { ExpectedRevision } from '../expected-revision.ts'
import type { EventToAppend } from '../stored-event.ts'
import type { StreamName } from '../stream-name.ts'

/**
 * What a store promises, written straight from the promises' text, as slowly as it likes, and sharing no code with any
 * store: the truth that histories are compared with.
 */
export type Model = {
  readonly append: (
    stream: StreamName,
    expected: ExpectedRevision,
    events: ReadonlyArray<EventToAppend>,
  ) => AppendOutcome
  readonly readStream: (
    stream: StreamName,
    direction: Direction,
    from: number | undefined,
  ) => ReadonlyArray<ModelEvent>
  /** `after` counts events of the log: 0 is before the first. */
  readonly readAll: (
    direction: Direction,
    after: number | undefined,
    filter: LogFilter,
  ) => ReadonlyArray<ModelEvent>
  readonly length: () => number
  readonly log: () => ReadonlyArray<ModelEvent>
}

export type ModelEvent = EventToAppend & { readonly stream: StreamName; readonly revision: number }

export type AppendOutcome =
  | { readonly _tag: 'Appended'; readonly revision: number; readonly repeated: boolean }
  | { readonly _tag: 'Conflict'; readonly actual: number | null }
  | { readonly _tag: 'DuplicateId'; readonly id: string; readonly stream: string }
  | { readonly _tag: 'InvalidEvent' }

/** @param stored what the log holds already */
export const createModel = (stored: ReadonlyArray<ModelEvent> = []): Model => {
  const log: ModelEvent[] = [...stored]

  const append: Model['append'] = (stream, expected, events) => {
    const own = log.filter((event) => event.stream === stream)
    const actual = own.length === 0 ? null : own.length - 1

    const believedRight =
      expected === 'any' ||
      (expected === 'noStream' && actual === null) ||
      (expected === 'exists' && actual !== null) ||
      expected === actual
    if (believedRight) {
      for (const { id } of events) {
        const holder = log.find((event) => event.id === id)
        if (holder !== undefined) return { _tag: 'DuplicateId', id, stream: holder.stream }
      }
      events.forEach((event, index) => {
        log.push({ ...event, stream, revision: own.length + index })
      })
      return { _tag: 'Appended', revision: own.length + events.length - 1, repeated: false }
    }

    if (expected === 'noStream' || typeof expected === 'number') {
      const first = expected === 'noStream' ? 0 : expected + 1
      const stoodThere = own.slice(first, first + events.length).map(({ id }) => id)
      if (stoodThere.join() === events.map(({ id }) => id).join()) {
        return { _tag: 'Appended', revision: first + events.length - 1, repeated: true }
      }
    }
    return { _tag: 'Conflict', actual }
  }

  return {
    append,
    readStream: (stream, direction, from) => {
      const own = log.filter((event) => event.stream === stream)
      return direction === 'forwards'
        ? own.filter(({ revision }) => revision >= (from ?? 0))
        : own.filter(({ revision }) => revision <= (from ?? own.length)).reverse()
    },
    readAll: (direction, after, filter) => {
      const beyond =
        direction === 'forwards' ? log.slice(after ?? 0) : log.slice(0, after && after - 1).reverse()
      return beyond.filter(
        (event) =>
          (filter.types === undefined || filter.types.includes(event.type)) &&
          (filter.categories === undefined ||
            filter.categories.some((name) => event.stream.startsWith(`${name}-`))),
      )
    },
    length: () => log.length,
    log: () => [...log],
  }
}
