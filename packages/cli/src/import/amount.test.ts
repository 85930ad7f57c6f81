import Big from 'big.js'
import fc from 'fast-check'
import { isLeft } from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../../tools/laws.ts'
import { parseDecimal, toMinorUnits } from './amount.ts'

/** Half to even on whole numbers, written without decimals: minor units, and what was added in units of 10^-places. */
const model = (digits: bigint, places: number, exponent: number): { minor: bigint; added: bigint } => {
  if (places <= exponent) return { minor: digits * 10n ** BigInt(exponent - places), added: 0n }
  const unit = 10n ** BigInt(places - exponent)
  const magnitude = digits < 0n ? -digits : digits
  const [down, rest] = [magnitude / unit, magnitude % unit]
  const up = rest * 2n > unit || (rest * 2n === unit && down % 2n === 1n)
  const minor = (up ? down + 1n : down) * (digits < 0n ? -1n : 1n)
  return { minor, added: minor * unit - digits }
}

const asText = (digits: bigint, places: number): string => {
  const text = (digits < 0n ? -digits : digits).toString().padStart(places + 1, '0')
  const whole = text.slice(0, text.length - places)
  return `${digits < 0n ? '-' : ''}${whole}${places === 0 ? '' : `.${text.slice(-places)}`}`
}

describe('amounts of a ledger', () => {
  test('are rounded half to even as an independent model on whole numbers says, ties included', () => {
    let ties = 0
    const amount = fc.oneof(
      fc.record({
        digits: fc.bigInt(-(10n ** 14n), 10n ** 14n),
        places: fc.nat(8),
        exponent: fc.constantFrom(0, 2, 3),
      }),
      // Exactly between two minor units.
      fc
        .record({
          units: fc.bigInt(-(10n ** 9n), 10n ** 9n),
          exponent: fc.constantFrom(0, 2, 3),
          more: fc.nat(3),
        })
        .map(({ units, exponent, more }) => ({
          digits: (units * 10n + 5n) * 10n ** BigInt(more),
          places: exponent + 1 + more,
          exponent,
        })),
    )
    fc.assert(
      fc.property(amount, ({ digits, places, exponent }) => {
        const parsed = parseDecimal(asText(digits, places))
        if (isLeft(parsed)) throw new Error(parsed.left)
        const rounded = toMinorUnits(parsed.right, exponent)
        const expected = model(digits, places, exponent)
        if (
          expected.added !== 0n &&
          (expected.added < 0n ? -expected.added : expected.added) * 2n === 10n ** BigInt(places - exponent)
        )
          ties++
        if (
          expected.minor > BigInt(Number.MAX_SAFE_INTEGER) ||
          expected.minor < BigInt(Number.MIN_SAFE_INTEGER)
        ) {
          expect(rounded).toBeNull()
          return
        }
        expect(rounded?.minor).toBe(Number(expected.minor))
        expect(rounded?.rounding.toFixed()).toBe(new Big(asText(expected.added, places)).toFixed())
      }),
      { numRuns: runs({ everyday: 200, full: 2_000 }) },
    )
    expect(ties).toBeGreaterThan(runs({ everyday: 25, full: 500 }))
  })

  test('the roundings of many lines add up to what the rounded total differs from the exact one', () => {
    const lines = ['957.5775', '-383.031', '0.125', '0.135', '22.3680', '-0.005']
    const rounded = lines.map((line) => toMinorUnits(new Big(line), 2))
    const minor = rounded.reduce((sum, line) => sum + (line?.minor ?? 0), 0)
    const added = rounded.reduce((sum, line) => sum.plus(line?.rounding ?? 0), new Big(0))
    const exact = lines.reduce((sum, line) => sum.plus(line), new Big(0))
    expect(exact.plus(added).times(100).toFixed()).toBe(String(minor))
  })

  test('a small negative amount rounds to zero, which has no sign', () => {
    expect(toMinorUnits(new Big('-0.001'), 2)?.minor).toBe(0)
    expect(Object.is(toMinorUnits(new Big('-0.001'), 2)?.minor, -0)).toBe(false)
  })

  test('an amount beyond exact numbers is refused', () => {
    expect(toMinorUnits(new Big('999999999999999'), 2)).toBeNull()
  })

  test.each([
    ['1e3', 'scientific notation'],
    ['1.5E-2', 'scientific notation'],
    ['1,234.50', 'thousands separators'],
    ['1 234.50', 'thousands separators'],
    ['12,50', 'thousands separators'],
    ['¥12.50', 'currency sign'],
    ['$5', 'currency sign'],
    ['(12.50)', 'minus sign'],
    ['12.5.0', 'plain decimal'],
    ['ten', 'plain decimal'],
    ['Infinity', 'plain decimal'],
    ['--5', 'plain decimal'],
    ['1'.repeat(20), 'too large'],
  ])('%s is no amount, and the reason says so: %s', (text, reason) => {
    const parsed = parseDecimal(text)
    expect(isLeft(parsed) ? parsed.left : '').toContain(reason)
  })

  test.each(['0', '-0', '+5', '.5', '5.', '0012.30', '-12.345678901'])('%s is an amount', (text) => {
    expect(parseDecimal(text)._tag).toBe('Right')
  })
})
