import canonicalize from 'canonicalize'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type * as t from 'io-ts'
import { type UnencodableState, unencodableState } from './faults.ts'

/**
 * The fingerprint of a state: SHA-256, in lower-case hexadecimal digits, of its JSON in the canonical form of RFC 8785.
 * Positions and the time of recording are no part of a state, so the same events give the same digest on every store and machine.
 *
 * @param codec maps as sorted pairs, or equal states get unequal digests
 * @rejects UnencodableState what the codec gives is not JSON (a NaN, a lone surrogate, nothing)
 * @example
 * await digest(t.array(t.number), [1, 2])() // right('2b1f…')
 */
export const digest = <S>(codec: t.Type<S, unknown>, state: S): TaskEither<UnencodableState, string> => {
  const text = stateText(codec.name, codec, state)
  return async () => (text._tag === 'Left' ? text : right(await digestOfText(text.right)))
}

/** The state as canonical JSON text. */
export const stateText = <S>(
  name: string,
  codec: t.Type<S, unknown>,
  state: S,
): Either<UnencodableState, string> => {
  try {
    const text = canonicalize(codec.encode(state))
    return text === undefined ? left(unencodableState(name, 'there is nothing to write')) : right(text)
  } catch (thrown) {
    return left(unencodableState(name, thrown))
  }
}

/** SHA-256 of the UTF-8 of a text, in lower-case hexadecimal digits. */
export const digestOfText = async (text: string): Promise<string> => {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
