import type { UserId } from '@kehu/domain'
import type { EventMetadata, EventStore } from '@kehu/event-store'

/** What the front door is given: where events live, what time it is, and how a new id is made. */
export type Deps = {
  readonly store: EventStore
  /** UTC milliseconds. */
  readonly clock: () => number
  /** A new UUID at each call; version 7 keeps a log's ids in order. */
  readonly newId: () => string
}

/** Who gives a command, and under which circumstances. */
export type Sender = {
  readonly actor: UserId
  readonly metadata: EventMetadata
  /** History is entered from elsewhere: back-dating is then unbounded. */
  readonly historical: boolean
}
