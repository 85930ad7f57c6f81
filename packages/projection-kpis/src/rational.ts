import type { Quotient } from '@kehu/domain'

// Exact arithmetic on quotients, in lowest terms: a score is the sum of many and must not grow digits for ever.

export const ratio = (numerator: bigint | number, denominator: bigint | number): Quotient =>
  reduced({ numerator: BigInt(numerator), denominator: BigInt(denominator) })

export const times = (a: Quotient, b: Quotient): Quotient =>
  reduced({ numerator: a.numerator * b.numerator, denominator: a.denominator * b.denominator })

export const plus = (a: Quotient, b: Quotient): Quotient =>
  reduced({
    numerator: a.numerator * b.denominator + b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  })

/** Null where the divisor is zero. */
export const over = (a: Quotient, b: Quotient): Quotient | null =>
  b.numerator === 0n
    ? null
    : reduced({ numerator: a.numerator * b.denominator, denominator: a.denominator * b.numerator })

export const zero: Quotient = { numerator: 0n, denominator: 1n }
export const one: Quotient = { numerator: 1n, denominator: 1n }

const reduced = ({ numerator, denominator }: Quotient): Quotient => {
  const divisor = gcd(numerator, denominator) * (denominator < 0n ? -1n : 1n)
  return { numerator: numerator / divisor, denominator: denominator / divisor }
}

const gcd = (a: bigint, b: bigint): bigint => {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b]
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}
