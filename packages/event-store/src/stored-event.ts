import type { StreamName } from './stream-name.ts'

/** Opaque token of one store's total order; compare it only within that store, and never show it in an answer. */
export type Position = string & { readonly Position: unique symbol }

/** Why and by whom: opaque codes, never personal data. */
export type EventMetadata = {
  readonly actor: string
  readonly correlationId: string
  readonly causationId: string
  /** The command this event came from; a retried command is recognised by it. */
  readonly commandId: string
  /** What that command said, as a digest without personal values: a used id with other content is recognised by it. */
  readonly commandDigest?: string
}

/** An event on its way into a store. `data` is JSON text, kept byte for byte. */
export type EventToAppend = {
  /** UUID given by the caller. */
  readonly id: string
  /** Stored name: storage format, never renamed. */
  readonly type: string
  /** Schema version of `data`, from 1. */
  readonly version: number
  /** JSON text. */
  readonly data: string
  /** Business date on which it was true, `YYYY-MM-DD`. */
  readonly occurredOn: string
  readonly metadata: EventMetadata
  /** Only a copy of another log gives it, so that what was known when stays true; else the store's own clock does. */
  readonly recordedAt?: number
}

export type StoredEvent = EventToAppend & {
  readonly stream: StreamName
  /** From 0 within its stream. */
  readonly revision: number
  readonly position: Position
  /** When the store learned it: UTC milliseconds since 1970. */
  readonly recordedAt: number
}

/** What one append may hold, data and metadata together: EventStoreDB's default, so that a log can move between stores. */
export const appendBytesMax = 1_048_576
