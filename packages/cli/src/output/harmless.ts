/**
 * What steers whoever shows a text, or hides in it: controls (escapes, and C1 which some terminals obey), formats (the
 * direction of writing, zero-width spaces), separators of lines and paragraphs, halves of characters, and what is none.
 * Line ends, tabs, and the joiners that emoji and Persian need are let through.
 */
const harmful = /(?![\n\t\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/gu

/** Most texts are plain: that is seen faster than what is wrong with the others. */
const plain = /^[\n\t\x20-\x7e]*$/

/** A text that people read, with `\u{1b}` in place of an escape: whatever was stored, nothing in it steers their terminal. */
export const harmless = (text: string): string =>
  plain.test(text)
    ? text
    : text.replace(harmful, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`)

/** The same with the marks of `style.ts` left in. */
export const harmlessButMarks = (text: string): string =>
  text
    .split(marks)
    .map((part, i) => (i % 2 === 1 ? part : harmless(part)))
    .join('')
const marks = /([\ufdd0-\ufdd3])/

/** The same on one line, for a cell, a heading, a remark: it cannot pass for a line of ours. */
export const oneLine = (text: string): string => harmless(text.replace(/[\n\t\r]+/g, ' '))

const harmfulInJson = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/gu

/** A value as JSON, the same value to every program, in which even what JSON lets stand is written as `\u009b`. */
export const harmlessJson = (value: unknown, indent?: number): string => {
  const text = JSON.stringify(value, null, indent)
  return plain.test(text) ? text : text.replace(harmfulInJson, escaped)
}

/** As JSON writes them: the indent's line ends stay, every other is outside of ASCII or DEL. */
const escaped = (character: string): string =>
  character === '\n'
    ? character
    : Array.from(
        { length: character.length },
        (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`,
      ).join('')
