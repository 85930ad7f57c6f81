import * as t from 'io-ts'
import { fields } from './fields.ts'
import { shown } from './shown.ts'

const wholeNumber = (name: string, min: number, says: string): t.Type<number> =>
  new t.Type<number>(
    name,
    (u): u is number => Number.isSafeInteger(u) && Number(u) >= min && !Object.is(u, -0),
    (u, context) =>
      typeof u === 'number' && Number.isSafeInteger(u) && u >= min && !Object.is(u, -0)
        ? t.success(u)
        : t.failure(u, context, `${shown(u)} is not ${says}`),
    (n) => n,
  )

/** A whole number, 0 or more. */
export const Count = wholeNumber('Count', 0, 'a whole number, 0 or more')
/** A whole number, 1 or more. */
export const Positive = wholeNumber('Positive', 1, 'a whole number, 1 or more')
/** Any safe whole number. */
export const Whole = wholeNumber('Whole', Number.MIN_SAFE_INTEGER, 'a whole number')

/** An exact fraction; thresholds, weights and rates are compared by multiplying crosswise, never as rounded percentages. */
export const Fraction = fields('Fraction', { numerator: Whole, denominator: Positive })
export type Fraction = t.TypeOf<typeof Fraction>

/** An exact quotient of unbounded size, denominator greater than zero: what a sum of sales is divided by. */
export type Quotient = { readonly numerator: bigint; readonly denominator: bigint }

export const quotient = (numerator: bigint, denominator: bigint): Quotient =>
  denominator < 0n ? { numerator: -numerator, denominator: -denominator } : { numerator, denominator }

export const toQuotient = (fraction: Fraction): Quotient => ({
  numerator: BigInt(fraction.numerator),
  denominator: BigInt(fraction.denominator),
})

/** -1, 0 or 1 as a is less than, equal to or greater than b; exact. */
export const compareQuotients = (a: Quotient, b: Quotient): -1 | 0 | 1 => {
  const left = a.numerator * b.denominator
  const right = b.numerator * a.denominator
  return left < right ? -1 : left > right ? 1 : 0
}

/**
 * A quotient as a decimal string with so many places, half to even: for showing only, never for deciding.
 * @example
 * decimalString({ numerator: 1n, denominator: 3n }, 6) // '0.333333'
 */
export const decimalString = ({ numerator, denominator }: Quotient, places: number): string => {
  const scaled = (numerator < 0n ? -numerator : numerator) * 10n ** BigInt(places)
  const down = scaled / denominator
  const twice = (scaled % denominator) * 2n
  const rounded = twice > denominator || (twice === denominator && down % 2n === 1n) ? down + 1n : down
  const digits = rounded.toString().padStart(places + 1, '0')
  const sign = numerator < 0n && rounded !== 0n ? '-' : ''
  return places === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`
}

/** A quotient as a percentage with two places, for sentences. */
export const percent = (q: Quotient): string =>
  `${decimalString({ numerator: q.numerator * 100n, denominator: q.denominator }, 2)} %`
