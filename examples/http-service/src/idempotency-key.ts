import { type Either, left, right } from 'fp-ts/lib/Either.js'
import type { RequestFault } from './status.ts'

const lengthMax = 255

/**
 * The key that makes a repeated command recognisable; null where there is none, and an empty one is none. In quotes (as a draft of
 * the IETF has it) or without.
 *
 * @rejects BadRequest several keys, one that is too long, or anything but visible ASCII
 */
export const idempotencyKeyIn = (value: string | undefined): Either<RequestFault, string | null> => {
  if (value === undefined) return right(null)
  const [, quoted, bare] = oneKey.exec(value) ?? []
  const key = quoted ?? bare
  return key === undefined || key.length > lengthMax
    ? left({
        _tag: 'BadRequest',
        message: `Idempotency-Key is one key of ${lengthMax} characters at most, of visible ASCII without comma, quote and backslash: a UUID, say.`,
      })
    : right(key === '' ? null : key)
}

// A comma is what stands between two keys where somebody put two headers together.
const oneKey = /^(?:"([!#-+\--[\]-~]*)"|([!#-+\--[\]-~]*))$/
