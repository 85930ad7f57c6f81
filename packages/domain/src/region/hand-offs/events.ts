import * as t from 'io-ts'
import { CalendarDate } from '../../vocabulary/calendar-date.ts'
import { Code, CustomerId, OpportunityId, UserId } from '../../vocabulary/code.ts'
import { fields } from '../../vocabulary/fields.ts'
import { type EventDefinitions, type EventOf, firstVersion } from '../../vocabulary/messages.ts'
import { Text } from '../../vocabulary/text.ts'
import { region } from '../about.ts'
import { HandOffKind, Topic } from './hand-off.ts'

const handOff = { ...region, handOff: Code }

// Event names and fields are storage format: add, never rename or remove.
export const handOffEvents = {
  /** `due` is the day by which it is to be answered. */
  HandOffAsked: firstVersion(
    fields(
      'HandOffAsked',
      { ...handOff, kind: HandOffKind, askedBy: UserId, due: CalendarDate, text: Text },
      { topic: Topic, customer: CustomerId, opportunity: OpportunityId, product: Text },
    ),
  ),
  HandOffAccepted: firstVersion(fields('HandOffAccepted', { ...handOff, by: UserId })),
  HandOffAnswered: firstVersion(
    fields(
      'HandOffAnswered',
      { ...handOff, by: UserId, answer: Text, late: t.boolean },
      { technician: UserId, opportunity: OpportunityId, notPursued: Text },
    ),
  ),
  HandOffDeclined: firstVersion(fields('HandOffDeclined', { ...handOff, by: UserId, reason: Text })),
} as const satisfies EventDefinitions

export type HandOffEvent = EventOf<typeof handOffEvents>
