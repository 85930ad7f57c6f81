import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../../tools/laws.ts'
import { csvText, guarded, rawCsvText, unguarded } from './csv.ts'

/** Cells of the kind that matters: what spreadsheets run, apostrophes, numbers, and whatever else. */
const cell = fc.oneof(
  fc.string({
    unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠', '1', '.', 'a', ' '),
    maxLength: 6,
  }),
  fc.string({ unit: 'grapheme', maxLength: 10 }),
)

describe('a cell of a spreadsheet', () => {
  test('is run by none, and read back it is what it was', () => {
    let formulas = 0
    fc.assert(
      fc.property(cell, (text) => {
        const written = guarded(text)
        expect(unguarded(written)).toBe(text)
        if (!/^[+-]?\d+(\.\d+)?$/.test(written)) expect(written).not.toMatch(/^[=+\-@\t\r＝＋－＠]/)
        if (written !== text) formulas += 1
      }),
      { numRuns: runs({ everyday: 500, full: 5_000 }) },
    )
    expect(formulas).toBeGreaterThan(runs({ everyday: 25, full: 500 }))
  })

  test.each([
    '=cmd|"/c calc"!A1',
    '+1+1',
    '-2+3',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '＝1+1',
    '－1＋1',
    '+86 138 0000',
    '-',
  ])('%j is given an apostrophe', (text) => expect(guarded(text)).toBe(`'${text}`))

  test.each(['-12.50', '+3', '-100', '0', 'C-1', "O'Brien", '', '2026-03-31', 'a=b', '客户'])(
    '%j stays as it is',
    (text) => {
      expect(guarded(text)).toBe(text)
      expect(rawCsvText([[text, 'x']])).toBe(csvText([[text, 'x']]))
    },
  )

  test('is as it is for a program', () => expect(rawCsvText([['=1', "'=1", null]])).toBe("=1,'=1,\n"))
})
