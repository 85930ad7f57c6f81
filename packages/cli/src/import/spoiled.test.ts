import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { json, openWorkplace, type Workplace } from '../testing/test-io.ts'
import { harmDone } from './spoiled.ts'

let place: Workplace
beforeAll(async () => {
  place = await openWorkplace()
})
afterAll(() => place.leave())

describe('a code that a spreadsheet has spoiled', () => {
  test.each([
    '9.1E+11',
    '9,1E+11',
    '1E+15',
    '-2.5e+3',
    '1.23457E-05',
    '#N/A',
    '#n/a',
    '#REF!',
    '#VALUE!',
    '#NAME?',
    '#DIV/0!',
    '#NUM!',
    '#NULL!',
    '#SPILL!',
    '########',
    '##',
  ])('%s is known for it', (code) => expect(harmDone(code)).toContain(`"${code}"`))
  test.each(['910000000000', 'E+11', '1E10', '#1', 'A#', '9.1', 'N/A', 'C-9.1E+11', '3E'])(
    '%s is a code',
    (code) => expect(harmDone(code)).toBeNull(),
  )

  test('refuses its row, with the reason, wherever it stands; the name of a product may be anything', async () => {
    const rows = [
      '2026-01-05,East,1,9.1E+11,D-1,U-1,x',
      '2026-01-05,#N/A,1,C-1,D-2,U-1,x',
      '2026-01-05,East,1,C-1,#REF!,U-1,x',
      '2026-01-05,East,1,C-1,D-3,####,x',
      '2026-01-05,East,1,Caf\ufffd,D-4,U-1,x',
      `2026-01-05,East,1,${'客'.repeat(21)},D-4,U-1,x`,
      '2026-01-05,East,1,C\u200b-1,D-5,U-1,x',
      '2026-01-05,East,1,C-1,D-6,U-1,9.1E+11',
    ]
    await place.file(
      'spoiled.csv',
      `occurred_on,region,net_amount,customer_id,document,owner,product\n${rows.join('\n')}\n`,
    )
    const said = await place.kehu(['import', 'purchases', 'spoiled.csv', '--format', 'json'])
    expect(said.exitCode).toBe(3)
    expect(json(said)).toMatchObject({ read: 8, appended: 1, refused: 7 })
    const rejects = (await readFile(place.path('spoiled.rejects.csv'), 'utf8')).split('\n')
    expect(rejects.slice(1, 8)).toEqual([
      expect.stringMatching(/^2,Spoiled,.*customer_id.*rounded/),
      expect.stringMatching(/^3,Spoiled,.*region.*error of a spreadsheet/),
      expect.stringMatching(/^4,Spoiled,.*document/),
      expect.stringMatching(/^5,Spoiled,.*owner.*too narrow/),
      expect.stringMatching(/^6,Invalid,.*U\+FFFD/),
      expect.stringMatching(/^7,Invalid,.*189 bytes of at most 180/),
      expect.stringMatching(/^8,Invalid,.*U\+200B/),
    ])
  })
})

describe('the rejects file', () => {
  test('is opened by a spreadsheet without harm, and imported again it says what the first file said', async () => {
    const rows = [
      `2026-02-30,East,-5,=cmd|calc,D-1,'+1`,
      `2026-02-30,East,+7.50,@x,"-1+2","'quoted"`,
      `2026-02-30,East,1,C-1,D-3,＝1`,
    ]
    await place.file(
      'f.csv',
      `occurred_on,region,net_amount,customer_id,document,product\n${rows.join('\n')}\n`,
    )
    await place.kehu(['import', 'purchases', 'f.csv'])
    const rejects = await readFile(place.path('f.rejects.csv'), 'utf8')
    expect(rejects).toContain("East,-5,'=cmd|calc,D-1,''+1")
    expect(rejects).toContain("East,+7.50,'@x,'-1+2,'quoted")
    expect(rejects).toContain("C-1,D-3,'＝1")
    // Refused again, word for word the same.
    await place.kehu(['import', 'purchases', 'f.rejects.csv', '--rejects', 'again.csv'])
    expect(await readFile(place.path('again.csv'), 'utf8')).toBe(rejects)
    await place.file('mended.csv', rejects.replaceAll('2026-02-30', '2026-02-28'))
    const said = await place.kehu(['import', 'purchases', 'mended.csv', '--format', 'json'])
    expect(json(said)).toMatchObject({ appended: 3, refused: 0 })
    const events = await place.kehu(['events', '--format', 'json'])
    for (const kept of ['"=cmd|calc"', '"@x"', '"-1+2"', `"'+1"`, `"'quoted"`, '"＝1"'])
      expect(events.out).toContain(kept)
    // For a spreadsheet guarded, for a program as it is.
    expect((await place.kehu(['tiers', '--as-of', '2026-06-30', '--format', 'csv'])).out).toContain(
      ",'=cmd|calc,",
    )
    expect((await place.kehu(['tiers', '--as-of', '2026-06-30', '--raw-csv'])).out).toContain(',=cmd|calc,')
  })
})
