import type { StreamName } from '@kehu/event-store'
import type pg from 'pg'
import { query } from './connection.ts'
import type { Attempt, EventToWrite, Holder, Known } from './decide-appends.ts'
import { objection, type SafetySetting, type Standing, standing } from './durability.ts'
import { FoundFault } from './faults.ts'

export type Appender = {
  readonly look: (attempts: ReadonlyArray<Attempt>) => Promise<Known>
  /**
   * Writes all or nothing, and answers the transaction. Fails where somebody else was there first, and writes nothing where
   * the server does not keep what it acknowledges, or keeps another log by now.
   */
  readonly write: (events: ReadonlyArray<EventToWrite>) => Promise<string>
}

/**
 * Two statements for any number of appends. The second is a transaction of its own: what it believes of revisions and ids is
 * held by the table's indices.
 */
export const createAppender = (
  pool: pg.Pool,
  options: {
    readonly schema: string
    readonly channel: string
    readonly place: string
    /** Identity of the log that was opened. */
    readonly id: string
    readonly allowOff: ReadonlyArray<SafetySetting>
    readonly clock?: () => number
  },
): Appender => {
  const { schema, channel, place, id, allowOff, clock } = options
  return {
    look: async (attempts) => {
      const streams = [...new Set(attempts.map(({ stream }) => stream))]
      const ids = attempts.flatMap(({ events }) => events.map(({ id }) => id))
      const rows = await query<{ id: string | null; stream: string; revision: string }>(
        pool,
        `SELECT NULL AS id, asked.stream, last.revision FROM unnest($1::text[]) AS asked (stream)
           CROSS JOIN LATERAL (
             SELECT revision FROM ${schema}.events e WHERE e.stream = asked.stream ORDER BY revision DESC LIMIT 1
           ) last
         UNION ALL
         SELECT id::text, stream, revision FROM ${schema}.events WHERE id = ANY($2::uuid[])`,
        [streams, ids],
      )
      const actual = new Map<string, number>()
      const holders = new Map<string, Holder>()
      for (const { id, stream, revision } of rows) {
        if (id === null) actual.set(stream, Number(revision))
        else holders.set(id, { stream: stream as StreamName, revision: Number(revision) })
      }
      return { actual, holders }
    },
    write: async (toWrite) => {
      const now = clock?.() ?? null
      const column = <A>(of: (written: EventToWrite) => A): ReadonlyArray<A> => toWrite.map(of)
      const rows = await query<Standing & { tx: string | null }>(
        pool,
        `WITH standing AS MATERIALIZED (${standing(schema, '$15', '$16')}), written AS (
           INSERT INTO ${schema}.events (stream, revision, id, type, version, occurred_on, recorded_at,
             actor, correlation_id, causation_id, command_id, command_digest, data)
           SELECT stream, revision, id, type, version, occurred_on,
             coalesce(recorded_at, floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint),
             actor, correlation_id, causation_id, command_id, command_digest, data
           FROM unnest($1::text[], $2::bigint[], $3::uuid[], $4::text[], $5::bigint[], $6::text[], $7::bigint[],
             $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[]) WITH ORDINALITY
             AS given (stream, revision, id, type, version, occurred_on, recorded_at,
               actor, correlation_id, causation_id, command_id, command_digest, data, place)
           WHERE (SELECT sound FROM standing)
           ORDER BY place
           RETURNING tx
         )
         SELECT standing.*, (SELECT max(tx)::text FROM written) AS tx, CASE WHEN sound THEN pg_notify($14, '') END
         FROM standing`,
        [
          column(({ stream }) => stream),
          column(({ revision }) => revision),
          column(({ event }) => event.id),
          column(({ event }) => event.type),
          column(({ event }) => event.version),
          column(({ event }) => event.occurredOn),
          column(({ event }) => event.recordedAt ?? now),
          column(({ event }) => event.metadata.actor),
          column(({ event }) => event.metadata.correlationId),
          column(({ event }) => event.metadata.causationId),
          column(({ event }) => event.metadata.commandId),
          column(({ event }) => event.metadata.commandDigest ?? null),
          column(({ event }) => event.data),
          channel,
          allowOff,
          id,
        ],
      )
      const [written] = rows
      if (written === undefined) throw new Error('the server answered an append with nothing')
      if (written.tx === null) throw new FoundFault(objection(place, id, written, allowOff))
      return written.tx
    },
  }
}
