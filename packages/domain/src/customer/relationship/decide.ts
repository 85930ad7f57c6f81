import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import { match } from 'ts-pattern'
import { addMonths } from '../../vocabulary/calendar-date.ts'
import type { Context } from '../../vocabulary/decider.ts'
import { refuse } from '../../vocabulary/rejection.ts'
import { accepted, checkPeriod, type Decision, notRegistered, selfApproved } from '../decision.ts'
import type { CustomerRejection } from '../rejections.ts'
import type { CustomerState } from '../state.ts'
import type { CadenceAdjustment } from './cadence.ts'
import type { RelationshipCommand } from './commands.ts'
import { missingForDeep } from './contact.ts'

type Command<Type extends RelationshipCommand['type']> = Extract<RelationshipCommand, { type: Type }>

export const decideRelationship = (
  context: Context,
  command: RelationshipCommand,
  state: CustomerState,
): Decision =>
  match<RelationshipCommand, Decision>(command)
    .with({ type: 'RecordContact' }, (c) => recordContact(c, state))
    .with({ type: 'RecordSatisfaction' }, (c) => recordSatisfaction(c, state))
    .with({ type: 'AdjustCadence' }, (c) => adjustCadence(context, c))
    .exhaustive()

/** policy 5.1-A, A31: a contact is deep by what happened in it, not by being called so. */
const recordContact = (c: Command<'RecordContact'>, state: CustomerState): Decision => {
  if (state.contacts.has(c.contact)) {
    return refuse(
      'ContactExists',
      `Contact ${c.contact} is recorded already: give every contact its own id.`,
      { contact: c.contact },
    )
  }
  const missing = c.depth === 'deep' ? missingForDeep(c) : []
  if (missing.length > 0) {
    return refuse(
      'NotDeep',
      `This contact is not deep: it lacks ${missing.join(', ')}. Add that, or record it as routine.`,
      { missing },
    )
  }
  const { type: _, occurredOn, ...facts } = c
  return accepted({
    type: 'ContactRecorded',
    occurredOn,
    data: { ...facts, ...(state.homeRegion === null ? {} : { region: state.homeRegion }) },
  })
}

const recordSatisfaction = (c: Command<'RecordSatisfaction'>, state: CustomerState): Decision => {
  if (state.homeRegion === null) return notRegistered
  const { type: _, occurredOn, ...facts } = c
  return accepted({
    type: 'SatisfactionRecorded',
    occurredOn,
    data: {
      ...facts,
      region: state.homeRegion,
      ...(state.owner === null ? {} : { owner: state.owner }),
    },
  })
}

/** policy 5.1-B, A35: raising is the owner's own decision, lowering needs somebody else's approval; both end. */
const adjustCadence = (context: Context, c: Command<'AdjustCadence'>): Decision => {
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
  const approved = checkApproval(context, adjustment)
  return isLeft(approved)
    ? approved
    : accepted({
        type: 'CadenceAdjusted',
        occurredOn: c.occurredOn,
        data: { customer: c.customer, adjustment },
      })
}

const checkApproval = (context: Context, adjustment: CadenceAdjustment): Either<CustomerRejection, void> => {
  if (adjustment.direction === 'raise') return right(undefined)
  if (adjustment.approver === undefined) {
    return refuse('ApprovalMissing', 'A longer interval needs a manager’s approval: name the approver.', {})
  }
  return adjustment.approver === context.actor ? selfApproved(adjustment.approver) : right(undefined)
}
