import type { AllStreamResolvedEvent, BinaryEventType, EventData, ResolvedEvent } from '@eventstore/db-client'
import { type EventToAppend, parseStreamName, type StoredEvent, type StreamName } from '@kehu/event-store'
import { isLeft } from 'fp-ts/lib/Either.js'
import { toPosition } from './position.ts'

/**
 * What a server keeps beside the data. `$correlationId` and `$causationId` are the names its own projections know. `attempt` tells a
 * writer whether what the server acknowledges was written by this call or by an earlier one with the same ids.
 */
type Metadata = {
  readonly actor: string
  readonly $correlationId: string
  readonly $causationId: string
  readonly commandId: string
  readonly version: number
  readonly occurredOn: string
  readonly attempt: string
  /** Only where a copy wrote it; else the server's own time counts. */
  readonly recordedAt?: number
}

/** As binary: of JSON the client would give back values, and not the text that was stored. */
export const toServer = (
  { id, type, version, data, occurredOn, metadata, recordedAt }: EventToAppend,
  attempt: string,
): EventData<BinaryEventType> => {
  const kept: Metadata = {
    actor: metadata.actor,
    $correlationId: metadata.correlationId,
    $causationId: metadata.causationId,
    commandId: metadata.commandId,
    ...{ version, occurredOn, attempt },
    ...(recordedAt === undefined ? {} : { recordedAt }),
  }
  return {
    id,
    type,
    contentType: 'application/octet-stream',
    data: new TextEncoder().encode(data),
    metadata: kept,
  }
}

export type FromServer = { readonly event: StoredEvent; readonly attempt: string }

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
  const { actor, $correlationId, $causationId, commandId, version, occurredOn, attempt, recordedAt } =
    metadata
  return {
    attempt,
    event: {
      stream,
      revision: Number(event.revision),
      position: toPosition(position),
      id: event.id,
      type: event.type,
      version,
      data: new TextDecoder().decode(data),
      occurredOn,
      recordedAt: recordedAt ?? created.getTime(),
      metadata: { actor, correlationId: $correlationId, causationId: $causationId, commandId },
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

const texts = ['actor', '$correlationId', '$causationId', 'commandId', 'occurredOn', 'attempt']

const isMetadata = (u: unknown): u is Metadata =>
  typeof u === 'object' &&
  u !== null &&
  texts.every((name) => typeof Reflect.get(u, name) === 'string') &&
  Number.isSafeInteger(Reflect.get(u, 'version')) &&
  (!('recordedAt' in u) || Number.isSafeInteger(u.recordedAt))
