import type * as t from 'io-ts'
import { Code } from '../../vocabulary/code.ts'
import { fields } from '../../vocabulary/fields.ts'
import { compareQuotients, Fraction, toQuotient } from '../../vocabulary/fraction.ts'
import { MinorUnits } from '../../vocabulary/money.ts'

/** From a score on (inclusive) there is a reward of a kind, and where it is money, at least of an amount. */
export const RewardBand = fields('RewardBand', { from: Fraction, kind: Code }, { amount: MinorUnits })
export type RewardBand = t.TypeOf<typeof RewardBand>

/**
 * The highest band a score reaches; null for none.
 * @source policy 8.2; A73
 */
export const bandFor = (bands: ReadonlyArray<RewardBand>, score: Fraction): RewardBand | null =>
  bands.reduce<RewardBand | null>(
    (best, band) => (compareQuotients(toQuotient(band.from), toQuotient(score)) <= 0 ? band : best),
    null,
  )
