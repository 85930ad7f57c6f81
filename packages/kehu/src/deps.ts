import type { UserId } from '@kehu/domain'
import type { EventMetadata, EventStore, ReadModelStore, Streams } from '@kehu/event-store'
import type { KehuEvent } from './event-codec.ts'

/** What the front door is given: where events live, what time it is, and how a new id is made. */
export type Given = {
  readonly store: EventStore
  /** UTC milliseconds. */
  readonly clock: () => number
  /** A new UUID at each call; version 7 keeps a log's ids in order. */
  readonly newId: () => string
  /** Where read models and snapshots are kept between two runs; without it the first question folds the whole log. */
  readonly readModels?: ReadModelStore
  /** Whoever opens a region manages it at once, and a region in which nobody has been appointed is closed. Default false. */
  readonly governed?: boolean
  /** How long a command is decided again while other processes are faster, in milliseconds; then it is `Busy`. Default 10 s. */
  readonly patienceMs?: number
  /** What is kept of loaded states at most: so many, and so many bytes as their events take. Default 10,000 and 256 MiB. */
  readonly cache?: { readonly entriesMax?: number; readonly bytesMax?: number }
}

/** What its parts work with. */
export type Deps = Pick<Given, 'store' | 'clock' | 'newId'> & {
  readonly governed: boolean
  readonly streams: Streams<KehuEvent>
}

/** Who gives a command, and under which circumstances. */
export type Sender = {
  readonly actor: UserId
  readonly metadata: EventMetadata
  /** The command id is the caller's own, and may come back. */
  readonly commandIdGiven: boolean
  /** History is entered from elsewhere: back-dating is then unbounded. */
  readonly historical: boolean
  /** Whoever runs the store: nothing is forbidden to them. */
  readonly operator: boolean
}
