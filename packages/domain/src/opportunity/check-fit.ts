import { type Either, right } from 'fp-ts/lib/Either.js'
import { refuse } from '../vocabulary/rejection.ts'
import type { OpportunityCommand } from './commands.ts'
import type { OpportunityRejection } from './rejections.ts'
import type { OpportunityState } from './state.ts'

/**
 * Nothing was done about an opportunity before it was identified. Between the later steps no order of days is asked for: they
 * are often told afterwards, and not in the order of the days.
 */
export const checkFit = (
  { type, occurredOn }: OpportunityCommand,
  state: OpportunityState,
): Either<OpportunityRejection, void> => {
  if (state.stage === 'unheard' || type === 'ImportOpportunity') return right(undefined)
  const { identifiedOn } = state
  return identifiedOn === null || occurredOn >= identifiedOn
    ? right(undefined)
    : refuse(
        'BeforeIdentification',
        `The opportunity was identified on ${identifiedOn}: nothing was done about it before.`,
        { identifiedOn },
      )
}
