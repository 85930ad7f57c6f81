import { setTimeout } from 'node:timers/promises'
import type { Direction, LogFilter, StoredEvent, StreamName } from '@kehu/event-store'
import type pg from 'pg'
import { query } from './connection.ts'
import { beginning, type Place } from './position.ts'
import { type EventRow, eventColumns, toEvent } from './row.ts'

const pageSizeDefault = 500
const pageSizeMax = 5_000
const pageBytesMax = 1_048_576

/** How long a reader waits until what its own handle has written is final. */
const ownWritesMs = 1_000

export type Scan = { readonly events: ReadonlyArray<StoredEvent>; readonly at: Place }
export type StreamPage = {
  readonly events: ReadonlyArray<StoredEvent>
  /** Revision to go on from, inclusive; null at the end. */
  readonly next: number | null
}

/** Single pages, one statement each: no transaction stays open between two. Throws the driver's errors. */
export type Reader = {
  /** The last event below which everything is final; null for none. */
  readonly head: () => Promise<Place | null>
  /** The same, once it includes what transaction `own` has written, or after a second without. */
  readonly headAfter: (own: string | null) => Promise<Place | null>
  /** From (exclusive) one place to another (inclusive); backwards from `from` (exclusive) to the beginning. */
  readonly scan: (
    range: { readonly direction: Direction; readonly from: Place; readonly to: Place },
    options: { readonly filter?: LogFilter; readonly pageSize?: number },
  ) => Promise<Scan>
  readonly streamPage: (
    stream: StreamName,
    direction: Direction,
    from: number | null,
    pageSize?: number,
  ) => Promise<StreamPage>
}

type HeadRow = { readonly tx: string | null; readonly seq: string | null; readonly final: boolean }

export const createReader = (pool: pg.Pool, schema: string, hasDigest: boolean): Reader => {
  // A transaction that is still open may write an event with a lower place: nothing beyond it is shown yet.
  const final = 'tx < pg_snapshot_xmin(pg_current_snapshot())'

  const lookAtHead = async (own: string): Promise<HeadRow> => {
    const [row] = await query<HeadRow>(
      pool,
      `SELECT last.tx, last.seq, pg_snapshot_xmin(pg_current_snapshot()) > $1::xid8 AS final FROM (SELECT) one
       LEFT JOIN LATERAL (
         SELECT tx::text AS tx, seq FROM ${schema}.events WHERE ${final} ORDER BY events.tx DESC, seq DESC LIMIT 1
       ) last ON true`,
      [own],
    )
    return row ?? { tx: null, seq: null, final: true }
  }

  const headAfter = async (own: string | null): Promise<Place | null> => {
    const from = performance.now()
    for (let pauseMs = 1; ; pauseMs = Math.min(2 * pauseMs, 50)) {
      const { tx, seq, final: reached } = await lookAtHead(own ?? '0')
      if (reached || performance.now() - from > ownWritesMs) {
        return tx === null || seq === null ? null : { tx, seq }
      }
      await setTimeout(pauseMs)
    }
  }

  /** Rows until the page is full: so many events, or about 1 MiB. Long texts are measured where they lie, not read. */
  const page = async (
    columns: { readonly where: string; readonly order: string },
    values: unknown[],
    pageSize: number | undefined,
  ) => {
    const limit = size(pageSize)
    const rows = await query<EventRow & { readonly bytes: string }>(
      pool,
      `SELECT ${eventColumns(hasDigest, 'measured')}, bytes FROM (
         SELECT *, sum(octet_length(data)) OVER (ORDER BY ${columns.order}) AS bytes
         FROM (SELECT * FROM ${schema}.events WHERE ${columns.where} ORDER BY ${columns.order} LIMIT ${limit}) found
       ) measured
       WHERE bytes - octet_length(data) < ${pageBytesMax} ORDER BY ${columns.order.replaceAll(/\b(tx|seq|revision)\b/g, 'measured.$1')}`,
      values,
    )
    const last = rows.at(-1)
    const full = rows.length >= limit || Number(last?.bytes ?? 0) >= pageBytesMax
    return { events: rows.map(toEvent), last: full ? last : undefined }
  }

  return {
    head: () => headAfter(null),
    headAfter,
    scan: async ({ direction, from, to }, { filter = {}, pageSize }) => {
      const values: unknown[] = [from.tx, from.seq]
      const bound = (value: unknown) => `$${values.push(value)}`
      const forwards = direction === 'forwards'
      const conditions = [
        forwards
          ? `(tx, seq) > ($1::xid8, $2::bigint) AND (tx, seq) <= (${bound(to.tx)}::xid8, ${bound(to.seq)}::bigint)`
          : '(tx, seq) < ($1::xid8, $2::bigint)',
        final,
        ...(filter.types === undefined ? [] : [`type = ANY(${bound([...filter.types])}::text[])`]),
        ...(filter.categories === undefined
          ? []
          : [`category = ANY(${bound([...filter.categories])}::text[])`]),
      ]
      const order = forwards ? 'tx, seq' : 'tx DESC, seq DESC'
      const { events, last } = await page({ where: conditions.join(' AND '), order }, values, pageSize)
      const end = forwards ? to : beginning
      return { events, at: last === undefined ? end : { tx: last.tx, seq: last.seq } }
    },
    streamPage: async (stream, direction, from, pageSize) => {
      const forwards = direction === 'forwards'
      const start = from === null ? '' : `AND revision ${forwards ? '>=' : '<='} $2`
      const { events, last } = await page(
        { where: `stream = $1 ${start}`, order: `revision ${forwards ? 'ASC' : 'DESC'}` },
        from === null ? [stream] : [stream, from],
        pageSize,
      )
      const next = last === undefined ? null : Number(last.revision) + (forwards ? 1 : -1)
      return { events, next: next === -1 ? null : next }
    },
  }
}

const size = (pageSize = pageSizeDefault): number =>
  pageSize >= 1 ? Math.min(Math.floor(pageSize), pageSizeMax) : 1
