import { type Either, isLeft, left, right, tryCatch } from 'fp-ts/lib/Either.js'
import type { DuplicateId, InvalidEvent, TooLarge } from './faults.ts'
import { present } from './present.ts'
import { shown } from './shown.ts'
import { appendBytesMax, type EventMetadata, type EventToAppend } from './stored-event.ts'
import { parseStreamName, type StreamName } from './stream-name.ts'
import { told } from './total.ts'

/**
 * What every store asks of the events of one append before it looks at the stream, so that a log can move from any store
 * to any other without a change: what one of them could not keep byte for byte, none accepts.
 *
 * @returns copies of them to be stored: what an object answers a second time need not be what was checked
 * @rejects InvalidEvent a stream that `streamName` did not name, no events, an id that is not a lower-case UUID, data that is not JSON text, half a character
 *   (a lone surrogate) or U+0000 in any text, a date that is not in the calendar, a version that is not a whole number from 1,
 *   a `recordedAt` that is not in whole milliseconds from 1970
 * @rejects TooLarge more than `appendBytesMax` bytes of data and metadata together
 * @rejects DuplicateId the same id twice in this append
 */
export const checkAppend = (
  stream: StreamName,
  events: ReadonlyArray<EventToAppend>,
): Either<InvalidEvent | TooLarge | DuplicateId, ReadonlyArray<EventToAppend>> => {
  const name = parseStreamName(stream)
  if (isLeft(name)) return invalid('', name.left.message)
  const read = readOnce(events)
  if (isLeft(read)) return read
  if (read.right.length === 0) return invalid('', 'An append needs at least one event: none was given.')
  const ids = new Set<string>()
  for (const event of read.right) {
    if (ids.has(event.id)) return left(duplicateId(stream, event.id))
    ids.add(event.id)
  }
  const bytes = appendBytes(read.right)
  return bytes > appendBytesMax ? left(tooLarge(bytes)) : right(read.right)
}

/** Checked copies: what was checked is what is stored, and nothing of the caller's is asked a second time. */
const readOnce = (
  events: ReadonlyArray<EventToAppend>,
): Either<InvalidEvent, ReadonlyArray<EventToAppend>> => {
  const copies: EventToAppend[] = []
  try {
    if (!Array.isArray(events)) return invalid('', 'An append needs a list of events.')
    for (let i = 0; i < events.length; i++) {
      const checked = checkEvent(copyOf(events[i]))
      if (isLeft(checked)) return checked
      copies.push(checked.right)
    }
    return right(copies)
  } catch (thrown) {
    return invalid('', `Event ${copies.length} of this append cannot be read: ${told(thrown).why}.`)
  }
}

const copyOf = ({
  id,
  type,
  version,
  data,
  occurredOn,
  metadata,
  recordedAt,
}: EventToAppend): EventToAppend => {
  const { actor, correlationId, causationId, commandId, commandDigest }: EventMetadata = metadata
  return {
    ...{ id, type, version, data, occurredOn },
    metadata: {
      ...{ actor, correlationId, causationId, commandId },
      ...present({ commandDigest }),
    },
    ...present({ recordedAt }),
  }
}

/** An id that is stored already, or occurs twice in the append; `stream` is where it was found. */
export const duplicateId = (stream: StreamName, id: string): DuplicateId => ({
  _tag: 'DuplicateId',
  id,
  stream,
  message: `Event id ${id} is used already, in stream "${stream}": give every new event an id of its own.`,
})

const checkEvent = (event: EventToAppend): Either<InvalidEvent, EventToAppend> => {
  const { id } = event
  if (typeof id !== 'string' || !uuid.test(id)) {
    return invalid(id, `${shown(id)} is no event id: give a UUID in lower-case hexadecimal digits.`)
  }
  if (event.type === '') return invalid(id, `Event ${id} has an empty type: name what happened.`)
  const text = firstUnkeepable(event)
  if (text !== null) return invalid(id, `Event ${id} cannot be stored: its ${text}.`)
  if (event.type.startsWith('$')) {
    return invalid(
      id,
      `Event ${id} has type ${shown(event.type)}: names with $ belong to the store, choose another.`,
    )
  }
  if (!Number.isSafeInteger(event.version) || event.version < 1) {
    return invalid(
      id,
      `Event ${id} has version ${shown(event.version)}: schema versions are whole numbers from 1.`,
    )
  }
  if (!isCalendarDate(event.occurredOn)) {
    return invalid(
      id,
      `Event ${id} occurred on ${shown(event.occurredOn)}: give a date of the calendar as YYYY-MM-DD.`,
    )
  }
  const { recordedAt } = event
  if (recordedAt !== undefined && !(Number.isSafeInteger(recordedAt) && recordedAt >= 0)) {
    return invalid(
      id,
      `Event ${id} was recorded at ${shown(recordedAt)}: give whole UTC milliseconds since 1970, or leave it to the store.`,
    )
  }
  const fault = dataFault(event.data)
  return fault === null ? right(event) : invalid(id, `Event ${id} cannot be stored: ${fault}.`)
}

