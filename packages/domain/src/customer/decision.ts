import { type Either, right } from 'fp-ts/lib/Either.js'
import type { Context } from '../aggregate/context.ts'
import { isManager } from '../aggregate/permission.ts'
import { type Named, rulesFor } from '../aggregate/rule.ts'
import type { CalendarDate } from '../vocabulary/calendar-date.ts'
import type { RegionId, UserId } from '../vocabulary/code.ts'
import { refuse } from '../vocabulary/rejection.ts'
import type { AnyCustomerCommand } from './commands.ts'
import type { CustomerEvent } from './events.ts'
import type { CustomerRejection } from './rejections.ts'
import type { CustomerStage } from './stages.ts'
import type { CustomerState } from './state.ts'

// What the decisions about a customer have in common.

/** What a command leads to: the events, or the fact that stands in its way. */
export type Command<Type extends AnyCustomerCommand['type']> = Named<AnyCustomerCommand, Type>
export type Decision = Either<CustomerRejection, ReadonlyArray<CustomerEvent>>

export const accepted = (...events: ReadonlyArray<CustomerEvent>): Decision => right(events)

export const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

export const notRegistered: Either<CustomerRejection, never> = refuse(
  'NotRegistered',
  'The customer is not registered: register it first (RegisterCustomer).',
  {},
)

export const nothingChanges = (what: string): Decision =>
  refuse('NothingChanges', `Nothing changes: the ${what} is so already.`, {})

export const selfApproved = (approver: UserId): Either<CustomerRejection, never> =>
  refuse('SelfApproved', `${approver} cannot approve their own decision: name somebody else.`, { approver })

export const checkPeriod = (from: CalendarDate, until: CalendarDate): Either<CustomerRejection, void> =>
  until < from
    ? refuse('PeriodReversed', `The period ends (${until}) before it begins (${from}).`, { from, until })
    : right(undefined)

/** The facts of a command, as the data of the event it leads to. */
export const factsOf = <C extends { readonly type: string; readonly occurredOn: CalendarDate }>({
  type: _,
  occurredOn: __,
  ...facts
}: C) => facts

export const alreadyRecorded = (what: string, id: string): Either<CustomerRejection, never> =>
  refuse('AlreadyRecorded', `The ${what} ${id} is recorded already: give every ${what} its own id.`, {
    what,
    id,
  })

export const notRecorded = (what: string, id: string): Either<CustomerRejection, never> =>
  refuse('NotRecorded', `There is no ${what} ${id} of this customer: check its id.`, { what, id })

/** An approval is a manager’s of the regions it is for, and never of one’s own decision. */
export const checkApprover = (
  context: Context,
  regions: ReadonlyArray<RegionId | null>,
  approver: UserId,
): Either<CustomerRejection, void> => {
  if (approver === context.actor) return selfApproved(approver)
  return isManager(
    context,
    regions.flatMap((region) => region ?? []),
    approver,
  )
    ? right(undefined)
    : refuse(
        'ApproverNotManager',
        `${approver} is no manager of the region: have a manager approve it, and name them.`,
        { approver },
      )
}

export const rule = rulesFor<CustomerState, CustomerEvent, CustomerRejection, CustomerStage>()
