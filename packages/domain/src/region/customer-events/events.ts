import * as t from 'io-ts'
import { CalendarDate } from '../../vocabulary/calendar-date.ts'
import { Code, CustomerId, OpportunityId } from '../../vocabulary/code.ts'
import { fields } from '../../vocabulary/fields.ts'
import { Fraction } from '../../vocabulary/fraction.ts'
import { type EventDefinitions, type EventOf, firstVersion } from '../../vocabulary/messages.ts'
import { MinorUnits } from '../../vocabulary/money.ts'
import { Text } from '../../vocabulary/text.ts'
import { region } from '../about.ts'
import { CustomerEventKind } from './event-kind.ts'

const event = { ...region, event: Code }

// Event names and fields are storage format: add, never rename or remove.
export const customerEventEvents = {
  CustomerEventPlanned: firstVersion(
    fields(
      'CustomerEventPlanned',
      {
        ...event,
        kind: CustomerEventKind,
        title: Text,
        heldOn: CalendarDate,
        goal: Text,
        interests: t.readonlyArray(Text),
      },
      { budget: MinorUnits },
    ),
  ),
  /** Those who were not invited before. */
  CustomersInvited: firstVersion(
    fields('CustomersInvited', { ...event, customers: t.readonlyArray(CustomerId) }),
  ),
  CustomerEventHeld: firstVersion(
    fields('CustomerEventHeld', { ...event, attended: t.readonlyArray(CustomerId), cost: MinorUnits }),
  ),
  CustomerEventCancelled: firstVersion(fields('CustomerEventCancelled', { ...event, reason: Text })),
  /** `attendance` is who came of those invited, `satisfaction` the mean on 1–5; what else comes of it counts up to `countedUntil`. */
  CustomerEventEvaluated: firstVersion(
    fields(
      'CustomerEventEvaluated',
      {
        ...event,
        outcome: Text,
        attendance: Fraction,
        opportunities: t.readonlyArray(OpportunityId),
        countedUntil: CalendarDate,
      },
      { satisfaction: Fraction },
    ),
  ),
} as const satisfies EventDefinitions

export type CustomerEventEvent = EventOf<typeof customerEventEvents>
