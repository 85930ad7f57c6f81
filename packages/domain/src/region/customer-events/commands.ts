import * as t from 'io-ts'
import { CsatScore } from '../../customer/relationship/satisfaction.ts'
import { CalendarDate } from '../../vocabulary/calendar-date.ts'
import { Code, CustomerId, OpportunityId } from '../../vocabulary/code.ts'
import { command } from '../../vocabulary/messages.ts'
import { MinorUnits } from '../../vocabulary/money.ts'
import { Text } from '../../vocabulary/text.ts'
import { region } from '../about.ts'
import { CustomerEventKind } from './event-kind.ts'

const event = { ...region, event: Code }

// 客户活动: product seminars, industry forums, outdoor activities (policy 5.2-C, A43).
export const customerEventCommands = {
  /**
   * Around the needs and interests of those who are to come.
   * @clause 47
   */
  PlanCustomerEvent: command(
    'PlanCustomerEvent',
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
  InviteToEvent: command('InviteToEvent', { ...event, customers: t.readonlyArray(CustomerId) }),
  /**
   * On the day it is told under, whatever day was planned.
   * @clause 46
   */
  HoldCustomerEvent: command('HoldCustomerEvent', {
    ...event,
    attended: t.readonlyArray(CustomerId),
    cost: MinorUnits,
  }),
  CancelCustomerEvent: command('CancelCustomerEvent', { ...event, reason: Text }),
  /**
   * What came of it; `scores` are answers on 1–5.
   * @clause 47
   */
  EvaluateCustomerEvent: command(
    'EvaluateCustomerEvent',
    { ...event, outcome: Text, opportunities: t.readonlyArray(OpportunityId) },
    { scores: t.readonlyArray(CsatScore) },
  ),
} as const
