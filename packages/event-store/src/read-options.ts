import type {
  Direction,
  LogFilter,
  ReadAllOptions,
  ReadStreamOptions,
  SubscribeOptions,
} from './event-store.ts'
import type { Position } from './stored-event.ts'
import type { StreamName } from './stream-name.ts'

// Read once at the door, and held to their types. Comparing a list with a number makes a text of the list first, and of a small
// list of lists a text without end: behind the door a number is a number. What is thrown here, the door answers as a Left.

export const streamIn = (given: StreamName): StreamName => {
  if (typeof given === 'string') return given
  throw new TypeError('the stream is no name that streamName made')
}

export const streamOptionsIn = (given: ReadStreamOptions = {}): ReadStreamOptions => {
  const { direction, from, pageSize } = given
  return {
    ...directionIn(direction),
    ...(from === undefined ? {} : { from: numberIn('from', from) }),
    ...pageSizeIn(pageSize),
  }
}

export const allOptionsIn = (given: ReadAllOptions = {}): ReadAllOptions => {
  const { direction, after, filter, pageSize } = given
  return { ...directionIn(direction), ...afterIn(after), ...filterIn(filter), ...pageSizeIn(pageSize) }
}

export const subscribeOptionsIn = (given: SubscribeOptions): SubscribeOptions => {
  const { after, filter, pageSize, signal } = given
  if (!(signal instanceof AbortSignal)) throw new TypeError('signal is no AbortSignal')
  return { ...afterIn(after), ...filterIn(filter), ...pageSizeIn(pageSize), signal }
}

const directionIn = (direction: Direction | undefined) => {
  if (direction === undefined) return {}
  if (direction === 'forwards' || direction === 'backwards') return { direction }
  throw new TypeError('direction is neither forwards nor backwards')
}

const pageSizeIn = (pageSize: number | undefined) =>
  pageSize === undefined ? {} : { pageSize: numberIn('pageSize', pageSize) }

const numberIn = (name: string, given: number): number => {
  if (typeof given === 'number') return given
  throw new TypeError(`${name} is no number`)
}

const afterIn = (after: Position | undefined) => {
  if (after === undefined) return {}
  if (typeof after === 'string') return { after }
  throw new TypeError('after is no position')
}

const filterIn = (filter: LogFilter | undefined) => {
  if (filter === undefined) return {}
  const { types, categories } = filter
  return {
    filter: {
      ...(types === undefined ? {} : { types: textsIn('filter.types', types) }),
      ...(categories === undefined ? {} : { categories: textsIn('filter.categories', categories) }),
    },
  }
}

const textsMax = 10_000

const textsIn = (name: string, given: ReadonlyArray<string>): ReadonlyArray<string> => {
  if (Array.isArray(given) && given.length <= textsMax && given.every((text) => typeof text === 'string'))
    return [...given]
  throw new TypeError(`${name} is no list of at most ${textsMax} texts`)
}
