export { type CommandInput, commandNames, decodeCommand } from './commands.ts'
export type { DuplicateCustomer, KehuError, Rejection } from './errors.ts'
export { type KehuEvent, kehuEventCodec, schemaVersionOf } from './event-codec.ts'
export type { Executed } from './execute.ts'
export type { HistoryEntry } from './history.ts'
export type { Seller } from './import-books.ts'
export type { ImportedSales, LedgerDocument, RefusedLine, SalesOf } from './import-sales.ts'
export type {
  DueInput,
  EventsQuery,
  ExecuteOptions,
  Kehu,
  KpisInput,
  RunOptions,
  SenderOptions,
  TierChangesInput,
  TiersInput,
} from './kehu.ts'
export { openKehu } from './open-kehu.ts'
export { asOperator, type SeenEntry, type Viewer } from './viewing.ts'
