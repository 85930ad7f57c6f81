import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import { digest } from './digest.ts'
import { answer, faultOf } from './order-book.arbitrary.ts'

describe('a digest', () => {
  it('is the SHA-256 of the canonical JSON', async () => {
    // printf '{"a":1,"b":[true,"é"]}' | sha256sum
    expect(await answer(digest(t.unknown, { b: [true, 'é'], a: 1 }))).toBe(
      '6926743e6611e69d70d02dfefee1d1fc193edf9d3252ac387436edf1db976b4d',
    )
  })

  it('does not depend on the order in which fields were written', async () => {
    expect(await answer(digest(t.unknown, { b: 1, a: 2 }))).toBe(
      await answer(digest(t.unknown, { a: 2, b: 1 })),
    )
  })

  it.each([
    ['a number that is none', Number.NaN],
    ['half a character', '\ud800'],
    ['nothing at all', undefined],
  ])('is refused for %s', async (_, state) => {
    expect(await faultOf(digest(t.unknown, state))).toMatchObject({ _tag: 'UnencodableState' })
  })
})
