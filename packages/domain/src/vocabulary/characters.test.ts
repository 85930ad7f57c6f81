import fc from 'fast-check'
import { isRight } from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../../tools/laws.ts'
import { codePointName, quoted } from './characters.ts'
import { Code, ComplaintId, CustomerId, idBytesMax, OpportunityId, RegionId, UserId } from './code.ts'
import { decode } from './decode.ts'
import { PersonalText } from './personal.ts'
import { Text } from './text.ts'

const codes: ReadonlyArray<t.Mixed> = [...[CustomerId, RegionId, ComplaintId, OpportunityId, UserId, Code]]
const enters = (codec: t.Mixed, input: unknown): boolean => isRight(decode<unknown, unknown>(codec)(input))
const said = (codec: t.Mixed, input: unknown): string => {
  const decoded = decode<unknown, unknown>(codec)(input)
  return isRight(decoded) ? 'accepted' : decoded.left.message
}

/** Every character of Unicode, half ones included. */
const everyCharacter = function* () {
  for (let code = 0; code <= 0x10ffff; code++) yield String.fromCodePoint(code)
}

/** What steers, hides or turns round, written once more from Unicode's lists and not from the code. */
const harmful = (character: string): boolean =>
  [/\p{Cc}/u, /\p{Cf}/u, /\p{Cs}/u, /\p{Default_Ignorable_Code_Point}/u, /\p{Bidi_Control}/u].some((kind) =>
    kind.test(character),
  ) || /\p{Variation_Selector}|\p{White_Space}/u.test(character.replace(' ', ''))

describe('a code', () => {
  test('holds, of all of Unicode, nothing that is not seen, steers, or passes for a space', () => {
    let refused = 0
    for (const character of everyCharacter()) {
      const inside = `a${character}b`
      const enteredAs = decode(CustomerId)(inside)
      if (!isRight(enteredAs)) refused += 1
      if (isRight(enteredAs)) {
        // What was let in is one spelling, is let in again unchanged, and holds nothing of the kind either.
        if (enteredAs.right !== inside.normalize('NFC'))
          throw new Error(`${codePointName(character)} changed`)
        if ([...enteredAs.right].some(harmful)) throw new Error(`${codePointName(character)} came in`)
      } else if (/^[\p{L}\p{N}\p{P}\p{S}\p{M} ]$/u.test(character)) {
        // Letters that nobody sees, the blank of Braille, and the sign of a lost character.
        if (!/[\p{Default_Ignorable_Code_Point}\u{2800}\u{fffd}]/u.test(character))
          throw new Error(`${codePointName(character)} was refused`)
      }
    }
    expect(refused).toBeGreaterThan(140_000)
  })

  test.each([
    ['a zero-width space', 'C-1\u200b', 'U+200B'],
    ['a byte order mark', '\ufeffC-1', 'U+FEFF'],
    ['a soft hyphen', 'C\u00ad1', 'U+00AD'],
    ['a right-to-left override', 'C\u202e1', 'U+202E'],
    ['a no-break space', 'C\u00a01', 'U+00A0'],
    ['an ideographic space', '华东\u3000一区', 'U+3000'],
    ['a variation selector', 'C-1\ufe0f', 'U+FE0F'],
    ['a variation selector of ideographs', '葛\u{e0100}', 'U+E0100'],
    ['a joiner between emoji', '👩\u200d💻', 'U+200D'],
    ['an escape', 'C\u001b[31m', 'U+001B'],
    ['a lost character', 'Caf\ufffd', 'U+FFFD'],
    ['a filler', 'C\u3164', 'U+3164'],
    ['a tag', 'C\u{e0041}', 'U+E0041'],
    ['a private character', 'C\ue000', 'U+E000'],
  ])('with %s is refused by its name', (_, code, name) => {
    for (const codec of codes) {
      expect(said(codec, code)).toContain(name)
      // The message itself can be shown anywhere.
      expect(said(codec, code)).toMatch(/^[\p{L}\p{N}\p{P}\p{S}\p{M} ]*$/u)
    }
  })

  test('may be in any script, with emoji, signs and single spaces', () => {
    for (const code of ['p-1 %2F $ü 😀', 'a/b', 'x@y.example', '客户 001', 'é', 'Ost/West-1', '🇨🇳', '007'])
      for (const codec of codes) expect(said(codec, code)).toBe('accepted')
    expect(decode(CustomerId)('e\u0301')).toMatchObject({ right: 'é' })
  })

  test('that names a stream is bounded by what the name can hold, and says so', () => {
    for (const codec of [CustomerId, RegionId, ComplaintId, OpportunityId]) {
      expect(enters(codec, '客'.repeat(20))).toBe(true)
      expect(said(codec, '客'.repeat(21))).toContain(`189 bytes of at most ${idBytesMax}`)
      expect(enters(codec, 'x'.repeat(120))).toBe(true)
      expect(said(codec, 'x'.repeat(121))).toContain('1 to 120 characters')
    }
    for (const codec of [UserId, Code]) expect(enters(codec, '客'.repeat(120))).toBe(true)
  })

  test('is read as it was stored before, whatever it holds', () => {
    for (const code of ['C-1\u200b', 'C\u202e1', '客'.repeat(100), 'Caf\ufffd', 'C\u00a01'])
      for (const codec of codes) {
        expect(codec.decode(code)).toMatchObject({ _tag: 'Right', right: code })
        expect(codec.is(code)).toBe(true)
      }
  })

  test('of any length and any value is answered, not thrown at', () => {
    const cyclic: { self?: unknown } = {}
    cyclic.self = cyclic
    for (const value of ['x'.repeat(10_000_000), 1n, cyclic, Symbol('x'), () => 1, undefined, null, '\ud800'])
      for (const codec of codes) expect(enters(codec, value)).toBe(false)
  })
})

