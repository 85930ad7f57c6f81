import { stringify } from 'csv-stringify/sync'
import { hasColours, type Io, write } from '../io.ts'
import type { Style } from './table.ts'

export type Format = 'table' | 'json' | 'csv'
export const formats: ReadonlyArray<Format> = ['table', 'json', 'csv']

/** One answer in the three ways it can be asked for. */
export type Answer = {
  readonly json: unknown
  readonly csv: {
    readonly columns: ReadonlyArray<string>
    readonly rows: ReadonlyArray<ReadonlyArray<string | null>>
  }
  readonly table: (style: Style) => string
}

export const print = async (io: Io, format: Format, { json, csv, table }: Answer): Promise<void> => {
  if (format === 'json') await write(io.out, `${JSON.stringify(json, null, 2)}\n`)
  else if (format === 'csv') await write(io.out, csvText([csv.columns, ...csv.rows]))
  else await write(io.out, `${table(styleOf(io))}\n`)
}

export const csvText = (rows: ReadonlyArray<ReadonlyArray<string | null>>): string =>
  stringify(rows.map((row) => [...row]))

export const styleOf = (io: Io): Style => ({
  colours: hasColours(io, io.out),
  width: Math.max(80, Math.min(io.out.columns ?? 100, 140)),
})
