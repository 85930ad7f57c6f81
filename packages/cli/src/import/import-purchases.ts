import { stat } from 'node:fs/promises'
import { Code, type Currency, decode, type TimeZone } from '@kehu/domain'
import type { Kehu, RefusedLine } from '@kehu/kehu'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { type Failure, failureOf, interrupted, misuse, settled } from '../failure.ts'
import { checkRow, type Reason, type RowSettings, regionOf } from './check-row.ts'
import { layoutOf, type Mapping } from './columns.ts'
import type { ImportSender } from './import-sender.ts'
import { type Row, readRows } from './read-rows.ts'
import {
  createRegionBook,
  defaultCurrency,
  forget,
  note,
  openRegions,
  type RegionBook,
} from './region-book.ts'
import { isRejectsFile, rejectsFileOf, withoutGuards, writeRejects } from './rejects-file.ts'
import { createTally, type ImportReport, type Tally } from './report.ts'
import { openStaging, type Staging } from './staging.ts'
import { storeLines } from './store-lines.ts'

// One ledger unless another is named, and never after the file: a renamed file would sell everything twice in silence, while
// two ledgers under one name are noticed at the first line that differs.
const defaultSource = 'main'

/** An order book in a file, and how to read it. */
export type ImportRequest = {
  readonly file: string
  readonly mapping: Mapping
  /** Name of the ledger, a part of every line's identity; default `main`. */
  readonly source?: string
  /** For rows that name no region. */
  readonly region?: string
  /** For rows that name no currency; default: the region's own, CNY for a new region. */
  readonly currency?: Currency
  /** For regions that this import opens. */
  readonly timeZone: TimeZone
  /** Default: beside the file. */
  readonly rejectsFile?: string
  readonly sender: ImportSender
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: ImportProgress) => void
}

/** Bytes of the file while reading it, lines while storing them. */
export type ImportProgress = {
  readonly phase: 'reading' | 'storing'
  readonly done: number
  readonly total: number
}

type Importing = Pick<Kehu, 'importSales' | 'execute' | 'region' | 'today'>

type Work = {
  readonly kehu: Importing
  readonly request: ImportRequest
  readonly source: Code
  readonly staging: Staging
  readonly regions: RegionBook
  readonly tally: Tally
  readonly signal: AbortSignal
  readonly onProgress: (progress: ImportProgress) => void
}

/**
 * Imports an order book: every row is checked first and laid ready by customer; then each customer's stream is loaded
 * once and what is new is appended, document by document. Repeating it appends nothing.
 *
 * @rejects usage when the file as a whole cannot be read (nothing is stored then); the store's faults (what is stored
 *   until then stays)
 */
export const importPurchases = (kehu: Importing, request: ImportRequest): TaskEither<Failure, ImportReport> =>
  settled(async () => {
    const source = decode(Code)(request.source ?? defaultSource)
    if (isLeft(source)) return misuse(`--source: ${source.left.message}`)
    const staging = openStaging()
    try {
      return await importStaged({
        kehu,
        request,
        source: source.right,
        staging,
        regions: createRegionBook(kehu),
        tally: createTally(),
        signal: request.signal ?? new AbortController().signal,
        onProgress: request.onProgress ?? (() => undefined),
      })
    } finally {
      staging.close()
    }
  })

const importStaged = async (work: Work): Promise<Either<Failure, ImportReport>> => {
  const { kehu, request, staging, regions, tally } = work
  const began = performance.now()
  const headings = await stageRows(work)
  if (isLeft(headings)) return headings
  const opened = await openRegions(kehu, regions.entries(), request)
  if (isLeft(opened)) return left(failureOf(opened.left))
  const stored = await storeLines(kehu, staging, {
    sender: request.sender,
    signal: work.signal,
    onLines: (done) => work.onProgress({ phase: 'storing', done, total: tally.staged() }),
    onRefused: (refused) => refuseStaged(work, refused),
  })
  if (isLeft(stored)) return stored
  const rejectsFile = request.rejectsFile ?? rejectsFileOf(request.file)
  if (tally.refused() > 0) {
    const written = await writeRejects(rejectsFile, headings.right, staging.rejects())
    if (isLeft(written)) return written
  }
  return right(
    tally.report({
      file: request.file,
      source: work.source,
      stored: stored.right,
      regions: regions.entries(),
      customers: staging.streams().filter(({ of }) => 'customer' in of).length,
      rejectsFile: tally.refused() > 0 ? rejectsFile : null,
      seconds: (performance.now() - began) / 1_000,
    }),
  )
}

