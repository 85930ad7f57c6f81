import * as t from 'io-ts'
import { codePointName, isVisible, strangerInText } from './characters.ts'
import { isEntering } from './entering.ts'

export interface TextBrand {
  readonly Text: unique symbol
}
/** Words for people: at least one visible character, at most 10,000, no broken encoding. */
export type Text = t.Branded<string, TextBrand>

const textLengthMax = 10_000
const isText = (u: unknown): u is Text =>
  typeof u === 'string' && u.trim() !== '' && u.length <= textLengthMax && u.isWellFormed()

/** One spelling of one text, whichever system wrote it: NFC, and lines that end in a line feed. */
const spelledAlike = (text: string): string => text.replace(/\r\n?/g, '\n').normalize('NFC')

const entering = (u: unknown): unknown =>
  typeof u === 'string' && u.length <= textLengthMax ? spelledAlike(u) : u

const whyNot = (u: unknown): string | null => {
  const stranger = typeof u === 'string' && u.length <= textLengthMax ? strangerInText(u) : null
  if (stranger !== null) {
    return `holds ${codePointName(stranger)}, which has no place in a text: leave it out (line ends and tabs may stay)`
  }
  return isText(u) && isVisible(u)
    ? null
    : `must be words: at least one visible character, at most ${textLengthMax}`
}

/** Reads every text that was ever stored; what enters has besides no controls and nothing that turns the writing round. */
export const Text: t.Type<Text, string> = new t.Type<Text, string>(
  'Text',
  isText,
  (u, context) => {
    const text = isEntering(context) ? entering(u) : u
    const problem = isEntering(context) ? whyNot(text) : null
    return problem === null && isText(text)
      ? t.success(text)
      : t.failure(
          u,
          context,
          problem ?? `must be words: at least one visible character, at most ${textLengthMax}`,
        )
  },
  (text) => text,
)
