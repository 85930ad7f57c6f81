import type { UserId } from '@kehu/domain'
import type { EventMetadata, EventStore, Streams } from '@kehu/event-store'
import type { KehuEvent } from './event-codec.ts'

/** What the front door is given: where events live, what time it is, and how a new id is made. */
export type Given = {
  readonly store: EventStore
  /** UTC milliseconds. */
  readonly clock: () => number
  /** A new UUID at each call; version 7 keeps a log's ids in order. */
  readonly newId: () => string
}

/** What its parts work with. */
export type Deps = Given & { readonly streams: Streams<KehuEvent> }

/** Who gives a command, and under which circumstances. */
export type Sender = {
  readonly actor: UserId
  readonly metadata: EventMetadata
  /** History is entered from elsewhere: back-dating is then unbounded. */
  readonly historical: boolean
}
