import { hasColours, type Io } from '../io.ts'
import { type CsvRow, csvText, rawCsvText } from './csv.ts'
import { harmlessJson } from './harmless.ts'
import type { Style } from './style.ts'
import { writeOut, writeRaw, writeStyled } from './terminal.ts'

/** The forms that `--format` names. */
export const formats = ['table', 'json', 'csv'] as const
export type NamedFormat = (typeof formats)[number]
/** `raw-csv` is what `--raw-csv` asks for. */
export type Format = NamedFormat | 'raw-csv'

/** One answer in the ways it can be asked for. */
export type Answer = {
  readonly json: unknown
  readonly csv: { readonly columns: ReadonlyArray<string>; readonly rows: ReadonlyArray<CsvRow> }
  /** A text, or its lines where they may be many. */
  readonly table: (style: Style) => string | Iterable<string>
}

/** Prints as long as somebody reads and nobody wants an end. */
export const print = async (io: Io, format: Format, { json, csv, table }: Answer): Promise<void> => {
  switch (format) {
    case 'json':
      await writeOut(io, `${harmlessJson(json, 2)}\n`)
      return
    case 'csv':
    case 'raw-csv':
      for (const rows of batches([csv.columns, ...csv.rows])) if (!(await writeCsv(io, format, rows))) return
      return
    case 'table': {
      const said = table(styleOf(io))
      for (const lines of batches(typeof said === 'string' ? [said] : said))
        if (!(await writeStyled(io, `${lines.join('\n')}\n`))) return
    }
  }
}

/** @returns as `writeOut` */
export const writeCsv = (io: Io, format: 'csv' | 'raw-csv', rows: ReadonlyArray<CsvRow>): Promise<boolean> =>
  format === 'csv' ? writeOut(io, csvText(rows)) : writeRaw(io, rawCsvText(rows))

/** So many lines or rows are made ready at once. */
const batchLength = 500

const batches = function* <A>(all: Iterable<A>): Generator<ReadonlyArray<A>> {
  let batch: A[] = []
  for (const each of all) {
    batch.push(each)
    if (batch.length < batchLength) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

export const styleOf = (io: Io): Style => ({
  colours: hasColours(io, io.out),
  width: Math.max(80, Math.min(io.out.columns ?? 100, 140)),
})
