import * as t from 'io-ts'
import { CalendarDate } from '../vocabulary/calendar-date.ts'
import { Code, RegionId, UserId } from '../vocabulary/code.ts'
import { fields } from '../vocabulary/fields.ts'
import { Currency, MinorUnits } from '../vocabulary/money.ts'
import { shown } from '../vocabulary/shown.ts'
import { Text } from '../vocabulary/text.ts'

/** A quantity as an exact decimal, such as `12` or `0.125`. */
export const Quantity: t.Type<string> = new t.Type<string>(
  'Quantity',
  (u): u is string => typeof u === 'string' && quantityPattern.test(u),
  (u, context) =>
    typeof u === 'string' && quantityPattern.test(u)
      ? t.success(u)
      : t.failure(
          u,
          context,
          `${shown(u)} is not a quantity: write a decimal number as text, such as "12" or "0.125"`,
        ),
  (quantity) => quantity,
)
const quantityPattern = /^-?\d{1,15}(\.\d{1,9})?$/

const lineRequired = {
  /** Identity of the line in Kehu; an imported line's is derived from its source. */
  purchase: Code,
  region: RegionId,
  currency: Currency,
  /** Net of tax and discounts, minor units; negative for what was given back. */
  netAmount: MinorUnits,
}
const lineOptional = {
  /** Cost of the goods, minor units of the same currency; negative for goods taken back. Absent: unknown. */
  costAmount: MinorUnits,
  /** The salesperson credited. */
  owner: UserId,
  document: Code,
  line: Code,
  product: Text,
  category: Text,
  quantity: Quantity,
  /** When the ledger learned it, where that is known. */
  enteredOn: CalendarDate,
  /** The ledger it was imported from. */
  source: Code,
}

/** 采购信息: one line of a sale, a return or an allowance. The date of the sale is the event's `occurredOn`. */
export const PurchaseLine = fields('PurchaseLine', lineRequired, lineOptional)
export type PurchaseLine = t.TypeOf<typeof PurchaseLine>

/** A line together with its date, for commands that carry many and for corrections that keep both versions. */
export const DatedPurchaseLine = fields(
  'DatedPurchaseLine',
  { ...lineRequired, occurredOn: CalendarDate },
  lineOptional,
)
export type DatedPurchaseLine = t.TypeOf<typeof DatedPurchaseLine>

/** What a person states who records a purchase by hand; region and currency default to the customer's own. */
export const purchaseCommandFields = {
  required: { purchase: Code, netAmount: MinorUnits },
  optional: {
    region: RegionId,
    currency: Currency,
    costAmount: MinorUnits,
    owner: UserId,
    document: Code,
    line: Code,
    product: Text,
    category: Text,
    quantity: Quantity,
  },
}
