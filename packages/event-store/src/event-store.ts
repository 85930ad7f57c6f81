import type { Either } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { ExpectedRevision } from './expected-revision.ts'
import type { AppendFault, StoreFault } from './faults.ts'
import type { EventToAppend, Position, StoredEvent } from './stored-event.ts'
import type { StreamName } from './stream-name.ts'

/**
 * The port: what Kehu asks of a place that keeps events. Every store passes the suite in `@kehu/event-store/conformance`.
 *
 * - an append is all or nothing, and durable once it is answered;
 * - the log has one total order; a reader never sees a position before everything below it is final;
 * - the same exact or `noStream` revision with the same ids in the same order answers the first result again;
 * - no call throws or rejects: faults are values.
 */
export interface EventStore {
  /** Identity of the log, the same after every reopening: a checkpoint of another log must not be used with this one. */
  readonly id: string
  readonly append: (
    stream: StreamName,
    expected: ExpectedRevision,
    events: ReadonlyArray<EventToAppend>,
  ) => TaskEither<AppendFault, Appended>
  /** One stream in pages. A stream that does not exist is empty. Ends after a Left. */
  readonly readStream: (
    stream: StreamName,
    options?: ReadStreamOptions,
  ) => AsyncIterable<Either<StoreFault, ReadonlyArray<StoredEvent>>>
  /** The whole log in pages, as it was when the read began or later; it ends at the head. Ends after a Left. */
  readonly readAll: (options?: ReadAllOptions) => AsyncIterable<Either<StoreFault, Page>>
  /** Everything after a position and then what is appended from now on, without a hole or a repeat, until `signal` aborts. Ends after a Left. */
  readonly subscribe: (options: SubscribeOptions) => AsyncIterable<Either<StoreFault, LivePage>>
  /** The position of the last event, or null for an empty log; with the number of events where the store knows it. */
  readonly head: TaskEither<StoreFault, Head>
  readonly close: TaskEither<StoreFault, void>
}

export type Appended = {
  /** Revision of the last event written; for a repeated append, that of the first time. */
  readonly revision: number
  /** True when the events were stored already and nothing was written. */
  readonly repeated: boolean
}

export type Direction = 'forwards' | 'backwards'

export type ReadStreamOptions = {
  readonly direction?: Direction
  /** First revision to read, inclusive; default the beginning, or the end when reading backwards. */
  readonly from?: number
  readonly pageSize?: number
}

export type LogFilter = {
  /** Only these event types; absent: all. */
  readonly types?: ReadonlyArray<string>
  /** Only streams of these categories; absent: all. */
  readonly categories?: ReadonlyArray<string>
}

export type ReadAllOptions = {
  readonly direction?: Direction
  /** Exclusive: read after it (before it when reading backwards). Absent: from the beginning (the end). */
  readonly after?: Position
  readonly filter?: LogFilter
  readonly pageSize?: number
}

export type Page = {
  readonly events: ReadonlyArray<StoredEvent>
  /** How far the log has been looked at, filtered events included: continue `after` this. */
  readonly position: Position
}

export type SubscribeOptions = {
  readonly after?: Position
  readonly filter?: LogFilter
  readonly pageSize?: number
  readonly signal: AbortSignal
}

export type LivePage = Page & {
  /** True when nothing more was stored at the moment this page was read. A page may be empty to say so. */
  readonly caughtUp: boolean
}

export type Head = { readonly position: Position | null; readonly events: number | null }
