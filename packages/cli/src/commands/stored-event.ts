import { type HistoryEntry, kehuEventCodec } from '@kehu/kehu'
import { isLeft } from 'fp-ts/lib/Either.js'

/** An event as it is exported: everything stored but its place in this store's log, which means nothing elsewhere. */
export type ExportedEvent = {
  readonly stream: string
  readonly revision: number
  readonly id: string
  readonly type: string
  readonly version: number
  readonly occurredOn: string
  /** UTC, to the millisecond. */
  readonly recordedAt: string
  readonly actor: string
  readonly correlationId: string
  readonly causationId: string
  readonly commandId: string
  readonly data: unknown
}

export const exported = ({
  event,
  id,
  stream,
  revision,
  recordedAt,
  metadata,
}: HistoryEntry): ExportedEvent => {
  const encoded = kehuEventCodec.encode(event)
  // It has just been decoded by the same codec.
  if (isLeft(encoded)) throw new Error(encoded.left.message)
  const { actor, correlationId, causationId, commandId } = metadata
  return {
    ...{
      stream,
      revision,
      id,
      type: event.type,
      version: encoded.right.version,
      occurredOn: event.occurredOn,
    },
    ...{ recordedAt: new Date(recordedAt).toISOString(), actor, correlationId, causationId, commandId },
    data: JSON.parse(encoded.right.data),
  }
}

export const exportedColumns = [
  ...['stream', 'revision', 'id', 'type', 'version', 'occurredOn', 'recordedAt'],
  ...['actor', 'correlationId', 'causationId', 'commandId', 'data'],
]

export const exportedRow = (event: ExportedEvent): ReadonlyArray<string> => [
  ...[event.stream, String(event.revision), event.id, event.type, String(event.version), event.occurredOn],
  ...[event.recordedAt, event.actor, event.correlationId, event.causationId, event.commandId],
  JSON.stringify(event.data),
]
