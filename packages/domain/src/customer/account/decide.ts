import { isLeft } from 'fp-ts/lib/Either.js'
import { match, P } from 'ts-pattern'
import type { CalendarDate } from '../../vocabulary/calendar-date.ts'
import type { Context } from '../../vocabulary/decider.ts'
import { refuse } from '../../vocabulary/rejection.ts'
import { accepted, checkPeriod, type Decision, inOpenRegion, selfApproved } from '../decision.ts'
import type { CustomerState } from '../state.ts'
import type { AccountCommand } from './commands.ts'

type Command<Type extends AccountCommand['type']> = Extract<AccountCommand, { type: Type }>

export const decideAccount = (context: Context, command: AccountCommand, state: CustomerState): Decision =>
  match<[CustomerState, AccountCommand], Decision>([state, command])
    .with([{ registeredOn: P.nonNullable }, { type: 'RegisterCustomer' }], ([s]) =>
      alreadyRegistered(s.registeredOn),
    )
    .with([P._, { type: 'RegisterCustomer' }], ([, c]) => inOpenRegion(context, c.region, () => register(c)))
    .with([P._, { type: 'AssignTier' }], ([, c]) =>
      inOpenRegion(context, c.region, () => assignTier(context, c)),
    )
    .with([{ inactiveSince: null }, { type: 'ReactivateCustomer' }], () =>
      refuse('AlreadyActive', 'The customer is active: there is nothing to reactivate.', {}),
    )
    .with([P._, { type: 'ReactivateCustomer' }], ([, c]) =>
      accepted({
        type: 'CustomerReactivated',
        occurredOn: c.occurredOn,
        data: { customer: c.customer, reason: c.reason },
      }),
    )
    .with([P._, { type: 'DeactivateCustomer' }], ([, c]) =>
      accepted({
        type: 'CustomerDeactivated',
        occurredOn: c.occurredOn,
        data: { customer: c.customer, reason: c.reason },
      }),
    )
    .exhaustive()

const register = (c: Command<'RegisterCustomer'>): Decision =>
  accepted({
    type: 'CustomerRegistered',
    occurredOn: c.occurredOn,
    data: {
      customer: c.customer,
      region: c.region,
      profile: c.profile,
      ...(c.owner === undefined ? {} : { owner: c.owner }),
    },
  })

/** policy 3.2, A15: an override has a reason, an approver and, if wanted, an end. */
const assignTier = (context: Context, c: Command<'AssignTier'>): Decision => {
  if (c.approver === context.actor) return selfApproved(c.approver)
  if (c.until !== undefined) {
    const reversed = checkPeriod(c.occurredOn, c.until)
    if (isLeft(reversed)) return reversed
  }
  const { type: _, occurredOn, ...facts } = c
  return accepted({ type: 'TierAssigned', occurredOn, data: facts })
}

const alreadyRegistered = (registeredOn: CalendarDate): Decision =>
  refuse(
    'AlreadyRegistered',
    `The customer is registered since ${registeredOn}: correct its profile instead (CorrectProfile).`,
    { registeredOn },
  )
