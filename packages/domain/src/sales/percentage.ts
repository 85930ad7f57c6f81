import type { Fraction, Quotient } from '../vocabulary/fraction.ts'

// For sentences that set a share beside a threshold: what is written must not contradict what was decided. A share is cut
// off and never rounded up to a threshold it does not reach, and it has at least the places of the threshold.

const placesLeast = 2
const placesMost = 9

/**
 * A threshold as a percentage without trailing zeros; as the fraction it is where the percentage would never end.
 * @example
 * thresholdPercentage({ numerator: 1, denominator: 5 }) // '20 %'
 * thresholdPercentage({ numerator: 1, denominator: 3 }) // '1/3'
 */
export const thresholdPercentage = (threshold: Fraction): string => {
  const places = placesOf(threshold)
  if (places === null) return `${threshold.numerator}/${threshold.denominator}`
  return `${cutOff(quotientOf(threshold), places)} %`
}

/**
 * A share as a percentage, cut off; an ellipsis says so where a threshold is given as a fraction.
 * @param thresholds what the share is compared with
 * @example
 * sharePercentage({ numerator: 199_999n, denominator: 1_000_000n }, [{ numerator: 1, denominator: 5 }]) // '19.99 %'
 */
export const sharePercentage = (share: Quotient, thresholds: ReadonlyArray<Fraction>): string => {
  const needed = thresholds.map(placesOf)
  const places = Math.max(placesLeast, ...needed.map((n) => n ?? placesLeast))
  const isCutOff = (share.numerator * 100n * 10n ** BigInt(places)) % share.denominator !== 0n
  return `${cutOff(share, places)}${isCutOff && needed.includes(null) ? '…' : ''} %`
}

const quotientOf = ({ numerator, denominator }: Fraction): Quotient => ({
  numerator: BigInt(numerator),
  denominator: BigInt(denominator),
})

/** Places its percentage has; null where it has too many, or never ends. */
const placesOf = (fraction: Fraction): number | null => {
  const { numerator, denominator } = quotientOf(fraction)
  for (let places = 0; places <= placesMost; places++) {
    if ((numerator * 100n * 10n ** BigInt(places)) % denominator === 0n) return places
  }
  return null
}

const cutOff = ({ numerator, denominator }: Quotient, places: number): string => {
  const scaled = (numerator * 100n * 10n ** BigInt(places)) / denominator
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(places + 1, '0')
  const sign = scaled < 0n ? '-' : ''
  return places === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`
}
