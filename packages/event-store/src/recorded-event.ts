import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import type { DomainEvent, EventCodec, Undecodable } from './event-codec.ts'
import type { EventMetadata, Position, StoredEvent } from './stored-event.ts'
import type { StreamName } from './stream-name.ts'

/** A decoded event with its place in the log and both its times. */
export type RecordedEvent<E> = {
  readonly event: E
  readonly id: string
  readonly stream: StreamName
  readonly revision: number
  readonly position: Position
  readonly recordedAt: number
  readonly metadata: EventMetadata
}

export const decodeStored =
  <E extends DomainEvent>(codec: EventCodec<E>) =>
  (stored: StoredEvent): Either<Undecodable, RecordedEvent<E>> => {
    const event = codec.decode(stored)
    if (isLeft(event)) return event
    // Not before it has been read: until then it may be anything.
    const { id, stream, revision, position, recordedAt, metadata } = stored
    return right({ event: event.right, id, stream, revision, position, recordedAt, metadata })
  }
