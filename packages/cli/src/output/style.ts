import { styleText } from 'node:util'
import type { Terminal } from '../io.ts'
import { oneLine } from './harmless.ts'

export type Style = {
  readonly colours: boolean
  /** Columns of the screen. */
  readonly width: number
}

export type Emphasis = 'bold' | 'dim' | 'title'

// Emphases are marked by characters that are none, which `oneLine` takes out of every datum: so what is stored can never
// be mistaken for an emphasis, and no escape need be let through to make one.
const marks = { bold: '\ufdd0', dim: '\ufdd1', title: '\ufdd2', end: '\ufdd3' } as const
const marked = /([\ufdd0-\ufdd2])([^\ufdd0-\ufdd3]*)\ufdd3/g
const stray = /[\ufdd0-\ufdd3]/g
const formats = { [marks.bold]: 'bold', [marks.dim]: 'dim', [marks.title]: ['bold', 'cyan'] } as const

/** A text of one line with an emphasis, where there are colours. */
export const emphasised = ({ colours }: Style, emphasis: Emphasis, text: string): string =>
  colours ? `${marks[emphasis]}${oneLine(text)}${marks.end}` : oneLine(text)

const isMark = (mark: string): mark is keyof typeof formats => Object.hasOwn(formats, mark)

/** Draws the emphases of a harmless text; what is marked for no terminal stays plain. */
export const paint = (stream: Terminal, text: string): string =>
  text
    .replace(marked, (_, mark: string, inner: string) =>
      stream.isTTY === true && isMark(mark)
        ? styleText([...[formats[mark]].flat()], inner, { validateStream: false })
        : inner,
    )
    .replace(stray, '')
