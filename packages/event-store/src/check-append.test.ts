import { isLeft, isRight, right } from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'
import { checkAppend } from './check-append.ts'
import { anEvent, aStream } from './conformance/given.ts'
import { appendBytesMax, type EventToAppend } from './stored-event.ts'

// That bad events are refused is a promise of every store, in the conformance suite; here are the edges.

const stream = aStream()

/** One event that takes exactly so many bytes of data and metadata. */
const eventOf = (bytes: number, with_: Partial<EventToAppend> = {}): EventToAppend => {
  const event = anEvent(with_)
  const metadataBytes = new TextEncoder().encode(JSON.stringify(event.metadata)).length
  return { ...event, data: JSON.stringify('x'.repeat(bytes - metadataBytes - 2)) }
}

test('an append may hold exactly 1 MiB of data and metadata, and not one byte more', () => {
  expect(isRight(checkAppend(stream, [eventOf(appendBytesMax)]))).toBe(true)
  expect(isRight(checkAppend(stream, [eventOf(appendBytesMax / 2), eventOf(appendBytesMax / 2)]))).toBe(true)
  const bytes = appendBytesMax + 1
  expect(checkAppend(stream, [eventOf(bytes)])).toMatchObject({
    left: { _tag: 'TooLarge', bytes, bytesMax: appendBytesMax },
  })
})

test('bytes are counted as UTF-8, in data and in metadata', () => {
  const chars = appendBytesMax / 3
  const inData = anEvent({ data: JSON.stringify('客'.repeat(chars)) })
  expect(isLeft(checkAppend(stream, [inData]))).toBe(true)
  const actor = '客'.repeat(chars)
  expect(isLeft(checkAppend(stream, [anEvent({ metadata: { ...anEvent().metadata, actor } })]))).toBe(true)
})

test('good events are answered as they are', () => {
  const events = [anEvent({ data: '"\\ud83d\\ude00"' }), anEvent({ data: '"\\\\ud800"' })]
  expect(checkAppend(stream, events)).toEqual(right(events))
})

test('what is no event at all, from a caller without types, is refused and not thrown', () => {
  const holes: ReadonlyArray<EventToAppend> = JSON.parse(
    `[{}, {"id": 7}, ${JSON.stringify({ ...anEvent(), metadata: undefined })}, ${JSON.stringify({ ...anEvent(), data: 7 })}]`,
  )
  for (const hole of holes) {
    expect(checkAppend(stream, [hole])).toMatchObject({ left: { _tag: 'InvalidEvent' } })
  }
})