describe('a text', () => {
  test('holds, of all of Unicode, no control but line end and tab, and nothing that turns the writing round', () => {
    for (const character of everyCharacter()) {
      const entered = decode(Text)(`a${character}b`)
      const refused =
        /\p{Cc}|\p{Cs}|\p{Noncharacter_Code_Point}|[\u202a-\u202e\u2066-\u2069\ufffd]/u.test(character) &&
        !'\n\t\r'.includes(character)
      if (isRight(entered) === refused)
        throw new Error(`${codePointName(character)} was ${refused ? 'let in' : 'refused'}`)
    }
  })

  test('keeps what emoji and names need, and has one spelling', () => {
    for (const text of ['👩‍💻 ❤️', '🏴\u{e0067}\u{e0062}\u{e007f}', 'می‌خواهم', '\ue000', 'a\tb\nc'])
      expect(decode(Text)(text)).toMatchObject({ right: text })
    expect(decode(Text)('e\u0301\r\nb\rc')).toMatchObject({ right: 'é\nb\nc' })
  })

  test('has something to see, and no escape, in every place where texts stand', () => {
    for (const nothing of ['\u200b', '\u00a0\u3000', '\ufe0f', '\u2066'])
      expect(enters(Text, nothing)).toBe(false)
    expect(said(Text, 'a\u001b]0;x')).toContain('U+001B')
    expect(said(PersonalText, { subject: 's', value: 'Li\u202eNa' })).toContain('value: holds U+202E')
  })

  test('is read as it was stored before', () => {
    for (const text of ['a\u001b[2Jb', 'a\u202eb', '\u200b', 'a\r\nb', 'e\u0301', 'a\ufffd'])
      expect(Text.decode(text)).toMatchObject({ _tag: 'Right', right: text })
  })
})

test('a text shown in a message is short, in quotes, and the same JSON string', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      expect(JSON.parse(quoted(text))).toBe(text)
      expect([...quoted(text)].some((character) => harmful(character) && character !== ' ')).toBe(false)
    }),
    { numRuns: runs({ everyday: 200, full: 2_000 }) },
  )
  expect(quoted('x'.repeat(1_000))).toHaveLength(62)
})
