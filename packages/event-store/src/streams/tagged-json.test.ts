import { isDeepStrictEqual } from 'node:util'
import * as fc from 'fast-check'
import { isLeft, right } from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { runs } from '../../../../tools/laws.ts'
import { kept, keptText } from './tagged-json.ts'

/** Also what a state should not look like: keys that look like our own, and `__proto__`. */
const anything = fc.anything({
  withBigInt: true,
  withMap: true,
  withSet: true,
  maxDepth: 4,
  key: fc.oneof(
    fc.string(),
    fc.constantFrom('$map', '$set', '$bigint', '$object', '__proto__', 'constructor'),
  ),
})

const cyclic: { itself?: unknown } = {}
cyclic.itself = cyclic

let deep: unknown = null
for (let i = 0; i < 100_000; i++) deep = [deep]

describe('the text of a state', () => {
  it('gives back whatever went into it', async () => {
    await fc.assert(
      fc.asyncProperty(anything, async (value) => {
        const text = await keptText(value)
        if (isLeft(text)) throw new Error(text.left)
        // Unlike an assertion of vitest it takes a property `constructor` for one like others.
        expect(isDeepStrictEqual(kept(text.right), right(value))).toBe(true)
      }),
      { numRuns: runs({ everyday: 200, full: 2_000 }) },
    )
  })

  it('keeps long lists, maps and sets in their order', async () => {
    const numbers = Array.from({ length: 3_000 }, (_, i) => i)
    const value = {
      list: numbers,
      map: new Map(numbers.map((n) => [BigInt(n), new Set([n])])),
      set: new Set(numbers.map(String)),
      none: { map: new Map(), set: new Set(), list: [] },
    }
    const text = await keptText(value)
    expect(isLeft(text) ? text : kept(text.right)).toStrictEqual(right(value))
  })

  it.each([
    ['a function', { f: () => 1 }],
    ['a symbol', [Symbol('s')]],
    ['an instance of a class', new Map([['at', new Date(0)]])],
    ['a cycle', cyclic],
    ['what is nested a hundred thousand deep', deep],
  ])('does not pretend to hold %s', async (_, value) => {
    expect(isLeft(await keptText(value))).toBe(true)
  })

  it.each(['', '{', '{"$map":1}', '{"$bigint":"x"}', '{"$set":{"$set":[]}}'])(
    'that is damaged (%s) gives no state',
    (text) => {
      expect(isLeft(kept(text))).toBe(true)
    },
  )
})
