import * as t from 'io-ts'
import { DatedPurchaseLine, purchaseCommandFields, Quantity } from '../../purchases/line.ts'
import { CalendarDate } from '../../vocabulary/calendar-date.ts'
import { Code, CustomerId, RegionId, UserId } from '../../vocabulary/code.ts'
import { command } from '../../vocabulary/messages.ts'
import { Currency, MinorUnits } from '../../vocabulary/money.ts'
import { Text } from '../../vocabulary/text.ts'

const customer = { customer: CustomerId }

// What the customer bought and gave back (policy 4.1-C).
export const purchaseCommands = {
  /**
   * Time, product, quantity and price of what was bought, a line at a time.
   * @clause 22
   */
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
} as const
