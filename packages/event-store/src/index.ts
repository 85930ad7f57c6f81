// For those who build a store:
export { checkAppend, duplicateId } from './check-append.ts'
export { answerStale, checkRevision, type RevisionCheck } from './check-revision.ts'
export type {
  Appended,
  Direction,
  EventStore,
  ExpectedRevision,
  Head,
  LivePage,
  LogFilter,
  Page,
  ReadAllOptions,
  ReadStreamOptions,
  SubscribeOptions,
} from './event-store.ts'
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
  NewerSchema,
  NotAStore,
  StoreFault,
  TooLarge,
  Unreachable,
} from './faults.ts'
export { followLog, type LogSource } from './follow-log.ts'
export { createMemoryStore } from './memory-store.ts'
export { createMemoryReadModelStore, type ReadModelStore, type SavedReadModel } from './read-model-store.ts'
export {
  appendBytesMax,
  type EventMetadata,
  type EventToAppend,
  type Position,
  type StoredEvent,
} from './stored-event.ts'
export { type InvalidStreamName, parseStreamName, type StreamName, streamName } from './stream-name.ts'
