import type { ExpectedRevision } from './expected-revision.ts'

/** The stream is not where the writer believed: read it again and decide again. */
export type Conflict = {
  readonly _tag: 'Conflict'
  readonly stream: string
  readonly expected: ExpectedRevision
  /** Revision of the stream's last event; null when there is no stream. */
  readonly actual: number | null
  readonly message: string
}

/** An id of this append is stored already, in this stream or another, or occurs twice in it; nothing was written. */
export type DuplicateId = {
  readonly _tag: 'DuplicateId'
  readonly id: string
  readonly stream: string
  readonly message: string
}

/** One append may hold 1 MiB (data and metadata). */
export type TooLarge = {
  readonly _tag: 'TooLarge'
  readonly bytes: number
  readonly bytesMax: number
  readonly message: string
}

/** The event itself cannot be stored faithfully: not JSON, a lone surrogate, a bad id, date or version. */
export type InvalidEvent = { readonly _tag: 'InvalidEvent'; readonly id: string; readonly message: string }

/** Somebody else held the store for the whole of the patience (10 s); nothing was written. */
export type Busy = { readonly _tag: 'Busy'; readonly message: string }

/** The store cannot be reached; for an append the outcome may be unknown: retry with the same ids. */
export type Unreachable = { readonly _tag: 'Unreachable'; readonly message: string }

/** What is stored is not what was written. */
export type Corrupt = { readonly _tag: 'Corrupt'; readonly message: string }

/** The place holds something that is not a Kehu store. */
export type NotAStore = { readonly _tag: 'NotAStore'; readonly message: string }

/** Written by a newer Kehu. */
export type NewerSchema = { readonly _tag: 'NewerSchema'; readonly message: string }

/** The disk or quota is exhausted; nothing was written. */
export type Full = { readonly _tag: 'Full'; readonly message: string }

/** This position is not one of this store's. */
export type InvalidPosition = { readonly _tag: 'InvalidPosition'; readonly message: string }

/** The driver failed in a way that Kehu knows no remedy for; `code` is the driver's own. For an append the outcome may be unknown. */
export type StoreFailed = {
  readonly _tag: 'StoreFailed'
  readonly code: string
  readonly message: string
}

/** The place was moved, replaced or removed while it was open; nothing was acknowledged. */
export type Moved = { readonly _tag: 'Moved'; readonly message: string }

/** The store was opened where nothing may be written; nothing was. */
export type ReadOnly = { readonly _tag: 'ReadOnly'; readonly message: string }

/** The store was closed by its owner. */
export type Closed = { readonly _tag: 'Closed'; readonly message: string }

export type StoreFault =
  | Busy
  | Unreachable
  | Corrupt
  | NotAStore
  | NewerSchema
  | Full
  | InvalidPosition
  | StoreFailed
  | Moved
  | ReadOnly
  | Closed

export type AppendFault = StoreFault | Conflict | DuplicateId | TooLarge | InvalidEvent
