import fc from 'fast-check'
import { isLeft, isRight, right } from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../tools/laws.ts'
import { parseStreamName, streamName } from './stream-name.ts'

describe('a stream name', () => {
  test('is the category, a hyphen and the percent-encoded id', () => {
    expect(streamName('customer', '客户 1')).toEqual(right('customer-%E5%AE%A2%E6%88%B7%201'))
  })

  test('is the same for two spellings of the same id', () => {
    expect(streamName('customer', 'Ame\u0301lie')).toEqual(streamName('customer', 'Amélie'))
  })

  test('tells capitals from small letters', () => {
    expect(streamName('customer', 'alfki')).not.toEqual(streamName('customer', 'ALFKI'))
  })

  test('is refused for an empty id, half a character, a bad category and more than 200 bytes', () => {
    const bad = [
      ['customer', ''],
      ['customer', 'a\ud800'],
      ['Customer', '1'],
      ['a-b', '1'],
      ['', '1'],
      ['customer', '客'.repeat(22)],
    ] as const
    for (const [category, id] of bad) expect(isLeft(streamName(category, id))).toBe(true)
    expect(isRight(streamName('customer', '客'.repeat(21)))).toBe(true)
  })

  test('gives its category and id back, whatever the id', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 15 }), (id) => {
        const name = streamName('region', id)
        if (isLeft(name)) throw new Error(name.left.message)
        expect(parseStreamName(name.right)).toEqual(
          right({ category: 'region', id: id.normalize('NFC'), name: name.right }),
        )
      }),
      { numRuns: runs({ everyday: 100, full: 1_000 }) },
    )
  })

  test('is not parsed from another spelling, so that one thing has one stream', () => {
    for (const name of [
      'customer-%41',
      'customer-Ame%CC%81lie',
      'customer-%e5%ae%a2',
      'customer-%FF',
      'customer',
      '-1',
    ]) {
      expect([name, isLeft(parseStreamName(name))]).toEqual([name, true])
    }
  })
})
