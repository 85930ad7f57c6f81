import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { Aggregate } from '../aggregate.ts'
import type { DomainEvent, EventCodec, Undecodable } from '../event-codec.ts'
import type { EventStore } from '../event-store.ts'
import type { StoreFault } from '../faults.ts'
import { decodeStored, type RecordedEvent } from '../recorded-event.ts'
import type { StoredEvent } from '../stored-event.ts'
import type { StreamName } from '../stream-name.ts'
import { bytesOf, type Kept, nothingKept } from './kept-states.ts'

export type ReadFault = StoreFault | Undecodable

/**
 * A state brought up to date: what came after its last event is read, page by page, together with that event itself. When it is
 * not there any more (a stream restored, truncated or deleted) the state is none of this stream's, and all is read from the
 * beginning.
 *
 * @param confirmed the tick before which nothing that is stored may be missed
 */
export const readOn = async <S, E extends DomainEvent, F extends E>(
  store: EventStore,
  codec: EventCodec<E>,
  stream: StreamName,
  { belongs, fold }: Aggregate<S, E, F>,
  kept: Kept<S>,
  confirmed: number,
): Promise<Either<ReadFault, Kept<S>>> => {
  let { state, last, bytes } = kept
  const { commands } = kept
  let verified = last === null
  for await (const page of store.readStream(stream, { from: last?.revision ?? 0 })) {
    if (isLeft(page)) return page
    if (!verified) {
      const [first] = page.right
      if (first?.id !== last?.id || first?.revision !== last?.revision) break
      verified = true
    }
    const events: F[] = []
    for (const stored of page.right) {
      if (last !== null && stored.revision <= last.revision) continue
      const owned = ownEvent(codec, belongs, stored)
      if (isLeft(owned)) return owned
      events.push(owned.right.event)
      seeCommand(commands, stored)
      last = { revision: stored.revision, id: stored.id }
      bytes += bytesOf(stored.data)
    }
    if (events.length > 0) state = fold.fold(state, events)
  }
  if (verified) return right({ ...kept, state, last, bytes, confirmed })
  return readOn(store, codec, stream, { belongs, fold }, nothingKept(fold), confirmed)
}

/** The first event of a command tells where to look for all of them: they were appended together. */
const seeCommand = (commands: Map<string, number>, { metadata, revision }: StoredEvent): void => {
  if (metadata.commandId !== '' && !commands.has(metadata.commandId))
    commands.set(metadata.commandId, revision)
}

/** A stored event, if it can be read and lives in this stream. */
export const ownEvent = <E extends DomainEvent, F extends E>(
  codec: EventCodec<E>,
  belongs: (event: E) => event is F,
  stored: StoredEvent,
): Either<Undecodable, RecordedEvent<F>> => {
  const recorded = decodeStored(codec)(stored)
  if (isLeft(recorded)) return recorded
  const { event } = recorded.right
  if (belongs(event)) return right({ ...recorded.right, event })
  const { id, revision } = stored
  return left({
    _tag: 'Undecodable',
    id,
    stream: stored.stream,
    revision,
    type: event.type,
    message: `Event ${id} (${stored.stream}@${revision}) cannot be read: a ${event.type} does not belong in this stream.`,
  })
}
