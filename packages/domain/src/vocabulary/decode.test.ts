import fc from 'fast-check'
import { isLeft } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../../tools/laws.ts'
import { CustomerCommand } from '../customer/commands.ts'
import { Answer } from '../customer/relationship/satisfaction.ts'
import { Interval } from '../policy/interval.ts'
import { CalendarDate } from './calendar-date.ts'
import { Code, CustomerId } from './code.ts'
import { decode } from './decode.ts'
import { fields } from './fields.ts'
import { Instant, TimeZone } from './instant.ts'
import { PersonalText } from './personal.ts'
import { Text } from './text.ts'

const problems = (codec: t.Mixed, input: unknown): ReadonlyArray<string> => {
  const decoded = decode<unknown, unknown>(codec)(input)
  return isLeft(decoded) ? decoded.left.problems : []
}

describe('what is wrong is said in sentences that begin with the field', () => {
  test('all at once', () => {
    expect(
      problems(CustomerCommand, { type: 'RecordPurchase', customer: ' ', netAmount: 0.5, amount: 1 }),
    ).toEqual([
      'occurredOn: is missing',
      'customer: " " is not a CustomerId: 1 to 120 characters, no blanks around it, no control characters',
      'purchase: is missing',
      'netAmount: 0.5 is not an amount in minor units: a whole number between -2^53 and 2^53',
      'amount: is an unknown field of RecordPurchase',
    ])
    expect(problems(CalendarDate, '2026-02-30')).toEqual([
      '"2026-02-30" is not a calendar date: write YYYY-MM-DD, a day that exists',
    ])
  })

  test('with the place in lists and in what lies within', () => {
    const lines = [
      { purchase: 'p1', region: 'East', currency: 'RMB', netAmount: 1, occurredOn: '2026-01-01' },
    ]
    expect(
      problems(CustomerCommand, { type: 'ImportPurchases', occurredOn: '2026-01-01', customer: 'C1', lines }),
    ).toEqual(['lines.0.currency: "RMB" is not a currency: use its ISO 4217 code, such as CNY'])
  })

  test('of commands nobody knows', () => {
    expect(problems(CustomerCommand, { type: 'Constructor' })[0]).toMatch(
      /^no such command; "type" must be one of RegisterC/,
    )
    expect(problems(CustomerCommand, { type: 'toString' })).toHaveLength(1)
    expect(problems(CustomerCommand, null)).toHaveLength(1)
  })
})

describe('of alternatives only the one that was meant is spoken of', () => {
  const answered = fields('Answered', { answer: Answer })

  test('the one whose fields are there', () => {
    expect(problems(answered, { answer: { csat: 9 } })).toEqual([
      'answer.csat: 9 is not a CSAT score: a whole number from 1 to 5',
    ])
    expect(problems(answered, { answer: { nps: 11 } })).toEqual([
      'answer.nps: 11 is not a NPS score: a whole number from 0 to 10',
    ])
    expect(problems(Interval, { days: 0 })).toEqual(['days: 0 is not a whole number, 1 or more'])
    expect(problems(PersonalText, { subject: 's', value: '' })).toEqual([
      'value: must be words: at least one visible character, at most 10000',
    ])
    expect(problems(PersonalText, { subject: 's', sealed: 'x' })).toEqual(['key: is missing'])
  })

  test('rather the one with many wrong values than the one that lacks the field', () => {
    const far = fields(
      'Far',
      { at: fields('Place', { x: t.number, y: t.number, z: t.number }) },
      { name: Text },
    )
    const near = fields('Near', {}, { name: Text })
    const place = { name: 'a', at: { x: 'one', y: 'two', z: 'three' } }
    expect(problems(t.union([near, far], 'near or far'), place)).toEqual([
      'at.x: "one" is not number',
      'at.y: "two" is not number',
      'at.z: "three" is not number',
    ])
  })

  test('none of them, when it is something else altogether', () => {
    expect(problems(answered, { answer: 5 })).toEqual(['answer: 5 is not Answer {csat} or {nps}'])
    const direction = t.union([t.literal('up'), t.literal('down')], 'up or down')
    expect(problems(fields('Move', { direction }), { direction: 'left' })).toEqual([
      'direction: "left" is not up or down',
    ])
  })

  test('also within alternatives and lists', () => {
    const inner = fields('Outer', {
      list: t.readonlyArray(t.union([t.null, fields('Held', { answer: Answer })], 'a held answer')),
    })
    expect(problems(inner, { list: [null, { answer: { csat: 0 } }, 7] })).toEqual([
      'list.1.answer.csat: 0 is not a CSAT score: a whole number from 1 to 5',
      'list.2: 7 is not a held answer',
    ])
  })
})

