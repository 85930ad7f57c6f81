import type { AllStreamResolvedEvent, BinaryEventType, EventData, ResolvedEvent } from '@eventstore/db-client'
import {
  type EventToAppend,
  parseStreamName,
  present,
  type StoredEvent,
  type StreamName,
} from '@kehu/event-store'
import { isLeft } from 'fp-ts/lib/Either.js'
import { toPosition } from './position.ts'

/**
 * What a server keeps beside the data. `$correlationId` and `$causationId` are the names its own projections know. `id` is the
 * event's own; logs of before have none and used the server's (docs/decisions/0011).
 */
type Metadata = {
  readonly id?: string
  readonly actor: string
  readonly $correlationId: string
  readonly $causationId: string
  readonly commandId: string
  readonly commandDigest?: string
  readonly version: number
  readonly occurredOn: string
  /** Only where a copy wrote it; else the server's own time counts. */
  readonly recordedAt?: number
}

/**
 * As binary: of JSON the client would give back values, and not the text that was stored.
 *
 * @param serverId names this attempt to write the event, and no other: what a server calls written was written by it
 */
export const toServer = (
  { id, type, version, data, occurredOn, metadata, recordedAt }: EventToAppend,
  serverId: string,
): EventData<BinaryEventType> => {
  const { actor, correlationId, causationId, commandId, commandDigest } = metadata
  const kept: Metadata = {
    ...{ id, actor, $correlationId: correlationId, $causationId: causationId, commandId },
    ...present({ commandDigest }),
    ...{ version, occurredOn },
    ...present({ recordedAt }),
  }
  return {
    id: serverId,
    type,
    contentType: 'application/octet-stream',
    data: new TextEncoder().encode(data),
    metadata: kept,
  }
}

export type FromServer = { readonly event: StoredEvent; readonly serverId: string }

/** Null for what is not of this log: system events, and what others keep on the same server. */
export const fromServer = (
  resolved: ResolvedEvent | AllStreamResolvedEvent,
  prefix: string,
): FromServer | null => {
  const { event } = resolved
  if (event === undefined || event.isJson || event.type.startsWith('$')) return null
  const stream = nameOf(event.streamId, prefix)
  const { data, metadata, position, created } = event
  if (stream === null || !(data instanceof Uint8Array) || !isMetadata(metadata)) return null
  if (position === undefined) throw new OldServer()
  const { id = event.id, actor, $correlationId, $causationId, commandId, commandDigest } = metadata
  return {
    serverId: event.id,
    event: {
      stream,
      revision: Number(event.revision),
      position: toPosition(position),
      id,
      type: event.type,
      version: metadata.version,
      data: new TextDecoder().decode(data),
      occurredOn: metadata.occurredOn,
      recordedAt: metadata.recordedAt ?? created.getTime(),
      metadata: {
        ...{ actor, correlationId: $correlationId, causationId: $causationId, commandId },
        ...present({ commandDigest }),
      },
    },
  }
}

/** Servers before 22.6 do not say where in the log an event of a stream stands. */
export class OldServer extends Error {}

const nameOf = (streamId: string, prefix: string): StreamName | null => {
  if (!streamId.startsWith(prefix)) return null
  const parsed = parseStreamName(streamId.slice(prefix.length))
  return isLeft(parsed) ? null : parsed.right.name
}

const texts = ['actor', '$correlationId', '$causationId', 'commandId', 'occurredOn']
const textsOrAbsent = ['id', 'commandDigest']

const isMetadata = (u: unknown): u is Metadata =>
  typeof u === 'object' &&
  u !== null &&
  texts.every((name) => typeof Reflect.get(u, name) === 'string') &&
  textsOrAbsent.every((name) => ['string', 'undefined'].includes(typeof Reflect.get(u, name))) &&
  Number.isSafeInteger(Reflect.get(u, 'version')) &&
  (!('recordedAt' in u) || Number.isSafeInteger(u.recordedAt))
