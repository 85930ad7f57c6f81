import * as t from 'io-ts'

export interface TextBrand {
  readonly Text: unique symbol
}
/** Words for people: at least one visible character, at most 10,000, no broken encoding. */
export type Text = t.Branded<string, TextBrand>

const textLengthMax = 10_000
const isText = (u: unknown): u is Text =>
  typeof u === 'string' && u.trim() !== '' && u.length <= textLengthMax && u.isWellFormed()

export const Text: t.Type<Text, string> = new t.Type<Text, string>(
  'Text',
  isText,
  (u, context) =>
    isText(u)
      ? t.success(u)
      : t.failure(u, context, `must be words: at least one visible character, at most ${textLengthMax}`),
  (text) => text,
)
