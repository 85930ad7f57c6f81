import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { runs } from '../../../../tools/laws.ts'
import { extremes, firstUnlike } from './extremes.ts'

test('the first unlike value is the one that a search from left to right finds', () => {
  let found = 0
  fc.assert(
    fc.property(
      fc.array(fc.bigInt({ min: -9n, max: 9n }), { maxLength: 40 }),
      fc.nat(41),
      fc.nat(41),
      fc.bigInt({ min: -9n, max: 9n }),
      fc.bigInt({ min: 0n, max: 12n }),
      (values, from, to, least, width) => {
        const isAlike = (value: bigint) => least <= value && value <= least + width
        const end = Math.min(to, values.length)
        const expected = values.findIndex((value, i) => from <= i && i < end && !isAlike(value))
        if (expected >= 0) found += 1
        expect(firstUnlike(extremes(values), from, end, isAlike)).toBe(expected)
      },
    ),
    { numRuns: runs({ everyday: 200, full: 2_000 }) },
  )
  expect(found).toBeGreaterThan(runs({ everyday: 10, full: 200 }))
})

test('a long stretch of alike values is passed over in a few steps', () => {
  const values = Array.from({ length: 10_000 }, (_, i) => BigInt(i % 7))
  let asked = 0
  const isAlike = (value: bigint) => {
    asked += 1
    return value < 9n
  }
  expect(firstUnlike(extremes(values), 1, 9_999, isAlike)).toBe(-1)
  expect(asked).toBeLessThan(60)
})
