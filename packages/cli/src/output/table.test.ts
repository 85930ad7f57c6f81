import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runs } from '../../../../tools/laws.ts'
import { displayWidth, remark, table, tableLines } from './table.ts'

const plain = { colours: false, width: 100 }

test('numbers stand to the right, Chinese takes two columns a character, and long text ends in an ellipsis', () => {
  const columns = [{ head: 'Name', widthMax: 8 }, { head: 'Amount', align: 'right' as const }, { head: 'X' }]
  expect(
    table(plain, columns, [
      ['宏达机械', '1.00', 'a'],
      ['宏达机械厂', '12,345.00', 'b'],
      ['Hongda Machinery', '-5', ''],
    ]).split('\n'),
  ).toEqual([
    'Name         Amount  X',
    '──────────────────────',
    '宏达机械       1.00  a',
    '宏达机…   12,345.00  b',
    'Hongda …         -5',
  ])
})

test('all lines of a table are equally wide, whatever the cells hold', () => {
  const cells = fc.array(
    fc.array(fc.string({ unit: 'grapheme', maxLength: 12 }), { minLength: 2, maxLength: 2 }),
    { maxLength: 20 },
  )
  fc.assert(
    fc.property(cells, fc.integer({ min: 2, max: 10 }), (rows, widthMax) => {
      // The last column makes the ends visible.
      const lines = [
        ...tableLines(
          plain,
          [{ head: 'A', widthMax }, { head: 'B', align: 'right' }, { head: '|' }],
          rows.map((row) => [...row, '|']),
        ),
      ]
      expect(lines).toHaveLength(rows.length + 2)
      expect(new Set(lines.map(displayWidth)).size).toBe(1)
    }),
    { numRuns: runs({ everyday: 100, full: 300 }) },
  )
})

test('every cell is looked at a fixed number of times, however many rows there are', () => {
  const looksAt = (length: number): number => {
    let looks = 0
    const row = new Proxy(['x'], {
      get: (target, key, self) => {
        if (key === '0') looks += 1
        return Reflect.get(target, key, self)
      },
    })
    const lines = [
      ...tableLines(
        plain,
        [{ head: 'A' }],
        Array.from({ length }, () => row),
      ),
    ]
    expect(lines).toHaveLength(length + 2)
    return looks
  }
  expect(looksAt(200_000) / looksAt(1_000)).toBe(200)
})

test('a remark is broken where the screen ends', () => {
  const lines = remark({ colours: false, width: 20 }, `${'word '.repeat(20)}${'很长'.repeat(3)} end`).split(
    '\n',
  )
  expect(lines.length).toBeGreaterThan(5)
  for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(20)
})
