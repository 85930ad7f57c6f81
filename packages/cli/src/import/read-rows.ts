import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { type Either, right } from 'fp-ts/lib/Either.js'
import { type Failure, misuse } from '../failure.ts'
import { unreadable } from '../input-file.ts'

/** A row with the line of the file on which it begins; the heading stands on line 1. */
export type Row = { readonly line: number; readonly cells: ReadonlyArray<string> }

/** One record, or one value in quotes, longer than this means a quote that was never closed. */
const recordBytesMax = 1_048_576

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
  const source = Readable.from(utf8Chunks(path, onBytes))
  source.on('error', (error) => parser.destroy(error))
  source.pipe(parser)
  let line = 1
  try {
    for await (const record of parser) {
      const cells: ReadonlyArray<string> = record
      if (cells.some((cell) => cell.trim() !== '')) yield right({ line, cells })
      line += 1 + lineEndsIn(cells)
    }
  } catch (error) {
    yield failureOf(path, line, error)
  } finally {
    source.destroy()
  }
}

const lineEndsIn = (cells: ReadonlyArray<string>): number => {
  let ends = 0
  for (const cell of cells)
    for (let at = cell.indexOf('\n'); at !== -1; at = cell.indexOf('\n', at + 1)) ends++
  return ends
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
