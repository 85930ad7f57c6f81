import * as t from 'io-ts'
import { DatedPurchaseLine, purchaseCommandFields, Quantity } from '../purchases/line.ts'
import { CalendarDate } from '../vocabulary/calendar-date.ts'
import { Code, UserId } from '../vocabulary/code.ts'
import { type CommandInputOf, type CommandOf, command, commandCodec } from '../vocabulary/messages.ts'
import { MinorUnits } from '../vocabulary/money.ts'
import { Period } from '../vocabulary/period.ts'
import { Text } from '../vocabulary/text.ts'
import { region } from './about.ts'
import { collaborationCommands } from './collaboration/commands.ts'
import { creditCommands } from './credit/commands.ts'
import { customerEventCommands } from './customer-events/commands.ts'
import { handOffCommands } from './hand-offs/commands.ts'
import { judgingCommands } from './judging/commands.ts'
import { organisationCommands } from './organisation/commands.ts'
import { rewardCommands } from './rewards/commands.ts'
import { termsCommands } from './terms/commands.ts'
import { transferCommands } from './transfers/commands.ts'

export const regionCommands = {
  ...termsCommands,
  ...organisationCommands,
  ...transferCommands,
  ...creditCommands,
  ...collaborationCommands,
  ...handOffCommands,
  ...customerEventCommands,
  ...judgingCommands,
  ...rewardCommands,
} as const

export const RegionCommand = commandCodec('RegionCommand', regionCommands)
export type RegionCommand = CommandOf<typeof regionCommands>
export type RegionCommandInput = CommandInputOf<typeof regionCommands>

const { region: _, ...saleOptional } = purchaseCommandFields.optional

export const regionSalesCommands = {
  /** A negative amount was given back. */
  RecordUnattributedSale: command(
    'RecordUnattributedSale',
    { ...region, ...purchaseCommandFields.required },
    saleOptional,
  ),
  /** One document of an imported ledger, the lines of one region and month; `occurredOn` is the day of the import. */
  ImportUnattributedSales: command('ImportUnattributedSales', {
    ...region,
    month: Period,
    lines: t.readonlyArray(DatedPurchaseLine),
  }),
  /** `soldOn` is the day the sale is recorded under; it cannot be moved to another month. */
  CorrectUnattributedSale: command(
    'CorrectUnattributedSale',
    { ...region, purchase: Code, soldOn: CalendarDate, reason: Text },
    {
      correctedOn: CalendarDate,
      netAmount: MinorUnits,
      costAmount: MinorUnits,
      owner: UserId,
      product: Text,
      category: Text,
      quantity: Quantity,
    },
  ),
} as const

export const RegionSalesCommand = commandCodec('RegionSalesCommand', regionSalesCommands)
export type RegionSalesCommand = CommandOf<typeof regionSalesCommands>
export type RegionSalesCommandInput = CommandInputOf<typeof regionSalesCommands>
