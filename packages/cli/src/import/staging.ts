import { DatabaseSync } from 'node:sqlite'
import { DatedPurchaseLine, Period } from '@kehu/domain'
import type { LedgerDocument, Seller } from '@kehu/kehu'
import type { CheckedRow, Reason } from './check-row.ts'
import { type LineFacts, numberedLineId, unnumberedLineId } from './line-id.ts'
import type { Row } from './read-rows.ts'

/** Lines of one stream: a customer's, or those of a region and month that no customer can be named for. */
export type StagedStream = { readonly number: number; readonly of: Seller; readonly lines: number }

export type Reject = { readonly line: number; readonly reason: Reason; readonly cells: ReadonlyArray<string> }

/** What became of a row: kept, said already word for word by an earlier row, or contradicting the earlier row given. */
export type Staged = 'kept' | 'repeated' | { readonly contradicts: number }

/** A row that was staged, found again by the id of its line. */
export type StagedRow = {
  readonly row: Row
  readonly stream: StagedStream
  readonly content: string
  /** Decimal, major units. */
  readonly rounding: string
}

/**
 * Checked rows on their way into the store, sorted by stream and document. They lie in a temporary file, so that a ledger
 * of any length needs no more memory than a short one; SQLite removes the file by itself, whatever end the process takes.
 */
export type Staging = {
  readonly keep: (row: Row, checked: CheckedRow) => Staged
  readonly reject: (row: Row, reason: Reason) => void
  /** In the order of their first rows. */
  readonly streams: () => ReadonlyArray<StagedStream>
  /** The documents of a stream in the order of their first rows, so many that they hold about so many lines. */
  readonly pages: (stream: StagedStream, linesMax: number) => Generator<ReadonlyArray<LedgerDocument>>
  readonly find: (purchase: string) => StagedRow
  readonly rejects: () => Generator<Reject>
  readonly close: () => void
}

const schema = `
  PRAGMA journal_mode = OFF;
  PRAGMA synchronous = OFF;
  PRAGMA cache_size = -8192;
  CREATE TABLE lines (row INTEGER PRIMARY KEY, stream INTEGER NOT NULL, document TEXT, purchase TEXT NOT NULL UNIQUE,
    content TEXT NOT NULL, rounding TEXT NOT NULL, cells TEXT NOT NULL) STRICT;
  CREATE TABLE alike (first TEXT PRIMARY KEY, rows INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE rejects (row INTEGER PRIMARY KEY, tag TEXT NOT NULL, message TEXT NOT NULL, cells TEXT NOT NULL) STRICT;
  BEGIN;
`

// A line without document is a document of its own.
const documentsOfStream = `
  SELECT document, content, min(row) OVER (PARTITION BY ifnull(document, row)) AS first
  FROM lines WHERE stream = ? ORDER BY first, row`

type Growing = { -readonly [K in keyof StagedStream]: StagedStream[K] }

