import type { Position, StoredEvent } from '@kehu/event-store'
import * as t from 'io-ts'

const isPosition = (u: unknown): u is Position => typeof u === 'string'

// Positions are opaque tokens of one store: they can be given back to it, and nothing else.
const PositionCodec: t.Type<Position, string> = new t.Type<Position, string>(
  'Position',
  isPosition,
  (u, context) => (isPosition(u) ? t.success(u) : t.failure(u, context)),
  (position) => position,
)

/** The last event that was read, and the position just before it: reading one event from there must give it again. */
const LastEvent = t.readonly(
  t.type({ id: t.string, position: PositionCodec, before: t.union([t.null, PositionCodec]) }),
  'LastEvent',
)

/** A place in one log. Two places with the same last event are the same place. */
export const Place = t.readonly(
  t.type({
    /** Read on after it; null: from the beginning. */
    position: t.union([t.null, PositionCodec]),
    last: t.union([t.null, LastEvent]),
    /** Events of the log up to here, of whatever type. */
    read: t.number,
  }),
  'Place',
)
export type Place = t.TypeOf<typeof Place>

export const beginning: Place = { position: null, last: null, read: 0 }

/** One event further. */
export const step = (place: Place, { id, position }: StoredEvent): Place => ({
  position,
  last: { id, position, before: place.last?.position ?? null },
  read: place.read + 1,
})

export const samePlace = (a: Place, b: Place): boolean => a.last?.id === b.last?.id
