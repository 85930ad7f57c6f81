import * as t from 'io-ts'
import { describe, expect, test } from 'vitest'
import { make } from '../testing/leaves.ts'
import { Code } from './code.ts'
import { decode } from './decode.ts'
import { fields } from './fields.ts'
import { Instant, TimeZone } from './instant.ts'
import { mapOf } from './map-of.ts'
import { Period, periodRange, previousPeriod, yearEarlier } from './period.ts'
import { PersonalText } from './personal.ts'
import { Text } from './text.ts'

const said = (codec: t.Mixed, input: unknown): string => {
  const decoded = decode<unknown, unknown>(codec)(input)
  return decoded._tag === 'Left' ? decoded.left.message : 'accepted'
}
const both = (codec: t.Mixed, input: unknown) => {
  expect(codec.is(input)).toBe(said(codec, input) === 'accepted')
  return codec.is(input)
}

describe('a period', () => {
  test('is a year, a quarter or a month', () => {
    for (const text of ['2017', '2017-Q1', '2017-Q4', '2017-01', '2017-12'])
      expect(both(Period, text)).toBe(true)
    for (const none of [
      '2017-Q5',
      '2017-Q0',
      '2017-13',
      '2017-00',
      '0000',
      '17',
      '2017-1',
      '',
      2017,
      null,
      {},
    ]) {
      expect(both(Period, none)).toBe(false)
    }
    expect(said(Period, '2017-13')).toBe(
      '"2017-13" is not a period: write a year (2017), a quarter (2017-Q3) or a month (2017-11)',
    )
  })

  test('has a first and a last day, one before it and one a year earlier', () => {
    const of = (text: string) => {
      const period = make(Period, text)
      const { from, to } = periodRange(period)
      return [from, to, previousPeriod(period), yearEarlier(period)]
    }
    expect(of('2016')).toEqual(['2016-01-01', '2016-12-31', '2015', '2015'])
    expect(of('2016-Q1')).toEqual(['2016-01-01', '2016-03-31', '2015-Q4', '2015-Q1'])
    expect(of('2016-Q3')).toEqual(['2016-07-01', '2016-09-30', '2016-Q2', '2015-Q3'])
    expect(of('2016-02')).toEqual(['2016-02-01', '2016-02-29', '2016-01', '2015-02'])
    expect(of('2016-01')).toEqual(['2016-01-01', '2016-01-31', '2015-12', '2015-01'])
  })
})

test('a code is short and without spaces at its ends, a text has something in it and is not endless', () => {
  for (const none of ['', ' ', 'a ', ' a', 7, null, 'x'.repeat(10_000)]) expect(both(Code, none)).toBe(false)
  for (const none of ['', '  ', 7, null, '\ud800']) expect(both(Text, none)).toBe(false)
  const longest = longestOf(Text)
  expect(both(Text, 'x'.repeat(longest))).toBe(true)
  expect(both(Text, 'x'.repeat(longest + 1))).toBe(false)
  const longestCode = longestOf(Code)
  expect(both(Code, 'x'.repeat(longestCode))).toBe(true)
  expect(both(Code, 'x'.repeat(longestCode + 1))).toBe(false)
  expect([longestCode, longest]).toEqual([120, 10_000])
})

test('a moment is read with its offset and kept in UTC', () => {
  expect(make(Instant, '2026-01-31T09:30:00+08:00')).toBe('2026-01-31T01:30:00.000Z')
  expect(make(Instant, '0001-01-02T00:00:00Z')).toBe('0001-01-02T00:00:00.000Z')
  expect(make(Instant, '9999-12-30T23:59:59.999Z')).toBe('9999-12-30T23:59:59.999Z')
  for (const none of [
    '2026-01-31',
    '2026-01-31T09:30',
    '0001-01-01T23:59:59Z',
    '9999-12-31T00:00:00Z',
    '',
    7,
    null,
  ]) {
    expect(said(Instant, none)).toMatch(/ is not a moment: write it with its offset/)
    expect(Instant.is(none)).toBe(false)
  }
})

