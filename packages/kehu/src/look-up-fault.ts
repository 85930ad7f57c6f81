import type { Defect, InvalidStreamName, StoreFault, Undecodable } from '@kehu/event-store'

/** Why something that a command or a viewer touches could not be looked up. */
export type LookUpFault = StoreFault | Undecodable | Defect | InvalidStreamName
