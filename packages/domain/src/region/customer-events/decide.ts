import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import type { Context } from '../../aggregate/context.ts'
import { addDays } from '../../vocabulary/calendar-date.ts'
import type { Code } from '../../vocabulary/code.ts'
import { refuse } from '../../vocabulary/rejection.ts'
import {
  accepted,
  atLeast,
  type Command,
  checkList,
  checkOnce,
  type Decision,
  notBefore,
  nothingChanges,
} from '../decision.ts'
import type { RegionRejection } from '../rejections.ts'
import type { RegionState } from '../state.ts'
import type { PlannedEvent } from './state.ts'

export const plan = (c: Command<'PlanCustomerEvent'>, state: RegionState): Decision => {
  if (state.customerEvents.has(c.event)) {
    return refuse('EventExists', `Event ${c.event} is planned already: give this one its own code.`, {
      event: c.event,
    })
  }
  if (c.heldOn <= c.occurredOn) {
    return refuse('NotAhead', `${c.heldOn} leaves no time to prepare: plan an event for a later day.`, {
      heldOn: c.heldOn,
    })
  }
  const around = checkList('interests', c.interests)
  if (isLeft(around)) return around
  if (c.budget !== undefined) {
    const enough = atLeast(c.budget, 1)
    if (isLeft(enough)) return enough
  }
  const { type: _, occurredOn, ...data } = c
  return accepted({ type: 'CustomerEventPlanned', occurredOn, data })
}

export const invite = (c: Command<'InviteToEvent'>, state: RegionState): Decision => {
  const planned = plannedEvent(c, state)
  if (isLeft(planned)) return planned
  const listed = checkList('customers', c.customers)
  if (isLeft(listed)) return listed
  const customers = c.customers.filter((customer) => !planned.right.invited.includes(customer))
  if (customers.length === 0) return nothingChanges('invitation')
  return accepted({
    type: 'CustomersInvited',
    occurredOn: c.occurredOn,
    data: { region: c.region, event: c.event, customers },
  })
}

export const hold = (c: Command<'HoldCustomerEvent'>, state: RegionState): Decision => {
  const planned = plannedEvent(c, state)
  if (isLeft(planned)) return planned
  const { invited } = planned.right
  const strangers = c.attended.filter((customer) => !invited.includes(customer))
  if (invited.length === 0 || strangers.length > 0) {
    return refuse(
      'NotInvited',
      'Invite those who came, or whoever was to come, first (InviteToEvent): attendance is measured by it.',
      { customers: strangers },
    )
  }
  const once = checkOnce('attended', c.attended)
  if (isLeft(once)) return once
  const paid = atLeast(c.cost, 0)
  if (isLeft(paid)) return paid
  const { type: _, occurredOn, ...data } = c
  return accepted({ type: 'CustomerEventHeld', occurredOn, data })
}

export const cancel = (c: Command<'CancelCustomerEvent'>, state: RegionState): Decision => {
  const planned = plannedEvent(c, state)
  if (isLeft(planned)) return planned
  const { type: _, occurredOn, ...data } = c
  return accepted({ type: 'CustomerEventCancelled', occurredOn, data })
}

export const evaluate = (
  { type: _, occurredOn, scores, ...c }: Command<'EvaluateCustomerEvent'>,
  state: RegionState,
  context: Context,
): Decision => {
  const known = knownEvent(c.event, state)
  if (isLeft(known)) return known
  const { stage, since, invited, attended } = known.right
  if (stage !== 'held') {
    return refuse(
      'EventNotHeld',
      `Event ${c.event} is ${stage}: an event is evaluated once, after it was held (HoldCustomerEvent).`,
      { event: c.event, stage },
    )
  }
  const timely = notBefore(since, occurredOn)
  if (isLeft(timely)) return timely
  const once = checkOnce('opportunities', c.opportunities)
  if (isLeft(once)) return once
  if (scores?.length === 0)
    return refuse('ListEmpty', 'Nothing is given as scores: leave them out, or name at least one.', {
      list: 'scores',
    })
  const { eventOutcomeDays } = context.policy.policy.collaboration
  return accepted({
    type: 'CustomerEventEvaluated',
    occurredOn,
    data: {
      ...c,
      attendance: { numerator: attended, denominator: invited.length },
      countedUntil: addDays(since, eventOutcomeDays),
      ...(scores === undefined
        ? {}
        : { satisfaction: { numerator: scores.reduce((a, b) => a + b, 0), denominator: scores.length } }),
    },
  })
}

const knownEvent = (event: Code, state: RegionState): Either<RegionRejection, PlannedEvent> => {
  const known = state.customerEvents.get(event)
  return known === undefined
    ? refuse('NoSuchEvent', `There is no event ${event}: plan it first (PlanCustomerEvent).`, { event })
    : right(known)
}

/** An event that is still to come. */
const plannedEvent = (
  { event, occurredOn }: Command<'InviteToEvent' | 'HoldCustomerEvent' | 'CancelCustomerEvent'>,
  state: RegionState,
): Either<RegionRejection, PlannedEvent> => {
  const known = knownEvent(event, state)
  if (isLeft(known)) return known
  const { stage, since } = known.right
  if (stage !== 'planned')
    return refuse('EventOver', `Event ${event} is ${stage}: plan another one (PlanCustomerEvent).`, {
      event,
      stage,
    })
  const timely = notBefore(since, occurredOn)
  return isLeft(timely) ? timely : known
}
