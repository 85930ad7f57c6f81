import * as t from 'io-ts'
import { Fraction, type Quotient, toQuotient, Whole } from '../../vocabulary/fraction.ts'

/** A count, an amount in minor units, or a rate as an exact fraction. */
export const TargetValue = t.union(
  [Whole, Fraction],
  'TargetValue: a whole number (count or minor units) or {numerator, denominator}',
)
export type TargetValue = t.TypeOf<typeof TargetValue>

export const targetQuotient = (target: TargetValue): Quotient =>
  typeof target === 'number' ? { numerator: BigInt(target), denominator: 1n } : toQuotient(target)
