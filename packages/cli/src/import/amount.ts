import { MinorUnits } from '@kehu/domain'
import Big from 'big.js'
import { type Either, left, right } from 'fp-ts/lib/Either.js'

const decimalPattern = /^[+-]?(\d{1,15}(\.\d{0,30})?|\.\d{1,30})$/

/**
 * A decimal amount as it stands in a file, exactly.
 * @returns the reason, for what is no plain decimal number: guessing at `1.234,56` or `1e3` would invent money
 */
export const parseDecimal = (text: string): Either<string, Big> =>
  decimalPattern.test(text)
    ? right(new Big(text.replace('+', '')))
    : left(`${JSON.stringify(text)} is not an amount: ${whyNot(text)}`)

const whyNot = (text: string): string => {
  if (/^[+-]?[\d.]+e[+-]?\d+$/i.test(text)) return 'write it out, without scientific notation'
  if (/\p{Sc}/u.test(text)) return 'leave the currency sign out'
  if (/^\(.*\)$/.test(text)) return 'write a negative amount with a minus sign'
  if (/\d[,'\u2019\s_]\d/.test(text))
    return 'write it without thousands separators, and with a point before the decimals'
  if (/^[+-]?\d{16,}/.test(text)) return 'it is too large to be one line of a ledger'
  return 'write a plain decimal number such as 1234.50'
}

/** An amount in minor units, and what rounding added to it, in major units. */
export type Rounded = { readonly minor: MinorUnits; readonly rounding: Big }

/**
 * Half to even, as ledgers do, so that roundings of many lines do not all go one way.
 * @param exponent decimals of the currency: 2 for CNY, 0 for JPY
 * @returns null beyond the range of exact numbers
 * @example
 * toMinorUnits(new Big('0.125'), 2) // { minor: 12, rounding: -0.005 }
 */
export const toMinorUnits = (amount: Big, exponent: number): Rounded | null => {
  const rounded = amount.round(exponent, Big.roundHalfEven)
  const units = Number(rounded.times(powerOfTen(exponent)).toFixed(0))
  // Big keeps the sign of a zero; minor units have but one zero.
  const minor = units === 0 ? 0 : units
  return MinorUnits.is(minor) ? { minor, rounding: rounded.minus(amount) } : null
}

const powerOfTen = (exponent: number): number => 10 ** exponent
