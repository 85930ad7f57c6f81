import { styleText } from 'node:util'
import Table from 'cli-table3'

export type TableColumn = {
  readonly head: string
  readonly align?: 'left' | 'right'
  /** Columns of the screen at most; longer text ends in an ellipsis. */
  readonly widthMax?: number
}

export type Style = {
  readonly colours: boolean
  /** Columns of the screen. */
  readonly width: number
}

const none = {
  ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '' },
  ...{ bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '' },
  ...{ left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '', middle: '  ' },
}

/** Rows under a ruled heading, numbers to the right, without frames: it reads as well in a file as on a screen. */
export const table = (
  { colours }: Style,
  columns: ReadonlyArray<TableColumn>,
  rows: ReadonlyArray<ReadonlyArray<string>>,
): string => {
  const made = new Table({
    head: columns.map(({ head }) => head),
    colAligns: columns.map(({ align = 'left' }) => align),
    colWidths: columns.map(({ widthMax }, i) => {
      const widest = Math.max(
        ...rows.map((row) => displayWidth(row[i] ?? '')),
        displayWidth(columns[i]?.head ?? ''),
      )
      return widthMax === undefined || widest <= widthMax ? null : widthMax
    }),
    chars: none,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  })
  for (const row of rows) made.push([...row])
  const [head = '', ...lines] = made.toString().split('\n')
  const rule = '─'.repeat(displayWidth(head))
  return [
    colours ? styleText('bold', head.trimEnd()) : head.trimEnd(),
    colours ? styleText('dim', rule) : rule,
    ...lines.map((line) => line.trimEnd()),
  ].join('\n')
}

/** A remark under a table, broken into lines that fit the screen. */
export const remark = ({ colours, width }: Style, text: string): string =>
  wrap(text, width)
    .map((line) => (colours ? styleText('dim', line) : line))
    .join('\n')

const wrap = (text: string, width: number): ReadonlyArray<string> => {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && displayWidth(line) + 1 + displayWidth(word) > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}

/** A heading over a table. */
export const title = ({ colours }: Style, text: string): string =>
  colours ? styleText(['bold', 'cyan'], text) : text

/** Columns that a text takes on a screen: those of East Asia are two wide. */
export const displayWidth = (text: string): number => {
  let width = 0
  for (const char of text) width += wide.test(char) ? 2 : /\p{Mn}|\p{Cf}/u.test(char) ? 0 : 1
  return width
}
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u
