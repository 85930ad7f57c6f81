import stringWidth from 'string-width'
import { oneLine } from './harmless.ts'
import { emphasised, type Style } from './style.ts'

// Our own, and not a library's: those that draw tables measure every row against every other, or hold all of them as one
// text. Here a pass over the rows finds the widths and a second one gives them out, so that a hundred thousand take their time
// and no more.

export type TableColumn = {
  readonly head: string
  readonly align?: 'left' | 'right'
  /** Columns of the screen at most; longer text ends in an ellipsis. */
  readonly widthMax?: number
}

/** Rows under a ruled heading, numbers to the right, without frames: it reads as well in a file as on a screen. */
export const table = (
  style: Style,
  columns: ReadonlyArray<TableColumn>,
  rows: ReadonlyArray<ReadonlyArray<string>>,
): string => [...tableLines(style, columns, rows)].join('\n')

const gap = '  '

/** The same line by line, for tables of any length. */
export const tableLines = function* (
  style: Style,
  columns: ReadonlyArray<TableColumn>,
  rows: ReadonlyArray<ReadonlyArray<string>>,
): Generator<string> {
  const widths = columns.map(({ head }) => displayWidth(head))
  for (const row of rows) {
    for (const [i, { widthMax = Number.POSITIVE_INFINITY }] of columns.entries()) {
      const width = widths[i] ?? 0
      if (width < widthMax) widths[i] = Math.max(width, Math.min(displayWidth(shown(row[i])), widthMax))
    }
  }
  const line = (cells: ReadonlyArray<string | undefined>): string =>
    columns
      .map(({ align = 'left' }, i) => {
        const width = widths[i] ?? 0
        const text = cut(shown(cells[i]), width)
        const filling = ' '.repeat(Math.max(0, width - displayWidth(text)))
        return align === 'right' ? filling + text : text + filling
      })
      .join(gap)
      .trimEnd()
  const whole = widths.reduce((sum, width) => sum + width, gap.length * (columns.length - 1))
  yield emphasised(style, 'bold', line(columns.map(({ head }) => head)))
  yield emphasised(style, 'dim', '─'.repeat(whole))
  for (const row of rows) yield line(row)
}

/** What is stored steers no terminal and begins no line of its own. */
const shown = (cell: string | undefined): string => oneLine(cell ?? '')

const segmenter = new Intl.Segmenter()

/** As much of a text as fits, with an ellipsis where something is left out. */
const cut = (text: string, width: number): string => {
  if (displayWidth(text) <= width) return text
  let [kept, used] = ['', 0]
  for (const { segment } of segmenter.segment(text)) {
    used += displayWidth(segment)
    if (used > width - 1) break
    kept += segment
  }
  return `${kept}…`
}

/** A remark under a table, broken into lines that fit the screen. */
export const remark = (style: Style, text: string): string =>
  wrap(oneLine(text), style.width)
    .map((line) => emphasised(style, 'dim', line))
    .join('\n')

const wrap = (text: string, width: number): ReadonlyArray<string> => {
  const lines: string[] = []
  let [line, used] = ['', 0]
  for (const word of text.split(' ')) {
    const more = displayWidth(word)
    if (line !== '' && used + 1 + more > width) {
      lines.push(line)
      ;[line, used] = [word, more]
    } else [line, used] = line === '' ? [word, more] : [`${line} ${word}`, used + 1 + more]
  }
  return [...lines, line]
}

/** A heading over a table. */
export const title = (style: Style, text: string): string => emphasised(style, 'title', text)

const ascii = /^[\x20-\x7e]*$/

/** Columns that a text takes on a screen: those of East Asia are two wide. */
export const displayWidth = (text: string): number => (ascii.test(text) ? text.length : stringWidth(text))
