import { describe, expect, test } from 'vitest'
import { DatedPurchaseLine } from './line.ts'
import { corrected, sortLines, standing } from './standing-lines.ts'

const line = (facts: object = {}): DatedPurchaseLine => {
  const decoded = DatedPurchaseLine.decode({
    purchase: 'p1',
    region: 'East',
    currency: 'CNY',
    netAmount: 500,
    occurredOn: '2024-01-10',
    ...facts,
  })
  if (decoded._tag === 'Left') throw new Error('The line is not well formed.')
  return decoded.right
}

const stored = (...lines: ReadonlyArray<DatedPurchaseLine>) =>
  new Map(lines.map(({ occurredOn, ...facts }) => [facts.purchase, standing(occurredOn, facts)]))

describe('the lines of a ledger that is imported', () => {
  test('are fresh where nobody knows them, once each', () => {
    expect(sortLines([line(), line(), line({ purchase: 'p2' })], stored())).toEqual({
      fresh: [line(), line({ purchase: 'p2' })],
      stored: [line()],
      differing: [],
    })
  })

  test('are stored already where nothing differs', () => {
    expect(sortLines([line()], stored(line()))).toEqual({ fresh: [], stored: [line()], differing: [] })
  })

  test('differ in the facts that are told, dates and facts that were missing included', () => {
    const sorted = sortLines(
      [line({ netAmount: 700, occurredOn: '2024-01-11', owner: 'anna' })],
      stored(line()),
    )
    expect(sorted.differing.map(({ fields }) => [...fields].sort())).toEqual([
      ['netAmount', 'occurredOn', 'owner'],
    ])
  })

  test('are stored already where the ledger says what was first recorded, and where it was mended as Kehu was', () => {
    const known = stored(line())
    const mended = new Map([['p1', corrected(known, line(), line({ netAmount: 700 }))]])
    expect(sortLines([line()], mended).stored).toHaveLength(1)
    expect(sortLines([line({ netAmount: 700 })], mended).stored).toHaveLength(1)
    expect(sortLines([line({ netAmount: 900 })], mended).differing).toHaveLength(1)
  })

  test('on their way already are not told twice', () => {
    const taken = new Map([['p1', line()]])
    expect(sortLines([line()], stored(), taken)).toMatchObject({ fresh: [], stored: [line()] })
    expect(sortLines([line({ netAmount: 1 })], stored(), taken).differing).toHaveLength(1)
  })
})
