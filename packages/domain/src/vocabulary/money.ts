import * as t from 'io-ts'
import { quoted } from './characters.ts'
import { currencyExponents } from './currencies.ts'
import { shown } from './shown.ts'

/** An amount in minor units (fen, cents), net of tax: a safe integer. Negative for what was given back. */
export type MinorUnits = t.Branded<number, MinorUnitsBrand>
export interface MinorUnitsBrand {
  readonly MinorUnits: unique symbol
}

// `t.Int` would accept 1e300 and -0.
const isMinorUnits = (u: unknown): u is MinorUnits => Number.isSafeInteger(u) && !Object.is(u, -0)

export const MinorUnits: t.Type<MinorUnits, number> = new t.Type<MinorUnits, number>(
  'MinorUnits',
  isMinorUnits,
  (u, context) =>
    isMinorUnits(u)
      ? t.success(u)
      : t.failure(
          u,
          context,
          `${shown(u)} is not an amount in minor units: a whole number between -2^53 and 2^53`,
        ),
  (amount) => amount,
)

/** What was given, as what was given back. */
export const negated = (amount: MinorUnits): MinorUnits => (amount === 0 ? amount : (-amount as MinorUnits))

/** An ISO 4217 alphabetic code. */
export type Currency = t.Branded<string, CurrencyBrand>
export interface CurrencyBrand {
  readonly Currency: unique symbol
}

const isCurrency = (u: unknown): u is Currency => typeof u === 'string' && currencyExponents.has(u)

export const Currency: t.Type<Currency, string> = new t.Type<Currency, string>(
  'Currency',
  isCurrency,
  (u, context) =>
    isCurrency(u)
      ? t.success(u)
      : t.failure(
          u,
          context,
          `${typeof u === 'string' ? quoted(u) : 'This'} is not a currency: use its ISO 4217 code, such as CNY`,
        ),
  (currency) => currency,
)

/** Digits after the decimal point in the currency's major unit: 2 for CNY, 0 for JPY, 3 for KWD. */
export const exponentOf = (currency: Currency): number => currencyExponents.get(currency) ?? 2

/**
 * An amount in major units, as an exact decimal string.
 * @example
 * majorUnits(123456n, 2) // '1234.56'
 */
export const majorUnits = (amount: bigint, exponent: number): string => {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(exponent + 1, '0')
  const whole = digits.slice(0, digits.length - exponent)
  const fraction = digits.slice(digits.length - exponent)
  return `${amount < 0n ? '-' : ''}${whole}${exponent === 0 ? '' : `.${fraction}`}`
}
