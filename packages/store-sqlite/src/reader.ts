import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { Direction, LogFilter, Position, StoredEvent, StoreFault, StreamName } from '@kehu/event-store'
import { chain, type Either, left, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { attempt } from './faults.ts'
import { eventColumns, type Row, toEvent, whole } from './row.ts'

export { toPosition } from './row.ts'

const pageSizeDefault = 500
const pageSizeMax = 5_000
const pageCharsMax = 1_048_576
/** How many events a filter looks at in one go; some milliseconds. */
const windowEvents = 5_000

/** Events found on the way from one position towards another, and how far the way was gone. */
export type Scan = {
  readonly events: ReadonlyArray<StoredEvent>
  readonly at: number
  /** Nothing is left on the way. */
  readonly exhausted: boolean
}

export type StreamPage = {
  readonly events: ReadonlyArray<StoredEvent>
  /** Revision to go on from, inclusive; null at the end. */
  readonly next: number | null
}

/** Single pages. Each is one statement, run to its end or put down: no read transaction stays open between two. */
export type Reader = {
  /** Number of the last event, 0 for none. Numbers are given without gaps, so it counts the events, too. */
  readonly head: () => Either<StoreFault, number>
  /** Where a read begins (exclusive) and ends (inclusive), as the log is now. */
  readonly bounds: (
    direction: Direction,
    after: Position | undefined,
  ) => Either<StoreFault, { readonly from: number; readonly to: number }>
  /** From (exclusive) one number towards another; backwards when `to` is smaller. */
  readonly scan: (
    from: number,
    to: number,
    options: { readonly filter?: LogFilter; readonly pageSize?: number },
  ) => Either<StoreFault, Scan>
  readonly streamPage: (
    stream: StreamName,
    direction: Direction,
    from: number,
    pageSize: number | undefined,
  ) => Either<StoreFault, StreamPage>
}

/** @param hasDigest asked at every page: a file that may only be read may be brought up to date by others meanwhile */
export const createReader = (
  db: DatabaseSync,
  path: string,
  hasDigest: () => boolean = () => true,
): Reader => {
  const statements = new Map<string, StatementSync>()
  const prepared = (sql: string): StatementSync => {
    const statement = statements.get(sql) ?? db.prepare(sql)
    statements.set(sql, statement)
    return statement
  }

  const head = () =>
    attempt(path, () => whole(prepared('SELECT coalesce(max(position), 0) AS head FROM events').get()?.head))

  return {
    head,

    bounds: (direction, after) =>
      pipe(
        head(),
        chain((last) => {
          const forwards = direction === 'forwards'
          const from = after === undefined ? (forwards ? 0 : last + 1) : numberOf(after)
          if (after === undefined || from <= last)
            return right({ from, to: forwards ? last : Math.min(1, from) })
          const message = `"${after}" is no position of the log in "${path}": read it from the beginning.`
          return left<StoreFault>({ _tag: 'InvalidPosition', message })
        }),
      ),

    scan: (from, to, { filter = {}, pageSize }) =>
      attempt(path, () => {
        if (from === to) return { events: [], at: to, exhausted: true }
        const limit = size(pageSize)
        const forwards = from < to
        const reach = Math.max(windowEvents, limit)
        const end = forwards ? Math.min(from + reach, to) : Math.max(from - reach, to)
        const sql = `SELECT ${eventColumns(hasDigest())} FROM events
          WHERE ${forwards ? 'position > ? AND position <= ?' : 'position < ? AND position >= ?'}
          ${filter.types === undefined ? '' : 'AND type IN (SELECT value FROM json_each(?))'}
          ${filter.categories === undefined ? '' : 'AND category IN (SELECT value FROM json_each(?))'}
          ORDER BY position ${forwards ? 'ASC' : 'DESC'} LIMIT ?`
        const lists = [filter.types, filter.categories].flatMap((list) =>
          list === undefined ? [] : JSON.stringify(list),
        )
        const { events, full, last } = page(prepared(sql).iterate(from, end, ...lists, limit), limit)
        const at = full && last !== undefined ? Number(last.position) : end
        return { events, at, exhausted: at === to }
      }),

    streamPage: (stream, direction, from, pageSize) =>
      attempt(path, () => {
        const limit = size(pageSize)
        const forwards = direction === 'forwards'
        const sql = `SELECT ${eventColumns(hasDigest())} FROM events WHERE stream = ? AND revision ${forwards ? '>=' : '<='} ?
          ORDER BY revision ${forwards ? 'ASC' : 'DESC'} LIMIT ?`
        const { events, full, last } = page(prepared(sql).iterate(stream, from, limit), limit)
        const next = full && last !== undefined ? last.revision + (forwards ? 1 : -1) : null
        return { events, next: next === -1 ? null : next }
      }),
  }
}

/** NaN for what is no position of any SQLite store. */
const numberOf = (position: Position): number =>
  /^(?:0|[1-9]\d{0,14})$/.test(position) ? Number(position) : Number.NaN

/** Rows until the page is full: so many events, or about 1 MiB. Leaving the loop resets the statement. */
const page = (rows: Iterable<Row>, limit: number) => {
  const events: StoredEvent[] = []
  let chars = 0
  for (const row of rows) {
    const event = toEvent(row)
    events.push(event)
    chars += event.data.length
    if (chars >= pageCharsMax || events.length >= limit) break
  }
  return { events, full: chars >= pageCharsMax || events.length >= limit, last: events.at(-1) }
}

const size = (pageSize = pageSizeDefault): number =>
  pageSize >= 1 ? Math.min(Math.floor(pageSize), pageSizeMax) : 1
