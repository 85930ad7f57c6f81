export { type Aggregate, type Fold, foldOf, type Loaded } from './aggregate.ts'
export { checkAppend, duplicateId } from './check-append.ts'
export { checkLog, type LogFinding, type LogReport } from './check-log.ts'
export { answerStale, checkRevision, type RevisionCheck } from './check-revision.ts'
export { type CopyReport, copyLog, type OtherLog } from './copy-log.ts'
export {
  type DomainEvent,
  type EncodedEvent,
  type EventCodec,
  type EventDefinition,
  type EventDefinitions,
  type EventOf,
  eventCodec,
  type Undecodable,
  type Unencodable,
} from './event-codec.ts'
export type {
  Appended,
  Direction,
  EventStore,
  Head,
  LivePage,
  LogFilter,
  Page,
  ReadAllOptions,
  ReadStreamOptions,
  SubscribeOptions,
} from './event-store.ts'
export type { ExpectedRevision } from './expected-revision.ts'
export type {
  AppendFault,
  Busy,
  Closed,
  Conflict,
  Corrupt,
  DuplicateId,
  Full,
  InvalidEvent,
  InvalidPosition,
  Moved,
  NewerSchema,
  NotAStore,
  ReadOnly,
  StoreFailed,
  StoreFault,
  TooLarge,
  Unreachable,
} from './faults.ts'
export { followLog, type LogSource } from './follow-log.ts'
export type { CommandIdReused, Defect, Handled, HandleFault, Handling } from './handling.ts'
export { type Lease, type LeaseFault, takeLease } from './lease.ts'
export { createMemoryStore } from './memory-store.ts'
export { type Present, present } from './present.ts'
export { createMemoryReadModelStore, type ReadModelStore, type SavedReadModel } from './read-model-store.ts'
export { decodeStored, type RecordedEvent } from './recorded-event.ts'
export {
  appendBytesMax,
  type EventMetadata,
  type EventToAppend,
  type Position,
  type StoredEvent,
} from './stored-event.ts'
export { type InvalidStreamName, parseStreamName, type StreamName, streamName } from './stream-name.ts'
export { openStreams, type Streams, type StreamsOptions } from './streams.ts'
export { totalPages, totalStore, totalTask } from './total.ts'
export { checkUpcasters, type Upcaster, type UpcasterFault } from './upcaster.ts'
