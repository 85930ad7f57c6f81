import type { StoredEvent, StreamName } from '@kehu/event-store'
import { toPosition } from './position.ts'

/** What `eventColumns` selects; PostgreSQL's 64-bit numbers come as text. */
export type EventRow = {
  readonly tx: string
  readonly seq: string
  readonly stream: string
  readonly revision: string
  readonly id: string
  readonly type: string
  readonly version: string
  readonly data: string
  readonly occurred_on: string
  readonly recorded_at: string
  readonly actor: string
  readonly correlation_id: string
  readonly causation_id: string
  readonly command_id: string
  readonly command_digest: string | null
}

/**
 * @param of the table, for a log of the first schema that this user could not bring up to date: its events are read as they
 *   are, and with a digest as soon as somebody else has done it
 */
export const eventColumns = (hasDigest: boolean, of: string): string =>
  `tx::text AS tx, seq, stream, revision, id, type, version, data, occurred_on, recorded_at,
  actor, correlation_id, causation_id, command_id,
  ${hasDigest ? 'command_digest' : `to_jsonb(${of}) ->> 'command_digest' AS command_digest`}`

export const toEvent = (row: EventRow): StoredEvent => ({
  // The check of every append let it in.
  stream: row.stream as StreamName,
  revision: Number(row.revision),
  position: toPosition(row),
  id: row.id,
  type: row.type,
  version: Number(row.version),
  data: row.data,
  occurredOn: row.occurred_on,
  recordedAt: Number(row.recorded_at),
  metadata: {
    actor: row.actor,
    correlationId: row.correlation_id,
    causationId: row.causation_id,
    commandId: row.command_id,
    // What was never given stays absent.
    ...(row.command_digest === null ? {} : { commandDigest: row.command_digest }),
  },
})
