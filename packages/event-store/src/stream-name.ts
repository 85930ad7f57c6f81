import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { shown } from './shown.ts'

/** `category-percentEncodedId`, at most 200 bytes, case-sensitive. */
export type StreamName = string & { readonly StreamName: unique symbol }

export type InvalidStreamName = { readonly _tag: 'InvalidStreamName'; readonly message: string }

const streamNameBytesMax = 200
const categoryPattern = /^[a-z][A-Za-z0-9]{0,99}$/
/** What stands for itself in an id; everything else is percent-encoded, byte by byte of its UTF-8. */
const encodedId = /^(?:[A-Za-z0-9._~!*'()-]|%[0-9A-F]{2})+$/

/**
 * The stream of one thing: its category, a hyphen and its id, NFC-normalised and percent-encoded, so that two spellings
 * of the same id are one stream and any store may keep the name.
 *
 * @rejects InvalidStreamName an empty id, a lone surrogate, a category that is not camelCase letters and digits, or more than 200 bytes
 * @example
 * streamName('customer', '客户 1') // right('customer-%E5%AE%A2%E6%88%B7%201')
 */
export const streamName = (category: string, id: string): Either<InvalidStreamName, StreamName> => {
  if (typeof category !== 'string' || !categoryPattern.test(category))
    return invalid(
      `${shown(category)} is no stream category: use letters and digits, beginning with a small letter.`,
    )
  if (typeof id !== 'string' || id === '')
    return invalid(
      `A ${category} needs an id: ${id === '' ? 'the id given is empty' : `${shown(id)} is none`}.`,
    )
  // No character takes less than a byte, and nobody has to encode megabytes to learn that they are too many.
  if (id.length > streamNameBytesMax) return tooLong(category, `more than ${streamNameBytesMax}`)
  if (!id.isWellFormed())
    return invalid(`The ${category} id holds half a character (a lone surrogate): mend its encoding.`)
  const name = `${category}-${encodeURIComponent(id.normalize('NFC'))}`
  if (name.length > streamNameBytesMax) return tooLong(category, `${name.length}`)
  return right(name as StreamName)
}

/** Category and id of a stream name, the inverse of `streamName`. */
export const parseStreamName = (
  name: string,
): Either<InvalidStreamName, { category: string; id: string; name: StreamName }> => {
  if (typeof name !== 'string' || name.length > streamNameBytesMax) return noName(name)
  const hyphen = name.indexOf('-')
  const category = name.slice(0, hyphen)
  const encoded = name.slice(hyphen + 1)
  if (hyphen < 1 || !categoryPattern.test(category) || !encodedId.test(encoded)) return noName(name)
  try {
    const id = decodeURIComponent(encoded)
    const canonical = streamName(category, id)
    // `%41` and `A` would be two streams of one thing: only the spelling that `streamName` gives is a name.
    if (isLeft(canonical) || canonical.right !== name) {
      return invalid(`"${name}" is another spelling of a stream name: make names with streamName only.`)
    }
    return right({ category, id, name: canonical.right })
  } catch {
    return invalid(`"${name}" is no stream name: its id is not percent-encoded UTF-8.`)
  }
}

const noName = (name: unknown): Either<InvalidStreamName, never> =>
  invalid(
    `${shown(name)} is no stream name: it must be category-id, percent-encoded, at most ${streamNameBytesMax} bytes.`,
  )

const tooLong = (category: string, bytes: string): Either<InvalidStreamName, never> =>
  invalid(
    `The ${category} id is too long: its stream name takes ${bytes} bytes of at most ${streamNameBytesMax}. Use a shorter id.`,
  )

const invalid = (message: string): Either<InvalidStreamName, never> =>
  left({ _tag: 'InvalidStreamName', message })
