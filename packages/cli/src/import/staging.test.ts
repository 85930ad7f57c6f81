import { Code, Currency, decode, RegionId } from '@kehu/domain'
import fc from 'fast-check'
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../../tools/laws.ts'
import { checkRow, type RowSettings } from './check-row.ts'
import { openStaging, type Staged } from './staging.ts'

const sure = <A>(decoded: Either<{ readonly message: string }, A>): A => {
  if (isLeft(decoded)) throw new Error(decoded.left.message)
  return decoded.right
}

const columns = ['occurred_on', 'customer_id', 'document', 'line', 'product', 'net_amount'] as const
type Cells = readonly [string, string, string, string, string, string]

const settings: RowSettings = {
  layout: { headings: columns, at: Object.fromEntries(columns.map((column, i) => [column, i])) },
  source: sure(decode(Code)('book')),
  region: 'East',
  currency: null,
}
const east = sure(decode(RegionId)('East'))
const cny = sure(decode(Currency)('CNY'))

/** Stages rows and answers with the ids of their lines by stream, and what became of each row. */
const stage = (rows: ReadonlyArray<Cells>) => {
  const staging = openStaging()
  try {
    const staged: Staged[] = rows.map((cells, i) => {
      const row = { line: i + 2, cells }
      const checked = checkRow(settings, row, east, cny)
      if (isLeft(checked)) throw new Error(checked.left.message)
      return staging.keep(row, checked.right)
    })
    const streams = staging.streams().map((stream) => ({
      of: 'customer' in stream.of ? stream.of.customer : stream.of.month,
      documents: [...staging.pages(stream, 3)].flat().map(({ document, lines }) => ({
        document,
        lines: lines.map(({ purchase, line }) => ({ purchase, line })),
      })),
    }))
    return { staged, streams }
  } finally {
    staging.close()
  }
}

const idsOf = (rows: ReadonlyArray<Cells>): ReadonlyArray<string> =>
  stage(rows)
    .streams.flatMap(({ documents }) =>
      documents.flatMap(({ lines }) => lines.map(({ purchase }) => purchase)),
    )
    .sort()

const cells = (document: string, line: string, product: string, amount = '10.00'): Cells => [
  '2026-01-05',
  'C-1',
  document,
  line,
  product,
  amount,
]

describe('the identity of an imported line', () => {
  // Few different values, so that many rows are alike.
  const rows = fc.array(
    fc.tuple(
      fc.constantFrom('2026-01-05', '2026-02-01'),
      fc.constantFrom('C-1', 'C-2', ''),
      fc.constantFrom('D-1', ''),
      fc.constant(''),
      fc.constantFrom('lamp', 'table'),
      fc.constantFrom('10.00', '10', '-3.5'),
    ),
    { minLength: 20, maxLength: 60 },
  )

  test('does not depend on its place in the file: rows in another order give the same ids', () => {
    let alike = 0
    fc.assert(
      fc.property(
        rows.chain((given) =>
          fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length })),
        ),
        ([given, shuffled]) => {
          const ids = idsOf(given)
          if (new Set(given.map((row) => row.join())).size < given.length) alike++
          expect(idsOf(shuffled)).toEqual(ids)
          expect(new Set(ids).size).toBe(given.length)
        },
      ),
      { numRuns: runs({ everyday: 100, full: 300 }) },
    )
    expect(alike).toBeGreaterThan(runs({ everyday: 60, full: 250 }))
  })

  test('a file that grows keeps the ids of the lines it had', () => {
    fc.assert(
      fc.property(rows, rows, (before, more) => {
        const grown = new Set(idsOf([...before, ...more]))
        expect(idsOf(before).every((id) => grown.has(id))).toBe(true)
      }),
      { numRuns: 100 },
    )
  })

  test('is the same as it ever was: these ids are storage format', () => {
    expect(idsOf([cells('D-1', '1', 'lamp')])).toEqual(['a0a8467b-c1a4-5a61-b64f-ee4f3c3bf1f7'])
    expect(idsOf([cells('D-1', '', 'lamp'), cells('D-1', '', 'lamp')])).toEqual([
      '7b6234ed-b72a-538f-b391-105aede2c6ed',
      'e811d498-a3e7-5c9e-aaa7-b9be5daa3647',
    ])
  })

  test('with a line number it stays the same whatever else is corrected', () => {
    expect(idsOf([cells('D-1', '1', 'lamp')])).toEqual(idsOf([cells('D-1', '1', 'table', '99.99')]))
    expect(idsOf([cells('D-1', '1', 'lamp')])).not.toEqual(idsOf([cells('D-2', '1', 'lamp')]))
  })
})

describe('rows that are laid ready', () => {
  test('a row said twice is kept once, and one that contradicts an earlier row names it', () => {
    const { staged } = stage([
      cells('D-1', '1', 'lamp'),
      cells('D-1', '1', 'lamp', '10'),
      cells('D-1', '1', 'table'),
      ['2026-01-05', 'C-2', 'D-1', '1', 'lamp', '10.00'],
    ])
    expect(staged).toEqual(['kept', 'repeated', { contradicts: 2 }, { contradicts: 2 }])
  })

  test('come out by customer and document, both in the order of their first rows', () => {
    const { streams } = stage([
      ['2026-01-05', 'C-2', 'D-9', '1', 'lamp', '1'],
      ['2026-01-05', 'C-1', 'D-2', '1', 'lamp', '2'],
      ['2026-01-05', 'C-2', 'D-3', '1', 'lamp', '3'],
      ['2026-01-05', 'C-2', 'D-9', '2', 'lamp', '4'],
      ['2026-01-05', '', 'D-5', '1', 'lamp', '5'],
    ])
    expect(
      streams.map(({ of, documents }) => [
        of,
        documents.map(({ document, lines }) => [document, lines.length]),
      ]),
    ).toEqual([
      [
        'C-2',
        [
          ['D-9', 2],
          ['D-3', 1],
        ],
      ],
      ['C-1', [['D-2', 1]]],
      ['2026-01', [['D-5', 1]]],
    ])
  })

  test('a document is never cut in two, however long, and lines without document stand alone', () => {
    const long = Array.from({ length: 8 }, (_, i) => cells('D-1', String(i), 'lamp'))
    const { streams } = stage([...long, cells('', '', 'lamp'), cells('', '', 'lamp')])
    expect(streams[0]?.documents.map(({ lines }) => lines.length)).toEqual([8, 1, 1])
  })
})
