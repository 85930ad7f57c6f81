import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { DomainEvent, EventCodec } from '../event-codec.ts'
import type { EventStore } from '../event-store.ts'
import { type CommandIdReused, commandIdReused, type Handled, type Handling } from '../handling.ts'
import type { EventMetadata, StoredEvent } from '../stored-event.ts'
import type { CommandsSeen } from './kept-states.ts'
import { ownEvent, type ReadFault } from './read-on.ts'

/**
 * The events that this command led to before, null when it is new.
 *
 * @rejects CommandIdReused they came from a command with another digest, from another actor, or the caller says that they did;
 *   events from before there were digests are known by the id alone
 */
export const earlierEvents = async <S, E extends DomainEvent, F extends E, R>(
  store: EventStore,
  codec: EventCodec<E>,
  { stream, aggregate, isRepeat }: Handling<S, E, F, R>,
  metadata: EventMetadata,
  commands: CommandsSeen,
): Promise<Either<ReadFault | CommandIdReused, Handled<F>['events'] | null>> => {
  const first = commands.get(metadata.commandId)
  if (first === undefined) return right(null)
  const events: { id: string; event: F }[] = []
  let isSame = true
  reading: for await (const page of store.readStream(stream, { from: first, pageSize: eventsACommand })) {
    if (isLeft(page)) return page
    for (const stored of page.right) {
      if (stored.metadata.commandId !== metadata.commandId) break reading
      isSame &&= saysTheSame(stored, metadata)
      const owned = ownEvent(codec, aggregate.belongs, stored)
      if (isLeft(owned)) return owned
      events.push({ id: stored.id, event: owned.right.event })
    }
  }
  if (events.length === 0) return right(null)
  return isSame && (isRepeat?.(events.map(({ event }) => event)) ?? true)
    ? right(events)
    : left(commandIdReused(metadata.commandId))
}

/** Most commands lead to one event, and to no more than this. */
const eventsACommand = 20

const saysTheSame = ({ metadata: then }: StoredEvent, now: EventMetadata): boolean =>
  then.actor === now.actor && (then.commandDigest === undefined || then.commandDigest === now.commandDigest)
