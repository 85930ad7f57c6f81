import type {
  ComplaintRejection,
  CustomerId,
  CustomerRejection,
  Invalid,
  OpportunityRejection,
  RegionRejection,
  RegionSalesRejection,
} from '@kehu/domain'
import type { HandleFault, InvalidStreamName } from '@kehu/event-store'
import type { ProjectionFault } from '@kehu/projection'

/** The credit code belongs to another customer: they are the same company, or one of the codes is wrong. */
export type DuplicateCustomer = {
  readonly _tag: 'DuplicateCustomer'
  readonly customer: CustomerId
  readonly message: string
}

/** Why a command was refused by the rules. */
export type Rejection =
  | CustomerRejection
  | ComplaintRejection
  | OpportunityRejection
  | RegionRejection
  | RegionSalesRejection
  | DuplicateCustomer

/** Everything that may come back instead of an answer; `_tag` tells them apart and `message` says what to do. */
export type KehuError = Invalid | InvalidStreamName | Rejection | HandleFault | ProjectionFault
