import type { SQLOutputValue } from 'node:sqlite'
import type { Position, StoredEvent, StreamName } from '@kehu/event-store'
import { DamagedRow } from './faults.ts'

export type Row = Readonly<Record<string, SQLOutputValue>>

/** @param hasDigest false for a file of the first schema that could not be brought up to date */
export const eventColumns = (hasDigest: boolean): string =>
  `position, stream, revision, id, type, version, data, occurred_on, recorded_at,
  actor, correlation_id, causation_id, command_id, ${hasDigest ? 'command_digest' : 'NULL AS command_digest'}`

export const toEvent = (row: Row): StoredEvent => ({
  stream: text(row.stream) as StreamName,
  revision: whole(row.revision),
  position: toPosition(whole(row.position)),
  id: text(row.id),
  type: text(row.type),
  version: whole(row.version),
  data: text(row.data),
  occurredOn: text(row.occurred_on),
  recordedAt: whole(row.recorded_at),
  metadata: {
    actor: text(row.actor),
    correlationId: text(row.correlation_id),
    causationId: text(row.causation_id),
    commandId: text(row.command_id),
    // What was never given stays absent.
    ...(row.command_digest === null ? {} : { commandDigest: text(row.command_digest) }),
  },
})

/** The row's number as text; 0 is before the first. */
export const toPosition = (at: number): Position => String(at) as Position

export const text = (value: SQLOutputValue | undefined): string => {
  if (typeof value === 'string') return value
  throw new DamagedRow(`a text is ${value === undefined ? 'missing' : typeof value}`)
}

export const whole = (value: SQLOutputValue | undefined): number => {
  if (typeof value === 'number') return value
  throw new DamagedRow(`a number is ${value === undefined ? 'missing' : typeof value}`)
}
