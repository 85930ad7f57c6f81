import { getOrElse, isLeft, tryCatch } from 'fp-ts/lib/Either.js'
import { plain } from './plain.ts'

const charactersMax = 60

/**
 * Whatever it is, as a short and harmless excerpt for a message: at most 60 characters, nothing that a terminal obeys or that
 * turns the text around, and no getter called.
 * @example
 * shown('a\u001b[2J') // '"a\\u001b[2J"'
 */
export const shown = (value: unknown): string => {
  switch (typeof value) {
    case 'undefined':
      return 'nothing'
    case 'string':
      return cut(harmless(JSON.stringify(value.slice(0, charactersMax + 1))))
    case 'bigint':
      // Writing a long one out costs the square of its length.
      return -bigEnough < value && value < bigEnough ? `${value}n` : 'a very large BigInt'
    case 'symbol':
      return 'a symbol'
    case 'function':
      return 'a function'
    case 'object':
      return cut(harmless(beginningOf(value)))
    default:
      return String(value)
  }
}

const bigEnough = 10n ** 30n

/** A key as it stands in the path of a field: as it is, unless that is long or harmful. */
export const shownKey = (key: string): string => cut(harmless(key.slice(0, charactersMax + 1).toWellFormed()))

const cut = (text: string): string => (text.length > charactersMax ? `${text.slice(0, 57)}...` : text)

// Control characters, what joins, hides or turns text around, and the separators that end a line without looking like it.
const harmless = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (found) =>
    Array.from(
      { length: found.length },
      (_, i) => `\\u${found.charCodeAt(i).toString(16).padStart(4, '0')}`,
    ).join(''),
  )

/** The first characters of its JSON; of a large value only so much is read. */
const beginningOf = (value: unknown): string => {
  const read = plain(value, { depthMax: charactersMax, valuesMax: charactersMax })
  return isLeft(read) ? kindOf(value) : JSON.stringify(read.right)
}

/** Even this a `Proxy` may refuse to say. */
const kindOf = (value: unknown): string =>
  getOrElse(() => 'something unreadable')(
    tryCatch(
      () => (Array.isArray(value) ? 'a list' : 'an object'),
      () => null,
    ),
  )
