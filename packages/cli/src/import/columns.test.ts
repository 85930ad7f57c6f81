import { isLeft } from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'
import { layoutOf, parseMapping } from './columns.ts'

const layout = (headings: ReadonlyArray<string>, map: ReadonlyArray<string> = [], region?: string) => {
  const mapping = parseMapping(map)
  return isLeft(mapping) ? mapping : layoutOf(headings, mapping.right, region === undefined ? {} : { region })
}
const complaint = (...args: Parameters<typeof layout>): string => {
  const found = layout(...args)
  return isLeft(found) ? found.left.message : ''
}

const usual = ['occurred_on', 'region', 'net_amount']

describe('the columns of an order book', () => {
  test('are found under their own names or under the headings given, which go first', () => {
    expect(layout(['net_amount', 'Sales', 'occurred_on', 'region'], ['net_amount=Sales'])).toMatchObject({
      right: { at: { net_amount: 1, occurred_on: 2, region: 3 } },
    })
  })

  test('a heading may hold an equals sign', () => {
    expect(layout([...usual, 'a=b'], ['owner=a=b'])).toMatchObject({ right: { at: { owner: 3 } } })
  })

  test('a missing mandatory column is named with those that were found and with the way out', () => {
    const message = complaint(['Order Date', 'Sales', 'region'])
    expect(message).toContain('no column occurred_on, net_amount')
    expect(message).toContain('Order Date, Sales, region')
    expect(message).toContain('--map occurred_on=HEADING --map net_amount=HEADING')
  })

  test('the region may come from the command line', () => {
    expect(complaint(['occurred_on', 'net_amount'], [], 'Online')).toBe('')
  })

  test.each([
    [['net_amount'], 'write COLUMN=HEADING'],
    [['amount=Sales'], 'there is no column "amount"'],
    [['region=A', 'region=B'], 'given twice'],
    [['owner=Seller'], 'no such column'],
  ])('--map %s is refused: %s', (map, message) => {
    expect(complaint(usual, map)).toContain(message)
  })

  test('two columns of the same heading are ambiguous only when they are meant', () => {
    expect(complaint([...usual, 'note', 'note'])).toBe('')
    expect(complaint([...usual, 'owner', 'owner'])).toContain('two columns "owner"')
  })

  test('cost and profit together may contradict each other, unless one is left out', () => {
    expect(complaint([...usual, 'cost_amount', 'profit_amount'])).toContain(
      'both cost_amount and profit_amount',
    )
    expect(complaint([...usual, 'cost_amount', 'profit_amount'], ['cost_amount='])).toBe('')
  })
})
