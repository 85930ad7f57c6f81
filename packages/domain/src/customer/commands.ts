import * as t from 'io-ts'
import { Tier } from '../policy/policy.ts'
import { CalendarDate } from '../vocabulary/calendar-date.ts'
import { Code, CustomerId, RegionId, UserId } from '../vocabulary/code.ts'
import { type CommandInputOf, type CommandOf, command, commandCodec } from '../vocabulary/messages.ts'
import { Currency, MinorUnits } from '../vocabulary/money.ts'
import { Text } from '../vocabulary/text.ts'
import { CadenceAdjustment } from './cadence.ts'
import { contactFields } from './contact.ts'
import { Profile, ProfileChanges } from './profile.ts'
import { DatedPurchaseLine, purchaseCommandFields, Quantity } from './purchase.ts'
import { Satisfaction } from './satisfaction.ts'
import { Segment } from './segment.ts'

const customer = { customer: CustomerId }

export const customerCommands = {
  RegisterCustomer: command(
    'RegisterCustomer',
    { ...customer, region: RegionId, profile: Profile },
    { owner: UserId },
  ),
  CorrectProfile: command('CorrectProfile', { ...customer, changes: ProfileChanges }, { reason: Text }),
  SegmentCustomer: command('SegmentCustomer', { ...customer, segment: Segment }),
  RecordPurchase: command(
    'RecordPurchase',
    { ...customer, ...purchaseCommandFields.required },
    purchaseCommandFields.optional,
  ),
  /** `netAmount` is what was given back, as a positive amount; `returns` is the purchase it came from, where that is known. */
  ReturnPurchase: command(
    'ReturnPurchase',
    { ...customer, ...purchaseCommandFields.required, reason: Text },
    { ...purchaseCommandFields.optional, returns: Code },
  ),
  /** `correctedOn` moves the sale to another day; absent facts stay as they are. */
  CorrectPurchase: command(
    'CorrectPurchase',
    { ...customer, purchase: Code, reason: Text },
    {
      correctedOn: CalendarDate,
      region: RegionId,
      currency: Currency,
      netAmount: MinorUnits,
      costAmount: MinorUnits,
      owner: UserId,
      product: Text,
      category: Text,
      quantity: Quantity,
    },
  ),
  /** One document of an imported ledger; `occurredOn` is the day of the import, each line has its own. */
  ImportPurchases: command(
    'ImportPurchases',
    { ...customer, lines: t.readonlyArray(DatedPurchaseLine) },
    { customerName: Text },
  ),
  RecordContact: command(
    'RecordContact',
    { ...customer, ...contactFields.required },
    { summary: contactFields.optional.summary, ours: contactFields.optional.ours },
  ),
  RecordSatisfaction: command(
    'RecordSatisfaction',
    { ...customer, ...Satisfaction.required },
    Satisfaction.optional,
  ),
  AdjustCadence: command('AdjustCadence', { ...customer, adjustment: CadenceAdjustment }),
  AssignTier: command(
    'AssignTier',
    { ...customer, region: RegionId, tier: Tier, reason: Text, approver: UserId },
    { until: CalendarDate },
  ),
  DeactivateCustomer: command('DeactivateCustomer', { ...customer, reason: Text }),
  ReactivateCustomer: command('ReactivateCustomer', { ...customer, reason: Text }),
} as const

export const CustomerCommand = commandCodec('CustomerCommand', customerCommands)
export type CustomerCommand = CommandOf<typeof customerCommands>
export type CustomerCommandInput = CommandInputOf<typeof customerCommands>
