import fc from 'fast-check'
import { expect, test } from 'vitest'
import { failureOf, ofAll } from './faults.ts'

const ofCode = (code: number) => failureOf('here', Object.assign(new Error(`${code} it said`), { code }))
const ofType = (type: string) => failureOf('here', Object.assign(new Error('it said'), { type, code: 9 }))

test('every status of gRPC is taken as something: what may pass, what lasts, or what nobody has a remedy for', () => {
  const taken = Array.from({ length: 18 }, (_, code) => {
    const { _tag, fault } = ofCode(code)
    return `${code} ${_tag} ${fault._tag}${fault._tag === 'StoreFailed' ? ` ${fault.code}` : ''}`
  })
  expect(taken).toEqual([
    '0 Lasting StoreFailed OK',
    '1 Passing Unreachable',
    '2 Lasting Unreachable',
    '3 Lasting StoreFailed INVALID_ARGUMENT',
    '4 Passing Unreachable',
    '5 Lasting StoreFailed NOT_FOUND',
    '6 Lasting StoreFailed ALREADY_EXISTS',
    '7 Lasting Unreachable',
    '8 Passing Unreachable',
    '9 Lasting StoreFailed FAILED_PRECONDITION',
    '10 Passing Unreachable',
    '11 Lasting StoreFailed OUT_OF_RANGE',
    '12 Lasting Unreachable',
    '13 Passing Unreachable',
    '14 Passing Unreachable',
    '15 Lasting StoreFailed DATA_LOSS',
    '16 Lasting Unreachable',
    '17 Lasting StoreFailed 17',
  ])
})

test('so is every error that the client names', () => {
  for (const [type, as] of [
    ['timeout', 'Passing'],
    ['not-leader', 'Passing'],
    ['wrong-expected-version', 'WrongRevision'],
    ['stream-not-found', 'NoStream'],
    ['maximum-append-size-exceeded', 'TooLarge'],
    ['access-denied', 'Lasting'],
    ['stream-deleted', 'Lasting'],
  ] as const)
    expect([type, ofType(type)._tag]).toEqual([type, as])
  for (const type of ['invalid-transaction', 'scavenge-not-found', 'missing-required-metadata-property']) {
    expect(ofType(type)).toMatchObject({ _tag: 'Lasting', fault: { _tag: 'StoreFailed', code: type } })
  }
})

test('whatever else is thrown becomes a fault, and nothing is thrown on', () => {
  fc.assert(
    fc.property(fc.anything(), (thrown) => {
      for (const error of [thrown, ofAll(thrown)]) {
        expect(failureOf('here', error).fault.message).toMatch(/here/)
      }
    }),
  )
  expect(failureOf('here', new TypeError('x is not a function'))).toMatchObject({
    fault: { _tag: 'StoreFailed', code: 'TypeError' },
  })
})
