import canonicalize from 'canonicalize'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type * as t from 'io-ts'
import { breathe } from './breathe.ts'
import { type UnencodableState, unencodableState } from './faults.ts'

/**
 * The fingerprint of a state: SHA-256, in lower-case hexadecimal digits, of its JSON in the canonical form of RFC 8785.
 * Positions and the time of recording are no part of a state, so the same events give the same digest on every store and machine.
 *
 * @param codec maps as sorted pairs, or equal states get unequal digests
 * @param state not to be changed until the digest is there
 * @rejects UnencodableState what the codec gives is not JSON (a NaN, a lone surrogate, nothing)
 * @example
 * await digest(t.array(t.number), [1, 2])() // right('2b1f…')
 */
export const digest =
  <S>(codec: t.Type<S, unknown>, state: S): TaskEither<UnencodableState, string> =>
  async () => {
    const text = await stateText(codec.name, codec, state)
    return isLeft(text) ? text : right(await digestOfText(text.right))
  }

/** The state as canonical JSON text; it must not change until the text is there. */
export const stateText = async <S>(
  name: string,
  codec: t.Type<S, unknown>,
  state: S,
): Promise<Either<UnencodableState, string>> => {
  try {
    return right(await canonicalText(codec.encode(state)))
  } catch (thrown) {
    return left(unencodableState(name, thrown))
  }
}

/** SHA-256 of the UTF-8 of a text, in lower-case hexadecimal digits. */
export const digestOfText = async (text: string): Promise<string> => {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** What `canonicalize` makes of a JSON value, in slices: states grow to many megabytes, and others want to live, too. */
export const canonicalText = async (json: unknown): Promise<string> => {
  const written: string[] = []
  let chars = 0
  for (const piece of pieces(json, 0)) {
    written.push(piece)
    chars += piece.length
    if (chars < sliceChars) continue
    chars = 0
    await breathe()
  }
  return written.join('')
}

const sliceChars = 262_144
const sliceLeaves = 10_000
/** So deep objects are taken apart; what lies below is small. */
const depthMax = 5

function* pieces(value: unknown, depth: number): Generator<string, void> {
  if (leavesLeft(value, sliceLeaves) >= 0) yield listText(value)
  else if (depth < depthMax && Array.isArray(value)) {
    let separator = '['
    for (const element of value) {
      yield separator
      yield* pieces(element ?? null, depth + 1)
      separator = ','
    }
    yield ']'
  } else if (depth < depthMax && isPlainObject(value)) {
    let separator = '{'
    for (const key of Object.keys(value).sort()) {
      if (value[key] === undefined) continue
      yield `${separator}${canonicalize(key)}:`
      yield* pieces(value[key], depth + 1)
      separator = ','
    }
    yield separator === '{' ? '{}' : '}'
  } else yield whole(value)
}

/** How many more texts and numbers were allowed; negative where there are too many, or anything but lists of them. */
const leavesLeft = (value: unknown, allowed: number): number => {
  if (!Array.isArray(value))
    return typeof value === 'string' || Number.isFinite(value) || value === null ? allowed - 1 : -1
  let left = allowed
  for (const element of value) {
    left = leavesLeft(element, left)
    if (left < 0) return -1
  }
  return left
}

/**
 * Lists have no keys to sort: native JSON writes them as RFC 8785 asks, ten times as fast. Only half a character must be
 * refused; JSON writes it as an escape.
 */
const listText = (list: unknown): string => {
  const text = JSON.stringify(list)
  return text.includes('\\ud') ? whole(list) : text
}

const whole = (value: unknown): string => {
  const text = canonicalize(value)
  if (text === undefined) throw new Error(`${String(value)} is no JSON`)
  return text
}

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
