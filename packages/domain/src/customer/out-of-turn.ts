import type { Either } from 'fp-ts/lib/Either.js'
import { refuse } from '../vocabulary/rejection.ts'
import type { AnyCustomerCommand } from './commands.ts'
import { notRegistered } from './decision.ts'
import type { CustomerRejection } from './rejections.ts'
import type { CustomerState } from './state.ts'

/** What stands in the way of a command whose turn it is not: a customer nobody knows, is active, or lives on elsewhere. */
export const outOfTurn = (
  { type }: AnyCustomerCommand,
  { mergedInto, standing, registeredOn, inactiveSince }: CustomerState,
): Either<CustomerRejection, never> => {
  if (mergedInto !== null) {
    return refuse(
      'Merged',
      `This record was merged into customer ${mergedInto}: give the command for ${mergedInto}.`,
      { survivor: mergedInto },
    )
  }
  if (standing === 'unknown') return notRegistered
  if (type === 'RegisterCustomer' && registeredOn !== null) {
    return refuse(
      'AlreadyRegistered',
      `The customer is registered since ${registeredOn}: correct its profile instead (CorrectProfile).`,
      { registeredOn },
    )
  }
  return inactiveSince === null
    ? refuse('AlreadyActive', 'The customer is active: there is nothing to reactivate.', {})
    : refuse(
        'Inactive',
        `The customer is inactive since ${inactiveSince}: reactivate it first (ReactivateCustomer).`,
        { since: inactiveSince },
      )
}
