import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runs } from '../../../../../tools/laws.ts'
import { arbitraryOf } from '../../testing/arbitrary-of.ts'
import { CreditCode } from './credit-code.ts'

const alphabet = [...'0123456789ABCDEFGHJKLMNPQRTUWXY']
const example = '91350100M000100Y43' // the example of GB 32100-2015

test('the standard’s own example is a credit code', () => {
  expect(CreditCode.is(example)).toBe(true)
})

test('every change of a single character is noticed', () => {
  for (let place = 0; place < example.length; place += 1) {
    for (const other of alphabet.filter((character) => character !== example[place])) {
      expect(CreditCode.is(example.slice(0, place) + other + example.slice(place + 1))).toBe(false)
    }
  }
  fc.assert(
    fc.property(
      arbitraryOf(CreditCode),
      fc.nat({ max: 17 }),
      fc.constantFrom(...alphabet),
      (code, place, other) => {
        fc.pre(code[place] !== other)
        expect(CreditCode.is(code)).toBe(true)
        expect(CreditCode.is(code.slice(0, place) + other + code.slice(place + 1))).toBe(false)
      },
    ),
    { numRuns: runs({ everyday: 200, full: 2_000 }) },
  )
})

test('the letters I, O, S, V and Z, small letters and other lengths are none', () => {
  for (const letter of 'IOSVZ') expect(CreditCode.is(letter + example.slice(1))).toBe(false)
  for (const text of [example.toLowerCase(), example.slice(1), `${example}0`, ` ${example}`, '', 91]) {
    expect(CreditCode.is(text)).toBe(false)
  }
})
