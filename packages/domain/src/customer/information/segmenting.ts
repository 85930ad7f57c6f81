import { type Either, right } from 'fp-ts/lib/Either.js'
import type { Context } from '../../aggregate/context.ts'
import { refuse } from '../../vocabulary/rejection.ts'
import type { CustomerRejection } from '../rejections.ts'
import type { Segment } from './segment.ts'

/**
 * The industry is one of the policy's list, so that customers of one industry are found together; the customer's own words
 * for it stay in `industryLabel`.
 * @rejects UnknownIndustry
 * @source policy 3.1-A, A3
 * @clause 4
 */
export const checkIndustry = (context: Context, { industry }: Segment): Either<CustomerRejection, void> =>
  context.policy.policy.information.industries.includes(industry)
    ? right(undefined)
    : refuse(
        'UnknownIndustry',
        `${industry} is no industry of the policy in force: use one of its list (information.industries), or adopt a policy that has it.`,
        { industry },
      )

/**
 * A size class is declared and rests on something: a staff or a revenue, as of a day that has come. What is entered as history
 * may lack it.
 * @rejects SizeBasisMissing
 * @source policy 3.1-B, A4
 * @clause 7
 */
export const checkSizeBasis = (
  context: Context,
  { staff, revenue, basisOn }: Segment,
): Either<CustomerRejection, void> => {
  if (context.historical) return right(undefined)
  const counted = staff !== undefined || revenue !== undefined
  return counted && basisOn !== undefined && basisOn <= context.today
    ? right(undefined)
    : refuse(
        'SizeBasisMissing',
        'A size class rests on figures: give the staff or the revenue, and the day they speak of (basisOn), not later than today.',
        {},
      )
}
