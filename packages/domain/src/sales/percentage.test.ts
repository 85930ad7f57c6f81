import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { runs } from '../../../../tools/laws.ts'
import { sharePercentage, thresholdPercentage } from './percentage.ts'

const share = (numerator: number, denominator: number) => ({
  numerator: BigInt(numerator),
  denominator: BigInt(denominator),
})
const fifth = { numerator: 1, denominator: 5 }

test('a threshold has no more places than it needs', () => {
  expect(thresholdPercentage(fifth)).toBe('20 %')
  expect(thresholdPercentage({ numerator: 1, denominator: 8 })).toBe('12.5 %')
  expect(thresholdPercentage({ numerator: 12_345, denominator: 100_000 })).toBe('12.345 %')
  expect(thresholdPercentage({ numerator: 10, denominator: 10 })).toBe('100 %')
})

test('a threshold that never ends as a percentage is a fraction, and the share says that it is cut off', () => {
  const third = { numerator: 1, denominator: 3 }
  expect(thresholdPercentage(third)).toBe('1/3')
  expect(sharePercentage(share(1, 3), [third])).toBe('33.33… %')
  expect(sharePercentage(share(3333, 10_000), [third])).toBe('33.33 %')
})

test('a share has two places, more if the threshold has, and is never rounded up', () => {
  expect(sharePercentage(share(1, 5), [fifth])).toBe('20.00 %')
  expect(sharePercentage(share(199_999, 1_000_000), [fifth])).toBe('19.99 %')
  expect(sharePercentage(share(12_344, 100_000), [{ numerator: 12_345, denominator: 100_000 }])).toBe(
    '12.344 %',
  )
  expect(sharePercentage(share(-1, 3), [fifth])).toBe('-33.33 %')
})

test('read as decimals, share and threshold never contradict what was decided', () => {
  const value = (text: string): bigint => {
    const [whole = '0', places = ''] = text.replace(' %', '').split('.')
    return BigInt(whole + places.padEnd(9, '0'))
  }
  // The third of these is less than the threshold by the least amount there is.
  const near = fc.tuple(
    fc.integer({ min: 1, max: 10_000 }),
    fc.integer({ min: 1, max: 1e12 }),
    fc.constantFrom(-1n, 0n, 1n),
  )
  fc.assert(
    fc.property(near, ([parts, total, by]) => {
      const threshold = { numerator: parts, denominator: 10_000 }
      const denominator = BigInt(total) * 10_000n
      const numerator = BigInt(total) * BigInt(parts) + by
      const isReached = numerator * 10_000n >= denominator * BigInt(parts)
      const shown = value(sharePercentage({ numerator, denominator }, [threshold]))
      expect(shown >= value(thresholdPercentage(threshold))).toBe(isReached)
    }),
    { numRuns: runs({ everyday: 100, full: 1_000 }) },
  )
})
