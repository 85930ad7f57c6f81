import { type Either, isLeft, isRight } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { v4 } from 'uuid'
import { expect } from 'vitest'
import type { EventStore, ReadAllOptions, ReadStreamOptions } from '../event-store.ts'
import type { ExpectedRevision } from '../expected-revision.ts'
import type { EventToAppend, Position, StoredEvent } from '../stored-event.ts'
import { type StreamName, streamName } from '../stream-name.ts'

// The words the promises are written in.

export const aStream = (category = 'customer', id: string = v4()): StreamName =>
  right(streamName(category, id))

export const anEvent = (with_: Partial<EventToAppend> = {}): EventToAppend => ({
  id: v4(),
  type: 'SomethingHappened',
  version: 1,
  data: '{"what":"something"}',
  occurredOn: '2024-02-29',
  metadata: { actor: 'u-17', correlationId: v4(), causationId: v4(), commandId: v4() },
  ...with_,
})

export const events = (count: number, with_: Partial<EventToAppend> = {}): ReadonlyArray<EventToAppend> =>
  Array.from({ length: count }, () => anEvent(with_))

export const right = <A>(either: Either<{ readonly message: string }, A>): A => {
  if (isLeft(either)) throw new Error(`Expected success, got: ${JSON.stringify(either.left)}`)
  return either.right
}

export const left = <E>(either: Either<E, unknown>): E => {
  if (isRight(either)) throw new Error(`Expected a fault, got: ${JSON.stringify(either.right)}`)
  return either.left
}

export const answer = async <A>(task: TaskEither<{ readonly message: string }, A>): Promise<A> =>
  right(await task())

/** The fault; and every fault must tell a person something. */
export const fault = async <E extends { readonly message: string }>(
  task: TaskEither<E, unknown>,
): Promise<E> => {
  const found = left(await task())
  expect(found.message).toMatch(/\S.*\S/)
  return found
}

export const append = (
  store: EventStore,
  stream: StreamName,
  expected: ExpectedRevision,
  toAppend: ReadonlyArray<EventToAppend>,
) => answer(store.append(stream, expected, toAppend))

export const wholeStream = async (store: EventStore, stream: StreamName, options?: ReadStreamOptions) =>
  (await pagesOf(store.readStream(stream, options))).flat()

export const wholeLog = async (store: EventStore, options?: ReadAllOptions) =>
  (await pagesOf(store.readAll(options))).flatMap((page) => page.events)

export const pagesOf = async <A>(pages: AsyncIterable<Either<{ readonly message: string }, A>>) => {
  const all: A[] = []
  for await (const page of pages) all.push(right(page))
  return all
}

/** A text that no store gives as a position. */
export const noPosition = 'no position' as Position

export const idsOf = (of: ReadonlyArray<{ readonly id: string }>): ReadonlyArray<string> =>
  of.map(({ id }) => id)

/** What the caller gave, without what the store added. */
export const asGiven = ({ id, type, version, data, occurredOn, metadata }: StoredEvent): EventToAppend => ({
  ...{ id, type, version, data, occurredOn, metadata },
})

/** The same promise, or an error that says what did not come in time. */
export const inTime = async <A>(promise: Promise<A>, patienceMs: number, what: string): Promise<A> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: not within ${patienceMs} ms`)), patienceMs)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** 36 events of two types in three streams of two categories, in appends of 1 to 3. */
export const threeStreamsMixed = async (store: EventStore) => {
  const streams = [aStream('customer'), aStream('complaint'), aStream('customer')]
  const given = []
  for (let round = 0; round < 6; round++) {
    for (const [index, stream] of streams.entries()) {
      const batch = events(index + 1, { type: (round + index) % 3 === 0 ? 'Rare' : 'Common' })
      given.push(...batch)
      await append(store, stream, round === 0 ? 'noStream' : (index + 1) * round - 1, batch)
    }
  }
  return given
}
