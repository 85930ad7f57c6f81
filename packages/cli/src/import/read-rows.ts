import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { type Either, right } from 'fp-ts/lib/Either.js'
import { type Failure, misuse } from '../failure.ts'
import { unreadable } from '../input-file.ts'

/** A row with the line of the file on which it begins; the heading stands on line 1. */
export type Row = {
  readonly line: number
  readonly cells: ReadonlyArray<string>
  /** Why it cannot be read at all: a line of it is too long to be one. */
  readonly unreadable?: string
}

/** No line of a ledger is longer; and a record over many lines that is means a quote that was never closed. */
const lineBytesMax = 1_048_576
const recordBytesMax = 2 * lineBytesMax

/**
 * The rows of a CSV file, the heading first, without loading it whole; blank rows are left out. Ends after a Left.
 * @param onBytes told how many bytes were read so far
 */
export async function* readRows(
  path: string,
  onBytes: (bytes: number) => void = () => undefined,
): AsyncGenerator<Either<Failure, Row>> {
  const parser = parse({
    bom: true,
    // Files are pasted together: both line ends may occur in one.
    record_delimiter: ['\r\n', '\n'],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: recordBytesMax,
  })
  const long = new Set<number>()
  const source = Readable.from(withoutLongLines(utf8Chunks(path, onBytes), (number) => long.add(number)))
  source.on('error', (error) => parser.destroy(error))
  source.pipe(parser)
  let line = 1
  try {
    for await (const record of parser) {
      const cells: ReadonlyArray<string> = record
      const next = line + 1 + lineEndsIn(cells)
      const tooLong = long.size > 0 && takeBetween(long, line, next)
      if (tooLong) yield right({ line, cells: [], unreadable: tooLongReason })
      else if (cells.some((cell) => cell.trim() !== '')) yield right({ line, cells })
      line = next
    }
  } catch (error) {
    yield failureOf(path, line, error)
  } finally {
    source.destroy()
  }
}

const tooLongReason = `the row is longer than ${lineBytesMax / 1_048_576} MiB, more than any line of a ledger: perhaps its line ends are missing`

const takeBetween = (numbers: Set<number>, from: number, to: number): boolean => {
  const found = [...numbers].filter((number) => number >= from && number < to)
  for (const number of found) numbers.delete(number)
  return found.length > 0
}

const lineEndsIn = (cells: ReadonlyArray<string>): number => {
  let ends = 0
  for (const cell of cells)
    for (let at = cell.indexOf('\n'); at !== -1; at = cell.indexOf('\n', at + 1)) ends++
  return ends
}

/**
 * The file with next to nothing in place of every line that is too long, so that the parser never holds one. An odd quote in it is kept, for it
 * decides where the records around it end.
 * @param onLong told the number of such a line before the parser comes to it
 */
async function* withoutLongLines(
  chunks: AsyncIterable<Buffer>,
  onLong: (number: number) => void,
): AsyncGenerator<Buffer> {
  let number = 1
  let held: Buffer[] = []
  let length = 0
  let quotes = 0
  const give = function* (isLast: boolean): Generator<Buffer> {
    if (length <= lineBytesMax) yield* held
    else {
      onLong(number)
      yield Buffer.from(quotes % 2 === 1 && !isLast ? '"' : placeholder)
    }
    held = []
    length = 0
    quotes = 0
  }
  const hold = (piece: Buffer): void => {
    length += piece.length
    quotes += quotesIn(piece)
    if (length <= lineBytesMax) held.push(piece)
    else held = []
  }
  for await (const chunk of chunks) {
    const last = chunk.lastIndexOf(lineFeed)
    if (last === -1) {
      hold(chunk)
      continue
    }
    // The end of the line that was held, then whole lines at once unless one of them is too long for itself.
    const first = chunk.indexOf(lineFeed)
    hold(chunk.subarray(0, first))
    yield* give(false)
    yield chunk.subarray(first, last + 1)
    for (let at = first; at !== -1 && at <= last; at = chunk.indexOf(lineFeed, at + 1)) number += 1
    hold(chunk.subarray(last + 1))
  }
  yield* give(true)
}

/** What stands for a line that is left out: an empty last line would be no line. */
const placeholder = 'x'
const lineFeed = 0x0a

const quotesIn = (piece: Buffer): number => {
  let quotes = 0
  for (let at = piece.indexOf(0x22); at !== -1; at = piece.indexOf(0x22, at + 1)) quotes += 1
  return quotes
}

/** The file as it is; throws where it is not UTF-8, which the parser would turn into replacement characters in silence. */
async function* utf8Chunks(path: string, onBytes: (bytes: number) => void): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let bytes = 0
  for await (const chunk of createReadStream(path)) {
    if (!Buffer.isBuffer(chunk)) continue
    decoder.decode(chunk, { stream: true })
    bytes += chunk.length
    onBytes(bytes)
    yield chunk
  }
  decoder.decode()
}

const failureOf = (path: string, line: number, error: unknown): Either<Failure, never> => {
  if (!(error instanceof CsvError)) return unreadable(path, error)
  return misuse(
    error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE'
      ? `"${path}": the row that begins on line ${line} opens a quote (") that is never closed: mend it there. Nothing was imported.`
      : `"${path}" cannot be read as CSV at line ${line}: ${error.message}. Nothing was imported.`,
  )
}
