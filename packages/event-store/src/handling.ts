import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Aggregate } from './aggregate.ts'
import type { Undecodable, Unencodable } from './event-codec.ts'
import type { AppendFault, StoreFault } from './faults.ts'
import type { EventMetadata } from './stored-event.ts'
import type { StreamName } from './stream-name.ts'

/** One command on one stream. */
export type Handling<S, E, F extends E, R> = {
  readonly stream: StreamName
  readonly aggregate: Aggregate<S, E, F>
  /**
   * Decides on the state of the stream; it may look up what it needs (a region's terms) or handle a command on another stream
   * first, and is asked again whenever another process was faster.
   */
  readonly decide: (state: S) => TaskEither<R, ReadonlyArray<F>>
  /** Its `commandId` makes a retry recognisable, and its `commandDigest` another command under the same id. Empty is no id. */
  readonly metadata: EventMetadata
  /**
   * The command id is the caller's own and may come back. The ids of new events then follow from it, so that a store that knows
   * ids sees it used again on another stream, too.
   */
  readonly commandIdGiven?: boolean
  /** Which step of a command that writes to several streams, each step to another one: each has event ids of its own. */
  readonly step?: string
  /** Whether the events stored under this command id may have come from this command; asked when digest and actor agree. */
  readonly isRepeat?: (earlier: ReadonlyArray<F>) => boolean
  /** The revision the caller has seen (null: no stream); given, a conflict is the caller's to solve. */
  readonly expectedRevision?: number | null
  /** Ids of the new events, where they follow from what the events say. */
  readonly idOf?: (event: F) => string
}

export type Handled<F> = {
  readonly events: ReadonlyArray<{ readonly id: string; readonly event: F }>
  /** Revision of the stream's last event; null when there is still no stream. */
  readonly revision: number | null
  /** True when this command had been handled before: these are the events of then, and nothing was decided. */
  readonly retried: boolean
}

/** The command id belongs to another command, or to another actor's; nothing is told of that one, and nothing was written. */
export type CommandIdReused = {
  readonly _tag: 'CommandIdReused'
  readonly commandId: string
  readonly message: string
}

/** A function that was given threw: a bug of the program. */
export type Defect = { readonly _tag: 'Defect'; readonly message: string }

export type HandleFault = AppendFault | StoreFault | Undecodable | Unencodable | CommandIdReused | Defect

export const commandIdReused = (commandId: string): CommandIdReused => ({
  _tag: 'CommandIdReused',
  commandId,
  message: `Command id "${commandId}" was given to another command before: give each command an id of its own, and the same id only to repeat the same command.`,
})

export const defect = (thrown: unknown): Defect => ({
  _tag: 'Defect',
  message: `The program failed (${describe(thrown)}): report this. If it was a command, give it again with the same command id to learn what became of it.`,
})

/** What was thrown may be anything, also something that throws when it is asked. */
const describe = (thrown: unknown): string => {
  try {
    return thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown)
  } catch {
    return 'something that cannot be told'
  }
}
