import { isLeft, isRight, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { DomainEvent, EventCodec, Undecodable, Unencodable } from './event-codec.ts'
import type { EventStore } from './event-store.ts'
import type { AppendFault, Conflict, StoreFault } from './faults.ts'
import { type Fold, load } from './load.ts'
import type { EventMetadata, EventToAppend } from './stored-event.ts'
import type { StreamName } from './stream-name.ts'
import { totalTask } from './total.ts'

/** One command on one stream. */
export type Handling<S, E extends DomainEvent, F extends E, R> = {
  readonly stream: StreamName
  /** Which events live in this stream. */
  readonly belongs: (event: E) => event is F
  readonly fold: Fold<S, F>
  /** Decides on the state loaded; it may look up what it needs (a region's terms) and is asked again after a conflict. */
  readonly decide: (state: S) => TaskEither<R, ReadonlyArray<F>>
  /** Its `commandId` makes a retry recognisable. */
  readonly metadata: EventMetadata
  /** The revision the caller has seen (null: no stream); given, a conflict is the caller's to solve. */
  readonly expectedRevision?: number | null
  /** Ids of the new events; default a new one each. */
  readonly idOf?: (event: F) => string
}

export type Handled<F> = {
  readonly events: ReadonlyArray<{ readonly id: string; readonly event: F }>
  /** Revision of the stream's last event; null when there is still no stream. */
  readonly revision: number | null
  /** True when this command had been handled before: these are the events of then, and nothing was decided. */
  readonly retried: boolean
}

export type HandleFault = AppendFault | StoreFault | Undecodable | Unencodable

const attemptsMax = 4

/**
 * Load, decide, append. A command whose id is in the stream already decides nothing and is answered with the events of
 * then. When somebody else was faster it decides again, three times, unless the caller gave the revision it had seen.
 *
 * @rejects whatever `decide` rejects; `Conflict` with the actual revision; a store's faults
 */
export const handle =
  <E extends DomainEvent>(store: EventStore, codec: EventCodec<E>, newId: () => string) =>
  <S, F extends E, R>(handling: Handling<S, E, F, R>): TaskEither<R | HandleFault, Handled<F>> =>
    totalTask<R | HandleFault, Handled<F>>(async () => {
      const seen: unknown = handling.expectedRevision ?? 0
      if (typeof seen !== 'number') throw new TypeError('expectedRevision is no number')
      for (let attempt = 1; ; attempt++) {
        const outcome = await attemptOnce(store, codec, newId, handling)()
        const again =
          isLeft(outcome) &&
          isConflict(outcome.left) &&
          handling.expectedRevision === undefined &&
          attempt < attemptsMax
        if (!again) return outcome
      }
    })

const attemptOnce =
  <S, E extends DomainEvent, F extends E, R>(
    store: EventStore,
    codec: EventCodec<E>,
    newId: () => string,
    handling: Handling<S, E, F, R>,
  ): TaskEither<R | HandleFault, Handled<F>> =>
  async () => {
    const { stream, metadata, expectedRevision, idOf = newId } = handling
    const earlier: { id: string; event: F }[] = []
    const loaded = await load(store, codec)(
      stream,
      handling.belongs,
      handling.fold,
      ({ id, event, metadata: { commandId } }) => {
        if (commandId === metadata.commandId) earlier.push({ id, event })
      },
    )()
    if (isLeft(loaded)) return loaded
    const { state, revision } = loaded.right
    if (earlier.length > 0) return right({ events: earlier, revision, retried: true })
    if (expectedRevision !== undefined && expectedRevision !== revision)
      return left(staleRevision(stream, expectedRevision, revision))

    const decided = await handling.decide(state)()
    if (isLeft(decided)) return decided
    const events = decided.right.map((event) => ({ id: idOf(event), event }))
    if (events.length === 0) return right({ events, revision, retried: false })

    const toAppend: EventToAppend[] = []
    for (const { id, event } of events) {
      const encoded = codec.encode(event)
      if (isLeft(encoded)) return encoded
      toAppend.push({ id, ...encoded.right, metadata })
    }
    const appended = await store.append(stream, revision ?? 'noStream', toAppend)()
    return isRight(appended) ? right({ events, revision: appended.right.revision, retried: false }) : appended
  }

const isConflict = (fault: unknown): fault is Conflict =>
  typeof fault === 'object' && fault !== null && Reflect.get(fault, '_tag') === 'Conflict'

const staleRevision = (stream: string, expected: number | null, actual: number | null): Conflict => ({
  _tag: 'Conflict',
  stream,
  expected: expected ?? 'noStream',
  actual,
  message: `${stream} has changed: you have seen revision ${expected ?? 'none'}, it is at ${actual ?? 'none'}. Read it again and decide again.`,
})
