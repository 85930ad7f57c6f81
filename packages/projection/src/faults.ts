import type { StoredEvent, StoreFault } from '@kehu/event-store'
import { getOrElse, tryCatch } from 'fp-ts/lib/Either.js'

/**
 * An event that cannot be read, or that a read model cannot fold. Reading stops before it: an answer that leaves it out
 * would be a wrong number that looks right.
 */
export type PoisonEvent = {
  readonly _tag: 'PoisonEvent'
  readonly stream: string
  readonly revision: number
  readonly id: string
  readonly type: string
  /** The projection whose fold failed; null when the event itself could not be read. */
  readonly projection: string | null
  readonly message: string
}

/** The caller's signal was aborted; what had been folded by then stays. */
export type Cancelled = { readonly _tag: 'Cancelled'; readonly message: string }

/** A state its own codec cannot write as JSON; a bug of the projection. */
export type UnencodableState = {
  readonly _tag: 'UnencodableState'
  readonly projection: string
  readonly message: string
}

export type ProjectionFault = StoreFault | PoisonEvent | Cancelled | UnencodableState

export const cancelled: Cancelled = {
  _tag: 'Cancelled',
  message: 'Reading was cancelled: what was read stays, ask again to read on.',
}

export const undecodableEvent = (stored: StoredEvent, why: string): PoisonEvent =>
  poison(
    stored,
    null,
    `${why} Nothing after it was read, and no answer leaves it out. Run the newest version, or add an upcaster for ${stored.type} version ${stored.version}; then ask again.`,
  )

export const unfoldableEvent = (stored: StoredEvent, projection: string, thrown: unknown): PoisonEvent =>
  poison(
    stored,
    projection,
    `Event ${stored.id} (${stored.type}, ${stored.stream}@${stored.revision}) cannot be folded into "${projection}": ${reasonOf(thrown)}. The read models stay as they were before it. Mend the fold, raise the projection's version and start again.`,
  )

export const unencodableState = (projection: string, thrown: unknown): UnencodableState => ({
  _tag: 'UnencodableState',
  projection,
  message: `The state of "${projection}" cannot be written as JSON: ${reasonOf(thrown)}. Mend its codec; its answers are not touched.`,
})

const poison = (stored: StoredEvent, projection: string | null, message: string): PoisonEvent => {
  const { stream, revision, id, type } = stored
  return { _tag: 'PoisonEvent', stream, revision, id, type, projection, message }
}

/** What somebody threw may throw again when it is looked at. */
const reasonOf = (thrown: unknown): string =>
  getOrElse(() => 'something unreadable')(
    tryCatch(
      () => (thrown instanceof Error ? thrown.message : String(thrown)),
      () => null,
    ),
  )