// One spelling of one id: PostgreSQL and EventStoreDB keep UUIDs as 16 bytes and would answer a capital as a small letter.
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

const firstUnkeepable = (event: EventToAppend): string | null => {
  const {
    actor,
    correlationId,
    causationId,
    commandId,
    commandDigest = '',
  }: Partial<EventMetadata> = event.metadata ?? {}
  const texts = {
    ...{ type: event.type, data: event.data },
    ...{ actor, correlationId, causationId, commandId, commandDigest },
  }
  for (const [name, text] of Object.entries(texts)) {
    if (typeof text !== 'string') return `${name} is not a text`
    if (!text.isWellFormed()) return `${name} holds half a character (a lone surrogate); mend its encoding`
    if (text.includes('\u0000')) return `${name} holds U+0000, which PostgreSQL cannot keep; leave it out`
  }
  return null
}

const dataFault = (data: string): string | null => {
  const parsed = tryCatch(
    (): unknown => JSON.parse(data),
    () => 'its data is not JSON text; serialise it with JSON.stringify',
  )
  if (isLeft(parsed)) return parsed.left
  // JSON.stringify writes half a character as an escape, so well-formed text may still hold one: only text with such an
  // escape pays for the walk.
  return surrogateEscape.test(data) && holdsHalfCharacter(parsed.right)
    ? 'its data holds half a character (a lone surrogate); mend its encoding'
    : null
}

/** With a list of its own in place of the stack: JSON may be nested a hundred thousand deep. */
const holdsHalfCharacter = (json: unknown): boolean => {
  const pending = [json]
  for (let value = pending.pop(); pending.length > 0 || value !== undefined; value = pending.pop()) {
    if (typeof value === 'string' && !value.isWellFormed()) return true
    if (typeof value !== 'object' || value === null) continue
    for (const [key, part] of Object.entries(value)) {
      if (!key.isWellFormed()) return true
      pending.push(part)
    }
  }
  return false
}

const surrogateEscape = /\\u[dD][89a-fA-F]/

const isCalendarDate = (text: unknown): boolean => {
  if (typeof text !== 'string') return false
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)
  if (match === null) return false
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  const days = month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= days
}

/** UTF-8 bytes of data and of the metadata as JSON text. */
const appendBytes = (events: ReadonlyArray<EventToAppend>): number => {
  let chars = 0
  for (const { data, metadata } of events) {
    chars += data.length + metadata.actor.length + metadata.commandId.length
    chars += metadata.correlationId.length + metadata.causationId.length + metadataNamesChars
    chars += metadata.commandDigest === undefined ? 0 : metadata.commandDigest.length + digestNameChars
  }
  // A UTF-16 unit takes at most 3 bytes, or 6 as an escape: most appends need no exact count.
  if (chars * 6 <= appendBytesMax) return chars
  let bytes = 0
  for (const { data, metadata } of events) bytes += utf8Bytes(data) + utf8Bytes(JSON.stringify(metadata))
  return bytes
}

const metadataNamesChars = '{"actor":"","correlationId":"","causationId":"","commandId":""}'.length

const digestNameChars = ',"commandDigest":""'.length

const utf8Bytes = (text: string): number => new TextEncoder().encode(text).length

const tooLarge = (bytes: number): TooLarge => ({
  _tag: 'TooLarge',
  bytes,
  bytesMax: appendBytesMax,
  message: `This append holds ${bytes} bytes, and one append may hold ${appendBytesMax}: split it, or keep the large part elsewhere.`,
})

const invalid = (id: unknown, message: string): Either<InvalidEvent, never> =>
  left({ _tag: 'InvalidEvent', id: typeof id === 'string' ? id : '', message })
