import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../../tools/laws.ts'
import { make } from '../testing/leaves.ts'
import { Count, compareQuotients, decimalString, Positive, percent, quotient, Whole } from './fraction.ts'
import { Currency, exponentOf, MinorUnits, majorUnits } from './money.ts'

const often = { numRuns: runs({ everyday: 200, full: 2_000 }) }
const big = fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n })
const small = fc.bigInt({ min: -1000n, max: 1000n })
const bottom = fc.oneof(fc.bigInt({ min: 1n, max: 10n ** 20n }), fc.constantFrom(1n, 2n, 4n, 8n, 20n, 1000n))

describe('whole numbers', () => {
  test('are safe, and never minus zero', () => {
    expect([0, 1, Number.MAX_SAFE_INTEGER].every(Count.is)).toBe(true)
    expect([-1, 0.5, 2 ** 53, 1e300, Number.NaN, -0, '1'].some(Count.is)).toBe(false)
    expect([0, -0].some(Positive.is)).toBe(false)
    expect([Number.MIN_SAFE_INTEGER, -1, 0].every(Whole.is)).toBe(true)
    for (const codec of [Count, Positive, Whole, MinorUnits]) {
      for (const u of [-0, Number.NaN, 1.5, 2 ** 53, -(2 ** 53)]) {
        expect(codec.is(u)).toBe(false)
        expect(codec.decode(u)._tag).toBe('Left')
      }
    }
  })
})

describe('quotients', () => {
  test('are compared exactly, where rounded ones would be equal', () => {
    const third = quotient(1n, 3n)
    expect(compareQuotients(third, quotient(333_333_333_333_333_333n, 10n ** 18n))).toBe(1)
    fc.assert(
      fc.property(small, bottom, small, bottom, (a, b, c, d) => {
        const difference = a * d - c * b
        expect(compareQuotients(quotient(a, b), quotient(c, d))).toBe(
          difference < 0n ? -1 : difference > 0n ? 1 : 0,
        )
        expect(compareQuotients(quotient(a, b), quotient(-a, -b))).toBe(0)
        expect(compareQuotients(quotient(a, b), quotient(a * 7n, b * 7n))).toBe(0)
      }),
      often,
    )
  })

  test('are shown rounded half to even: never further than half a unit away, and even when exactly between', () => {
    expect(decimalString(quotient(1n, 3n), 6)).toBe('0.333333')
    expect(decimalString(quotient(5n, 2n), 0)).toBe('2')
    expect(decimalString(quotient(7n, 2n), 0)).toBe('4')
    expect(decimalString(quotient(-1n, 1000n), 2)).toBe('0.00')
    let ties = 0
    fc.assert(
      fc.property(
        fc.oneof(big, small),
        bottom,
        fc.integer({ min: 0, max: 8 }),
        (numerator, denominator, places) => {
          const text = decimalString({ numerator, denominator }, places)
          expect(text).toMatch(places === 0 ? /^-?\d+$/ : new RegExp(`^-?\\d+\\.\\d{${places}}$`))
          const shown = BigInt(text.replace('.', ''))
          const scale = 10n ** BigInt(places)
          // |shown / scale - numerator / denominator| in units of 1 / (scale × denominator)
          const off = shown * denominator - numerator * scale
          const distance = 2n * (off < 0n ? -off : off)
          expect(distance <= denominator).toBe(true)
          if (distance === denominator) {
            ties += 1
            expect(shown % 2n).toBe(0n)
          }
          expect(/^-0(\.0*)?$/.test(text)).toBe(false)
        },
      ),
      often,
    )
    expect(ties).toBeGreaterThan(runs({ everyday: 0, full: 20 }))
  })

  test('are percentages with two places', () => {
    expect(percent(quotient(1n, 8n))).toBe('12.50 %')
  })
})

describe('money', () => {
  test('has as many places as its currency', () => {
    const exponent = (code: string): number => exponentOf(make(Currency, code))
    expect([exponent('CNY'), exponent('JPY'), exponent('KWD')]).toEqual([2, 0, 3])
    expect(Currency.is('cny')).toBe(false)
    expect(Currency.is('RMB')).toBe(false)
  })

  test('in major units is the same amount, exactly', () => {
    expect(majorUnits(123_456n, 2)).toBe('1234.56')
    expect(majorUnits(-5n, 2)).toBe('-0.05')
    expect(majorUnits(0n, 3)).toBe('0.000')
    fc.assert(
      fc.property(big, fc.integer({ min: 0, max: 4 }), (amount, exponent) => {
        const text = majorUnits(amount, exponent)
        expect(BigInt(text.replace('.', ''))).toBe(amount)
        expect(text.split('.')[1]?.length ?? 0).toBe(exponent)
        expect(text).toBe(
          decimalString({ numerator: amount, denominator: 10n ** BigInt(exponent) }, exponent),
        )
      }),
      often,
    )
  })
})