/** Reads the whole file and lays its good rows ready. @returns the file's headings */
const stageRows = async (work: Work): Promise<Either<Failure, ReadonlyArray<string>>> => {
  const { request, signal, onProgress } = work
  const total = await sizeOf(request.file)
  const rows = readRows(request.file, (done) => onProgress({ phase: 'reading', done, total }))
  let settings: RowSettings | null = null
  let guarded = false
  for await (const row of rows) {
    if (isLeft(row)) return row
    if (signal.aborted) return interrupted('Interrupted while reading; nothing is stored yet.')
    if (settings !== null) {
      const staged = await stageRow(work, settings, guarded ? withoutGuards(row.right) : row.right)
      if (isLeft(staged)) return staged
      continue
    }
    if (row.right.unreadable !== undefined) return misuse(`"${request.file}": ${row.right.unreadable}.`)
    const trimmed = row.right.cells.map((cell) => cell.trim())
    guarded = isRejectsFile(trimmed)
    const headings = guarded ? withoutGuards({ line: 1, cells: trimmed }).cells : trimmed
    const layout = layoutOf(headings, request.mapping, request)
    if (isLeft(layout)) return layout
    const { region = null, currency = null } = request
    settings = { layout: layout.right, source: work.source, region, currency }
  }
  return settings === null
    ? misuse(`"${request.file}" is empty: its first line must name the columns.`)
    : right(settings.layout.headings)
}

const stageRow = async (work: Work, settings: RowSettings, row: Row): Promise<Either<Failure, void>> => {
  const { staging, regions, tally } = work
  const refuse = (reason: Reason): Either<Failure, void> => {
    tally.refuse()
    staging.reject(row, reason)
    return right(undefined)
  }
  tally.read()
  const region = regionOf(settings, row)
  if (isLeft(region)) return refuse(region.left)
  const known = regions.known(region.right)
  const entry = known === undefined ? await regions.lookUp(region.right) : right(known)
  if (isLeft(entry)) return left(failureOf(entry.left))
  const currency = entry.right.currency ?? settings.currency ?? defaultCurrency
  const checked = checkRow(settings, row, region.right, currency)
  if (isLeft(checked)) return refuse(checked.left)
  const staged = staging.keep(row, checked.right)
  if (staged === 'kept') {
    note(entry.right, checked.right.line, checked.right.rounding)
    tally.keep(checked.right.line, checked.right.customer !== null)
  } else if (staged === 'repeated') tally.repeat()
  else {
    return refuse({
      tag: 'LineDiffers',
      message: `has the document and line of line ${staged.contradicts} of this file, but says something else: number the lines of a document apart`,
    })
  }
  return right(undefined)
}

/** A line that Kehu's rules refuse: it goes to the rejects, and out of the sums. */
const refuseStaged = ({ staging, regions, tally }: Work, { line, reason }: RefusedLine): void => {
  const { row, stream, rounding } = staging.find(line.purchase)
  staging.reject(row, { tag: reason._tag, message: reason.message })
  tally.refuse()
  tally.drop(line, 'customer' in stream.of)
  const entry = regions.known(line.region)
  if (entry !== undefined) forget(entry, rounding)
}

const sizeOf = async (file: string): Promise<number> => {
  try {
    return (await stat(file)).size
  } catch {
    // Reading it will say what is wrong.
    return 0
  }
}
