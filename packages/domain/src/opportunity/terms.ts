import { type Either, right } from 'fp-ts/lib/Either.js'
import type { RegionId } from '../vocabulary/code.ts'
import type { Context, RegionTerms } from '../vocabulary/decider.ts'
import { refuse } from '../vocabulary/rejection.ts'
import type { Decision } from './decision.ts'
import type { OpportunityRejection } from './rejections.ts'

/** What is in force for a deal in a region: it must be open, and sell in its own currency. */
export const checkTerms = (
  context: Context,
  region: RegionId,
  currency: string | undefined,
): Either<OpportunityRejection, RegionTerms> => {
  const terms = context.regions.get(region)
  if (terms === undefined) {
    return refuse(
      'RegionNotOpen',
      `Region ${region} is not open: open it first, with its time zone and currency (OpenRegion).`,
      { region },
    )
  }
  return currency === undefined || currency === terms.currency
    ? right(terms)
    : refuse(
        'CurrencyMismatch',
        `Region ${region} sells in ${terms.currency}, not ${currency}: convert the amount first.`,
        { expected: terms.currency, given: currency },
      )
}

export const amountNotPositive = (amount: number): Decision =>
  refuse(
    'AmountNotPositive',
    `${amount} is not more than nothing: give the amount in minor units, or leave it out while it is unknown.`,
    { amount },
  )
