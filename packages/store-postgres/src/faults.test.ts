import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../tools/laws.ts'
import { type Doing, failureOf } from './faults.ts'

const pgError = (code: unknown, message = 'it said so') => Object.assign(new Error(message), { code })
const told = (code: string, doing: Doing = 'reading', message?: string) => {
  const failure = failureOf('PostgreSQL li@db:5432/kehu', pgError(code, message), doing)
  return failure._tag === 'Raced' ? 'Raced' : `${failure._tag} ${failure.fault._tag}`
}

/** Every class of https://www.postgresql.org/docs/current/errcodes-appendix.html */
const classes = [
  ...[
    '00',
    '01',
    '02',
    '03',
    '08',
    '09',
    '0A',
    '0B',
    '0F',
    '0L',
    '0P',
    '0Z',
    '10',
    '20',
    '21',
    '22',
    '23',
    '24',
  ],
  ...[
    '25',
    '26',
    '27',
    '28',
    '2B',
    '2D',
    '2F',
    '34',
    '38',
    '39',
    '3B',
    '3D',
    '3F',
    '40',
    '42',
    '44',
    '53',
    '54',
  ],
  ...['55', '57', '58', '72', 'F0', 'HV', 'P0', 'XX'],
]
/** What is said of a code of the class that is not named below. */
const ofClass: Readonly<Record<string, string>> = {
  '08': 'Passing Unreachable',
  '40': 'Raced',
  '53': 'Passing Unreachable',
}
const named: Readonly<Record<string, string>> = {
  '23505': 'Raced',
  '40001': 'Raced',
  '40P01': 'Raced',
  '40003': 'Passing Busy',
  '25006': 'Lasting ReadOnly',
  '25P03': 'Passing Unreachable',
  '25P04': 'Passing Unreachable',
  '28000': 'Lasting Unreachable',
  '28P01': 'Lasting Unreachable',
  '3D000': 'Lasting Unreachable',
  '3F000': 'Lasting Corrupt',
  '42501': 'Lasting Unreachable',
  '42703': 'Lasting Corrupt',
  '42P01': 'Lasting Corrupt',
  '53100': 'Lasting Full',
  '53300': 'Passing Busy',
  '55006': 'Passing Busy',
  '55P03': 'Passing Busy',
  '57014': 'Passing Unreachable',
  '57P01': 'Passing Unreachable',
  '57P02': 'Passing Unreachable',
  '57P03': 'Passing Unreachable',
  '57P04': 'Lasting Unreachable',
  '57P05': 'Passing Unreachable',
  XX001: 'Lasting Corrupt',
  XX002: 'Lasting Corrupt',
}
const expected = (code: string): string =>
  named[code] ??
  (code.startsWith('57P') ? 'Passing Unreachable' : (ofClass[code.slice(0, 2)] ?? 'Lasting StoreFailed'))

describe('an error of PostgreSQL', () => {
  test.each(classes)('of class %s is a value, with its code where there is no remedy', (two) => {
    for (const rest of [
      '000',
      '001',
      '003',
      '006',
      '014',
      '030',
      '100',
      'P00',
      'P01',
      'P03',
      '501',
      '703',
      'Z9Z',
    ]) {
      const code = two + rest
      expect([code, told(code)]).toEqual([code, expected(code)])
      const failure = failureOf('here', pgError(code))
      if (failure._tag !== 'Raced' && failure.fault._tag === 'StoreFailed')
        expect(failure.fault.code).toBe(code)
    }
  })

  test.each(Object.entries(named))('%s is %s', (code, says) => expect(told(code)).toBe(says))

  test('of a class that nobody knows is a value too', () => {
    const character = fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ')
    fc.assert(
      fc.property(fc.string({ unit: character, minLength: 5, maxLength: 5 }), (code) => {
        fc.pre(!code.startsWith('E'))
        expect([code, told(code)]).toEqual([code, expected(code)])
      }),
      { numRuns: runs({ everyday: 200, full: 2_000 }) },
    )
  })

  test('means by its code what it means, whatever its words remind of', () => {
    for (const words of ['timeout', 'connection terminated', 'SSL', 'certificate', 'ended', 'no password']) {
      expect(told('P0001', 'reading', `a trigger said ${words}`)).toBe('Lasting StoreFailed')
    }
  })

  test('a right that is missing makes a writer a reader, and tells a reader to get it', () => {
    expect(told('42501', 'writing')).toBe('Lasting ReadOnly')
    expect(told('42501', 'reading')).toBe('Lasting Unreachable')
  })
})

describe('an error of the way to the server', () => {
  test.each([
    ['ECONNREFUSED', 'Passing Unreachable'],
    ['ECONNRESET', 'Passing Unreachable'],
    ['EPIPE', 'Passing Unreachable'],
    ['EAI_AGAIN', 'Passing Unreachable'],
    ['ETIMEDOUT', 'Passing Unreachable'],
    ['ENOTFOUND', 'Lasting Unreachable'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'Lasting Unreachable'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'Lasting Unreachable'],
    ['ERR_INVALID_ARG_TYPE', 'Lasting StoreFailed'],
  ])('%s is %s', (code, says) => expect(told(code)).toBe(says))

  test('and whatever else can be thrown is a value', () => {
    const hostile = new Proxy(new Error('no'), {
      get: () => {
        throw new Error('not even that')
      },
    })
    for (const thrown of [hostile, undefined, null, 'text', 7n, Symbol('s'), new TypeError('a bug')]) {
      expect(failureOf('here', thrown)).toMatchObject({ _tag: 'Lasting', fault: { _tag: 'StoreFailed' } })
    }
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (thrown, code) => {
        failureOf('here', thrown)
        failureOf('here', pgError(code))
        failureOf('here', new AggregateError([thrown]))
      }),
    )
  })
})
