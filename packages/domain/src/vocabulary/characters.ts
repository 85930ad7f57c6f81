/**
 * What no code may hold. Two codes that look the same to the eye must be the same code, and a code must look the same
 * wherever it is shown; so there is nothing in it that
 * - steers a terminal or the direction of writing, or is not seen at all (controls, formats, everything Unicode calls
 *   default-ignorable: zero-width, joiners, soft hyphen, variation selectors, tags, fillers),
 * - looks like the space, or like nothing, without being the space (other spaces, line separators, the blank of Braille),
 * - looks like whatever the reader's font makes of it (private use), or is no character at all,
 * - says that the sender's program could not read the character (U+FFFD).
 *
 * Unassigned characters are let in: what a newer Unicode names must not be refused by an older Node.
 */
const unfitInCode =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u{2800}\u{fffd}]|(?! )\p{Zs}/u

/**
 * What no text for people may hold: what steers a terminal (controls other than line end and tab) or turns the direction
 * of writing round, half a character, none, or the sign of a lost one. Joiners and variation selectors stay: emoji, Persian
 * and the names of people need them; so does private use, where old Chinese systems keep rare names.
 */
const unfitInText =
  /(?![\n\t])\p{Cc}|[\p{Cs}\p{Noncharacter_Code_Point}\u{202a}-\u{202e}\u{2066}-\u{2069}\u{fffd}]/u

/** Everything that leaves no mark of its own on paper. */
const mark = /[^\p{Z}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/u

/** The first character that has no place in a code, or null. */
export const strangerInCode = (text: string): string | null => unfitInCode.exec(text)?.[0] ?? null

/** The first character that has no place in a text, or null. */
export const strangerInText = (text: string): string | null => unfitInText.exec(text)?.[0] ?? null

/** Whether there is anything to see. */
export const isVisible = (text: string): boolean => mark.test(text)

/** `U+200B`: a character that cannot be shown is named. */
export const codePointName = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

const shownMax = 60
const unseen = new RegExp(unfitInCode, 'gu')

/** What cannot be seen, or steers what shows it, as escapes of JSON: the text of a JSON document stays the same document. */
export const escapeUnseen = (text: string): string =>
  text.replace(unseen, (character) =>
    character
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  )

/** A text in quotes for a message: what cannot be seen is written as an escape, and a long one is cut. */
export const quoted = (text: string): string =>
  escapeUnseen(
    JSON.stringify(text.length > shownMax ? `${text.slice(0, shownMax - 3).toWellFormed()}...` : text),
  )
