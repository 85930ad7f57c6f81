import { stringify } from 'csv-stringify/sync'

export type CsvRow = ReadonlyArray<string | null>

/** What a spreadsheet takes for a formula or a command (OWASP, *CSV Injection*), the full-width signs included. */
const formula = /^'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/
const number = /^[+-]?\d+(\.\d+)?$/

const isGuarded = (cell: string): boolean => formula.test(cell) && !number.test(cell)

/**
 * A cell that no spreadsheet runs: an apostrophe before what it would take for a formula. Numbers stay numbers.
 * @example
 * guarded('=1+1') // "'=1+1"
 */
export const guarded = (cell: string): string => (isGuarded(cell) ? `'${cell}` : cell)

/**
 * The inverse of `guarded`: a text that itself begins with an apostrophe and a sign was given one more.
 * @example
 * unguarded("'=1+1") // '=1+1'
 */
export const unguarded = (cell: string): string =>
  cell.startsWith("'") && isGuarded(cell.slice(1)) ? cell.slice(1) : cell

/** Rows for a spreadsheet. */
export const csvText = (rows: ReadonlyArray<CsvRow>): string =>
  rawCsvText(rows.map((row) => row.map((cell) => (cell === null ? cell : guarded(cell)))))

/** Rows for a program, every cell as it is. */
export const rawCsvText = (rows: ReadonlyArray<CsvRow>): string => stringify(rows.map((row) => [...row]))
