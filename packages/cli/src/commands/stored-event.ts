import { type SeenEntry, schemaVersionOf } from '@kehu/kehu'

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

export const exported = ({ event, id, stream, revision, recordedAt, metadata }: SeenEntry): ExportedEvent => {
  const { actor, correlationId, causationId, commandId } = metadata
  return {
    ...{
      stream,
      revision,
      id,
      type: event.type,
      version: schemaVersionOf(event.type),
      occurredOn: event.occurredOn,
    },
    ...{ recordedAt: new Date(recordedAt).toISOString(), actor, correlationId, causationId, commandId },
    data: event.data,
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
