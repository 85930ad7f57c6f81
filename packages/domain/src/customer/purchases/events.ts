import { DatedPurchaseLine, PurchaseLine } from '../../purchases/line.ts'
import { CustomerId } from '../../vocabulary/code.ts'
import { fields } from '../../vocabulary/fields.ts'
import { type EventDefinitions, type EventOf, firstVersion } from '../../vocabulary/messages.ts'
import { Text } from '../../vocabulary/text.ts'

const customer = { customer: CustomerId }

// Event names and fields are storage format: add, never rename or remove.
export const purchaseEvents = {
  /** policy 4.1-C; also the first that is heard of a customer whose ledger is imported. */
  PurchaseRecorded: firstVersion(
    fields('PurchaseRecorded', { ...customer, line: PurchaseLine }, { customerName: Text }),
  ),
  /** policy 4.1-C, A10: reduces the window it is dated in. */
  PurchaseReturned: firstVersion(
    fields(
      'PurchaseReturned',
      { ...customer, line: PurchaseLine },
      { customerName: Text, returns: PurchaseLine.required.purchase, reason: Text },
    ),
  ),
  /** policy 4.3-B; holds both versions, so that a reader can undo the one and apply the other. Dated as the sale now is. */
  PurchaseCorrected: firstVersion(
    fields('PurchaseCorrected', {
      ...customer,
      before: DatedPurchaseLine,
      after: DatedPurchaseLine,
      reason: Text,
    }),
  ),
} as const satisfies EventDefinitions

export type PurchaseEvent = EventOf<typeof purchaseEvents>