test('a time zone has a name, not an offset', () => {
  for (const zone of ['Asia/Shanghai', 'UTC', 'Europe/Berlin']) expect(both(TimeZone, zone)).toBe(true)
  for (const none of ['+08:00', 'Mars/Olympus', '', '8', 7, null]) {
    expect(both(TimeZone, none)).toBe(false)
    expect(said(TimeZone, none)).toMatch(/ is not a time zone: use an IANA name such as Asia\/Shanghai/)
  }
})

test('a map is written as pairs in the order of their keys, and read back', () => {
  const codec = mapOf(t.string, t.number)
  const written = codec.encode(
    new Map([
      ['b', 2],
      ['c', 3],
      ['a', 1],
      ['aa', 4],
    ]),
  )
  expect(written).toEqual([
    ['a', 1],
    ['aa', 4],
    ['b', 2],
    ['c', 3],
  ])
  expect(codec.decode(written)).toMatchObject({
    right: new Map([
      ['a', 1],
      ['aa', 4],
      ['b', 2],
      ['c', 3],
    ]),
  })
  expect(codec.is(new Map())).toBe(true)
  expect(codec.is([])).toBe(false)
  expect(codec.name).toBe('Map of string to number')
})

test('a personal value is in clear, sealed or erased, and nothing between', () => {
  for (const value of [
    { subject: 's1', value: 'Li Na' },
    { subject: 's1', sealed: 'c2VhbA', key: 'k1' },
    { subject: 's1', erased: true },
  ]) {
    expect(both(PersonalText, value)).toBe(true)
  }
  for (const none of [
    'Li Na',
    { subject: 's1' },
    { value: 'Li Na' },
    { subject: 's1', sealed: 'c2VhbA' },
    { subject: 's1', erased: false },
    { subject: 's1', value: 'Li Na', erased: true },
  ]) {
    expect(both(PersonalText, none)).toBe(false)
  }
  expect(said(PersonalText, 'Li Na')).toBe('"Li Na" is not Personal {subject, value}')
})

describe('an object of fields', () => {
  const codec = fields('Thing', { name: t.string }, { size: t.number })

  test('has those fields and no others', () => {
    for (const thing of [
      { name: 'a' },
      { name: 'a', size: 1 },
      { name: 'a', size: undefined, other: undefined },
    ]) {
      expect(both(codec, thing)).toBe(true)
    }
    for (const none of [
      {},
      { size: 1 },
      { name: 'a', size: 'b' },
      { name: 'a', other: 1 },
      { name: undefined },
      [],
      null,
      'a',
    ]) {
      expect(both(codec, none)).toBe(false)
    }
    expect(said(codec, { size: 'b', other: 1 })).toBe(
      'name: is missing; size: "b" is not number; other: is an unknown field of Thing',
    )
    expect(said(codec, [])).toBe('Thing must be an object')
    expect(said(codec, null)).toBe('Thing must be an object')
  })

  test('is written in their order, without what is absent', () => {
    const given = { size: 1, name: 'a' }
    expect(JSON.stringify(codec.encode(given))).toBe('{"name":"a","size":1}')
    expect(Object.keys(codec.encode({ name: 'a' }))).toEqual(['name'])
  })
})

test('a wrong value is shown, but not all of a long one, and whatever it is', () => {
  const long = 'x'.repeat(100)
  expect(said(t.number, long)).toBe(`"${'x'.repeat(56)}... is not number`)
  expect(said(t.number, 'x'.repeat(58))).toBe(`"${'x'.repeat(58)}" is not number`)
  expect(said(t.number, undefined)).toBe('nothing is not number')
  expect(said(t.number, { a: [1, null] })).toBe('{"a":[1,null]} is not number')
  expect(said(t.number, 12n)).toMatch(/^the value is a BigInt/)
  expect(said(t.number, Symbol.for('x'))).toMatch(/^the value is a symbol/)
  const twice = decode(t.array(t.number))(['a', 'b'])
  expect(twice).toMatchObject({
    left: {
      _tag: 'Invalid',
      problems: ['0: "a" is not number', '1: "b" is not number'],
      message: '0: "a" is not number; 1: "b" is not number',
    },
  })
})

/** How long a text may be, found by trying. */
function longestOf(codec: t.Mixed): number {
  let length = 1
  while (codec.is('x'.repeat(length + 1))) length++
  return length
}
