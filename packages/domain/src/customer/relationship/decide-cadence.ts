import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import type { Context } from '../../aggregate/context.ts'
import { addMonths } from '../../vocabulary/calendar-date.ts'
import { refuse } from '../../vocabulary/rejection.ts'
import { accepted, checkApprover, checkPeriod, type Decision, factsOf, notRecorded } from '../decision.ts'
import type { CustomerRejection } from '../rejections.ts'
import type { CustomerState } from '../state.ts'
import type { CadenceAdjustment } from './cadence.ts'
import type { RelationshipCommand } from './commands.ts'

type AdjustCadence = Extract<RelationshipCommand, { type: 'AdjustCadence' }>

/** policy 5.1-B, A35: raising is the owner's own decision, lowering needs a manager's approval; both end. */
export const adjustCadence = (c: AdjustCadence, state: CustomerState, context: Context): Decision => {
  const { adjustment } = c
  const reversed = checkPeriod(adjustment.from, adjustment.until)
  if (isLeft(reversed)) return reversed
  const latest = addMonths(adjustment.from, context.policy.policy.contacts.adjustmentMonthsMax)
  if (adjustment.until > latest) {
    return refuse(
      'AdjustmentTooLong',
      `A cadence of one's own ends at the latest on ${latest}: choose an earlier day, and adjust again then.`,
      { latest },
    )
  }
  const caused = checkCause(adjustment, state)
  if (isLeft(caused)) return caused
  const approved = checkApproval(context, state, adjustment)
  return isLeft(approved)
    ? approved
    : accepted({ type: 'CadenceAdjusted', occurredOn: c.occurredOn, data: factsOf(c) })
}

const checkApproval = (
  context: Context,
  { homeRegion }: CustomerState,
  adjustment: CadenceAdjustment,
): Either<CustomerRejection, void> => {
  if (adjustment.direction === 'raise') return right(undefined)
  return adjustment.approver === undefined
    ? refuse('ApprovalMissing', 'A longer interval needs a manager’s approval: name the approver.', {})
    : checkApprover(context, [homeRegion], adjustment.approver)
}

/**
 * An important project or need is a reason to communicate more often; a need it names is one of the customer's.
 * @source policy 5.1-B
 * @clause 39
 */
const checkCause = ({ because }: CadenceAdjustment, state: CustomerState): Either<CustomerRejection, void> =>
  because !== undefined && 'need' in because && !state.needs.has(because.need)
    ? notRecorded('need', because.need)
    : right(undefined)
