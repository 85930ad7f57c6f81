import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { v5 } from 'uuid'
import type { DomainEvent, EventCodec, Unencodable } from '../event-codec.ts'
import type { Handling } from '../handling.ts'
import type { EventMetadata, EventToAppend } from '../stored-event.ts'
import { bytesOf } from './kept-states.ts'

/** A decision as it goes to the store, and as whoever reads it will find it. */
export type Prepared<F> = {
  readonly events: ReadonlyArray<{ readonly id: string; readonly event: F }>
  readonly toAppend: ReadonlyArray<EventToAppend>
  readonly asRead: ReadonlyArray<F>
  readonly bytes: number
}

/**
 * The decided events, written and read back before they are stored: what a later reader could not read is not written, and the
 * state that is kept is the one that he will fold.
 */
export const prepare = <S, E extends DomainEvent, F extends E, R>(
  codec: EventCodec<E>,
  newId: () => string,
  { stream, aggregate, idOf, commandIdGiven, step }: Handling<S, E, F, R>,
  metadata: EventMetadata,
  decided: ReadonlyArray<F>,
): Either<Unencodable, Prepared<F>> => {
  const events: { id: string; event: F }[] = []
  const toAppend: EventToAppend[] = []
  const asRead: F[] = []
  let bytes = 0
  for (const [index, event] of decided.entries()) {
    const encoded = codec.encode(event)
    if (isLeft(encoded)) return encoded
    const id =
      idOf?.(event) ?? (commandIdGiven === true ? derivedId(metadata.commandId, step, index) : newId())
    const read = codec.decode({ ...encoded.right, id, stream, revision: -1 })
    if (isLeft(read) || !aggregate.belongs(read.right)) {
      return left({
        _tag: 'Unencodable',
        type: event.type,
        message: `This ${event.type} event could not be read again from stream "${stream}": it was not written. Report this.`,
      })
    }
    events.push({ id, event })
    toAppend.push({ id, ...encoded.right, metadata })
    asRead.push(read.right)
    bytes += bytesOf(encoded.right.data)
  }
  return right({ events, toAppend, asRead, bytes })
}

const namespace = '8f4d5c52-2a39-5f0b-9a51-1d6d0c0f7b1e'

/** The same for each attempt at one step of one command, and for no other: also on another stream. */
const derivedId = (commandId: string, step: string | undefined, index: number): string =>
  v5(JSON.stringify([commandId, step ?? '', index]), namespace)
