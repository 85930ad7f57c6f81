import * as t from 'io-ts'
import { CalendarDate } from '../../vocabulary/calendar-date.ts'
import { CustomerId } from '../../vocabulary/code.ts'
import { fields } from '../../vocabulary/fields.ts'
import { type EventDefinitions, type EventOf, firstVersion } from '../../vocabulary/messages.ts'
import { region } from '../about.ts'
import { CreditShare } from './credit-split.ts'

// Event names and fields are storage format: add, never rename or remove.
export const creditEvents = {
  CreditSplitAgreed: firstVersion(
    fields(
      'CreditSplitAgreed',
      { ...region, customer: CustomerId, shares: t.readonlyArray(CreditShare), from: CalendarDate },
      { until: CalendarDate },
    ),
  ),
} as const satisfies EventDefinitions

export type CreditEvent = EventOf<typeof creditEvents>
