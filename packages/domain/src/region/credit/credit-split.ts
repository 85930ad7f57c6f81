import type * as t from 'io-ts'
import type { CalendarDate } from '../../vocabulary/calendar-date.ts'
import { type CustomerId, UserId } from '../../vocabulary/code.ts'
import { fields } from '../../vocabulary/fields.ts'
import { compareQuotients, Fraction, toQuotient } from '../../vocabulary/fraction.ts'
import { MinorUnits, negated } from '../../vocabulary/money.ts'

export const CreditShare = fields('CreditShare', { user: UserId, share: Fraction })
export type CreditShare = t.TypeOf<typeof CreditShare>

export type CreditSplit = {
  readonly customer: CustomerId
  readonly shares: ReadonlyArray<CreditShare>
  readonly from: CalendarDate
  /** Last day, or null. */
  readonly until: CalendarDate | null
}

/**
 * What of an amount is credited to whom under the split in force for a customer on a date; null where there is none and the
 * owner has all of it. The parts add up to the amount: what is left after rounding down goes, one minor unit each, to those who
 * lost most by it, of equals to the first named. What was given back is divided as what was given.
 *
 * @source policy 8.1-C; A68
 */
export const creditOf = (
  splits: ReadonlyArray<CreditSplit>,
  customer: CustomerId,
  date: CalendarDate,
  amount: MinorUnits,
): ReadonlyMap<UserId, MinorUnits> | null => {
  const split = splits
    .filter((other) => other.customer === customer && other.from <= date)
    .reduce<CreditSplit | null>(
      (best, other) => (best === null || other.from >= best.from ? other : best),
      null,
    )
  if (split === null || (split.until !== null && split.until < date)) return null
  return amount < 0
    ? new Map([...divided(split.shares, negated(amount))].map(([user, part]) => [user, negated(part)]))
    : divided(split.shares, amount)
}

const divided = (shares: ReadonlyArray<CreditShare>, amount: MinorUnits): ReadonlyMap<UserId, MinorUnits> => {
  const parts = shares.map(({ user, share }) => {
    const { numerator, denominator } = toQuotient(share)
    const exact = BigInt(amount) * numerator
    return { user, down: exact / denominator, rest: { numerator: exact % denominator, denominator } }
  })
  const left = BigInt(amount) - parts.reduce((sum, { down }) => sum + down, 0n)
  // Sorting keeps equals in their order.
  const favoured = new Set(
    [...parts]
      .sort((a, b) => compareQuotients(b.rest, a.rest))
      .slice(0, Number(left))
      .map(({ user }) => user),
  )
  return new Map(
    parts.flatMap(({ user, down }) => {
      const part = Number(down) + (favoured.has(user) ? 1 : 0)
      return MinorUnits.is(part) ? [[user, part] as const] : []
    }),
  )
}
