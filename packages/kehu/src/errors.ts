import type { CustomerId, Invalid, Refusal } from '@kehu/domain'
import type { HandleFault, InvalidStreamName } from '@kehu/event-store'
import type { ProjectionFault } from '@kehu/projection'

/** The credit code belongs to another customer: they are the same company, or one of the codes is wrong. */
export type DuplicateCustomer = {
  readonly _tag: 'DuplicateCustomer'
  /** Null where it is none of the actor's business whose it is. */
  readonly customer: CustomerId | null
  readonly message: string
}

/** Why a command was refused by the rules. */
export type Rejection = Refusal | DuplicateCustomer

/** Everything that may come back instead of an answer; `_tag` tells them apart and `message` says what to do. */
export type KehuError = Invalid | InvalidStreamName | Rejection | HandleFault | ProjectionFault
