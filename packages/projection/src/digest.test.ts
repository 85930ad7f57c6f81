import canonicalize from 'canonicalize'
import * as fc from 'fast-check'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import { runs } from '../../../tools/laws.ts'
import { canonicalText, digest } from './digest.ts'
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
    ['half a character in a list', ['a', ['\ud800']]],
    ['nothing at all', undefined],
  ])('is refused for %s', async (_, state) => {
    expect(await faultOf(digest(t.unknown, state))).toMatchObject({ _tag: 'UnencodableState' })
  })

  it('does not mistake a backslash for half a character', async () => {
    const list = ['C:\\udine', '\\ud800', '\ud83d\ude00']
    expect(await canonicalText(list)).toBe(canonicalize(list))
  })

  it('is made of what canonicalize makes, though large states are taken apart', async () => {
    const json = fc.jsonValue({ maxDepth: 8, stringUnit: 'grapheme' })
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(json, fc.array(json), fc.dictionary(fc.string({ unit: 'grapheme' }), json)),
        async (value) => {
          expect(await canonicalText(value)).toBe(canonicalize(value))
        },
      ),
      { numRuns: runs({ everyday: 100, full: 1_000 }) },
    )
  })

  it('of a large state leaves others their turn', async () => {
    let turns = 0
    let done = false
    const others = () => {
      turns++
      if (!done) setImmediate(others)
    }
    setImmediate(others)
    await answer(
      digest(t.unknown, { rows: Array.from({ length: 50_000 }, (_, i) => ['a row of some length', i]) }),
    )
    done = true
    expect(turns).toBeGreaterThanOrEqual(5)
  })
})