describe('objects', () => {
  const Point = fields('Point', { x: t.number }, { label: Text })

  test('have the fields they should, no others, and nothing inherited', () => {
    expect(problems(Point, { x: 1, z: 2 })).toEqual(['z: is an unknown field of Point'])
    expect(problems(Point, { x: 1, label: null })).toHaveLength(1)
    expect(problems(Point, { x: 1, label: undefined })).toEqual([])
    expect(problems(Point, [])).toEqual(['Point must be an object'])
    expect(problems(Point, Object.create({ x: 1 }))).toEqual(['x: is missing'])
    expect(problems(Point, JSON.parse('{"x": 1, "__proto__": {"label": "no"}}'))).toEqual([
      '__proto__: is an unknown field of Point',
    ])
    expect(Point.is({ x: 1, z: 2 })).toBe(false)
    expect(Point.is({ x: 1, label: undefined })).toBe(true)
  })

  test('come out in the order of their definition, however they were written', () => {
    const shuffled = decode(Point)({ label: 'A', x: 1 })
    expect(JSON.stringify(shuffled)).toBe(JSON.stringify(decode(Point)({ x: 1, label: 'A' })))
  })
})

describe('codes and words', () => {
  test('codes have one spelling', () => {
    expect(decode(Code)('O\u0308BB')).toEqual(decode(Code)('\u00d6BB'))
    expect(Code.is('O\u0308BB')).toBe(false)
    for (const text of ['', ' a', 'a ', 'a\nb', 'a\u0000', '\ud800', 'x'.repeat(121)]) {
      expect(CustomerId.decode(text)._tag).toBe('Left')
    }
  })

  test('codes and words, once read, are read as the same again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
        for (const codec of [Code, Text]) {
          const once = codec.decode(text)
          if (once._tag === 'Right') {
            expect(codec.is(once.right)).toBe(true)
            expect(codec.decode(once.right)).toEqual(once)
          } else expect(codec.is(text)).toBe(false)
        }
      }),
      { numRuns: runs({ everyday: 200, full: 2_000 }) },
    )
  })

  test('words show something', () => {
    for (const text of ['', '  ', '\n', '\ud800', 'x'.repeat(10_001)])
      expect(Text.decode(text)._tag).toBe('Left')
    expect(Text.is('客户投诉')).toBe(true)
  })
})

describe('moments', () => {
  test('are kept in UTC to the millisecond, whatever offset they were written with', () => {
    expect(decode(Instant)('2026-01-31T09:30:00.1239+08:00')).toEqual({
      _tag: 'Right',
      right: '2026-01-31T01:30:00.123Z',
    })
    expect(Instant.is('2026-01-31T09:30:00+08:00')).toBe(false)
    for (const text of [
      '2026-01-31',
      '2026-01-31T09:30:00',
      '2026-02-30T00:00:00Z',
      'now',
      0,
      '-000001-01-01T00:00:00Z',
      '+010000-01-01T00:00:00Z',
    ]) {
      expect(Instant.decode(text)._tag).toBe('Left')
    }
  })

  test('fall on a day of the zone', () => {
    expect(TimeZone.is('Asia/Shanghai')).toBe(true)
    for (const zone of ['Asia/Peking', '+08:00', 'Beijing', '', 8])
      expect(TimeZone.decode(zone)._tag).toBe('Left')
  })
})