export const openStaging = (): Staging => {
  // The empty name is SQLite's for a file of its own in the directory of temporary files.
  const db = new DatabaseSync('')
  db.exec(schema)
  const insert = db.prepare(
    'INSERT INTO lines VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (purchase) DO NOTHING',
  )
  const countAlike = db.prepare(
    'INSERT INTO alike VALUES (?, 2) ON CONFLICT (first) DO UPDATE SET rows = rows + 1 RETURNING rows',
  )
  const select = db.prepare('SELECT row, stream, content, rounding, cells FROM lines WHERE purchase = ?')
  const insertReject = db.prepare('INSERT OR REPLACE INTO rejects VALUES (?, ?, ?, ?)')
  const streams: Growing[] = []
  const byKey = new Map<string, Growing>()
  let indexed = false

  const streamOf = (checked: CheckedRow): Growing => {
    const key = streamKey(checked)
    const known = byKey.get(key)
    if (known === undefined) {
      const stream = { number: streams.length, of: sellerOf(checked), lines: 0 }
      streams.push(stream)
      byKey.set(key, stream)
      return stream
    }
    if ('customer' in known.of && known.of.customerName === undefined) known.of = sellerOf(checked)
    return known
  }

  const insertAs = (purchase: string, { line, cells }: Row, checked: CheckedRow): boolean => {
    const stream = streamOf(checked)
    const content = contentOf(purchase, checked)
    const { changes } = insert.run(
      ...[line, stream.number, checked.line.document ?? null, purchase, content],
      ...[checked.rounding.toFixed(), JSON.stringify(cells)],
    )
    if (changes === 0) return false
    stream.lines += 1
    return true
  }

  const find = (purchase: string): StagedRow => {
    const found = select.get(purchase)
    const stream = streams[Number(found?.stream)]
    if (found === undefined || stream === undefined) throw new Error(`No staged line has the id ${purchase}.`)
    return {
      row: { line: Number(found.row), cells: cellsOf(found.cells) },
      stream,
      content: String(found.content),
      rounding: String(found.rounding),
    }
  }

  const keepNumbered = (purchase: string, row: Row, checked: CheckedRow): Staged => {
    if (insertAs(purchase, row, checked)) return 'kept'
    const earlier = find(purchase)
    const same = earlier.stream === streamOf(checked) && earlier.content === contentOf(purchase, checked)
    return same ? 'repeated' : { contradicts: earlier.row.line }
  }

  const keepUnnumbered = (row: Row, checked: CheckedRow): Staged => {
    const facts = factsOf(checked)
    const first = unnumberedLineId(facts, 1)
    if (insertAs(first, row, checked)) return 'kept'
    insertAs(unnumberedLineId(facts, Number(countAlike.get(first)?.rows)), row, checked)
    return 'kept'
  }

  return {
    keep: (row, checked) => {
      const { source = '', document = null, line } = checked.line
      return line === undefined
        ? keepUnnumbered(row, checked)
        : keepNumbered(numberedLineId(source, document, line), row, checked)
    },
    reject: ({ line, cells }, { tag, message }) => {
      insertReject.run(line, tag, message, JSON.stringify(cells))
    },
    streams: () => streams,
    pages: function* ({ number }, linesMax) {
      if (!indexed) db.exec('CREATE INDEX lines_by_stream ON lines (stream)')
      indexed = true
      const rows = db.prepare(documentsOfStream).iterate(number)
      let page: { document: string | null; lines: DatedPurchaseLine[] }[] = []
      let lines = 0
      let first: unknown
      for (const row of rows) {
        if (row.first !== first && lines >= linesMax) {
          yield page
          page = []
          lines = 0
        }
        if (row.first !== first)
          page.push({ document: row.document === null ? null : String(row.document), lines: [] })
        first = row.first
        page.at(-1)?.lines.push(lineOf(row.content))
        lines += 1
      }
      if (page.length > 0) yield page
    },
    find,
    rejects: function* () {
      for (const { row, tag, message, cells } of db.prepare('SELECT * FROM rejects ORDER BY row').iterate()) {
        yield {
          line: Number(row),
          reason: { tag: String(tag), message: String(message) },
          cells: cellsOf(cells),
        }
      }
    },
    close: () => db.close(),
  }
}

const streamKey = ({ customer, line }: CheckedRow): string =>
  customer === null ? `region ${line.occurredOn.slice(0, 7)} ${line.region}` : `customer ${customer}`

const sellerOf = ({ customer, customerName, line }: CheckedRow): Seller => {
  if (customer !== null) return { customer, ...(customerName === null ? {} : { customerName }) }
  const month: string = line.occurredOn.slice(0, 7)
  if (!Period.is(month)) throw new Error(`${line.occurredOn} lies in no month.`)
  return { region: line.region, month }
}

const contentOf = (purchase: string, { line }: CheckedRow): string => JSON.stringify({ purchase, ...line })

const factsOf = ({ customer, line }: CheckedRow): LineFacts => ({
  source: line.source ?? '',
  document: line.document ?? null,
  occurredOn: line.occurredOn,
  customer,
  region: line.region,
  product: line.product ?? null,
  quantity: line.quantity ?? null,
  netAmount: line.netAmount,
  costAmount: line.costAmount ?? null,
})

const lineOf = (content: unknown): DatedPurchaseLine => {
  const line: unknown = JSON.parse(String(content))
  if (!DatedPurchaseLine.is(line)) throw new Error(`A staged line is damaged: ${String(content)}`)
  return line
}

const cellsOf = (cells: unknown): ReadonlyArray<string> => {
  const parsed: unknown = JSON.parse(String(cells))
  return Array.isArray(parsed) ? parsed.map(String) : []
}
