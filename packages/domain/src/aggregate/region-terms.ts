import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import type { RegionId } from '../vocabulary/code.ts'
import { type Fact, refuse } from '../vocabulary/rejection.ts'
import type { Context, RegionToday } from './context.ts'

export type RegionNotOpen = Fact<'RegionNotOpen', { region: RegionId }>
export type CurrencyMismatch = Fact<'CurrencyMismatch', { expected: string; given: string }>

export const regionNotOpen = (region: RegionId): Either<RegionNotOpen, never> =>
  refuse(
    'RegionNotOpen',
    `Region ${region} is not open: open it first, with its time zone and currency (OpenRegion).`,
    { region },
  )

/** A region that a command speaks of must be open. */
export const openRegion = ({ regions }: Context, region: RegionId): Either<RegionNotOpen, RegionToday> => {
  const here = regions.get(region)
  return here === undefined ? regionNotOpen(region) : right(here)
}

/** What is in force for money in a region: it must be open, and sell in its own currency. */
export const checkTerms = (
  context: Context,
  region: RegionId,
  currency: string | undefined,
): Either<RegionNotOpen | CurrencyMismatch, RegionToday> => {
  const here = openRegion(context, region)
  return isLeft(here) || currency === undefined || currency === here.right.currency
    ? here
    : currencyMismatch(here.right, currency)
}

export const currencyMismatch = (
  { region, currency }: RegionToday,
  given: string,
): Either<CurrencyMismatch, never> =>
  refuse(
    'CurrencyMismatch',
    `Region ${region} sells in ${currency}, not ${given}: convert the amount first.`,
    {
      expected: currency,
      given,
    },
  )
