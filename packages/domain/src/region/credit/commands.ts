import * as t from 'io-ts'
import { CalendarDate } from '../../vocabulary/calendar-date.ts'
import { CustomerId } from '../../vocabulary/code.ts'
import { type CommandOf, command } from '../../vocabulary/messages.ts'
import { region } from '../about.ts'
import { CreditShare } from './credit-split.ts'

export const creditCommands = {
  /** Several owners of one customer share its sales, to the last minor unit (A68). */
  AgreeCreditSplit: command(
    'AgreeCreditSplit',
    { ...region, customer: CustomerId, shares: t.readonlyArray(CreditShare), from: CalendarDate },
    { until: CalendarDate },
  ),
} as const

export type CreditCommand = CommandOf<typeof creditCommands>
