import fc from 'fast-check'
import { isLeft, isRight } from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'
import { runs } from '../../../tools/laws.ts'
import { openAt } from '../test/harness.ts'
import { parseConnectionString } from './connection-string.ts'

const parsed = (text: string) => {
  const found = parseConnectionString(text)
  if (isLeft(found)) throw new Error(`not read: ${text}`)
  return found.right
}

test.each([
  ['esdb://h', null, 'h'],
  ['esdb://h:2113?tls=false', null, 'h:2113'],
  ['esdb+discover://a:1,b:2,c/?tls=true&nodePreference=leader', null, 'a:1,b:2,c'],
  ['kurrentdb://[::1]:2113', null, '[::1]:2113'],
  ['esdb://li:pass%3Aw%C3%B6rd%2F1@h', 'pass:wörd/1', 'h'],
  ['esdb://a:se#cret@host', 'se#cret', 'host'],
  ['esdb://a:se/cr?et@host:1?tls=true', 'se/cr?et', 'host:1'],
  ['esdb://a:p@ss@w@rd@host', 'p@ss@w@rd', 'host'],
  ['esdb://a:100%@host', '100%', 'host'],
  ['esdb://h?tls=true&tlsCAFile=/x@y/ca.pem', null, 'h'],
])('%s is read', (text, password, hosts) => {
  expect([parsed(text).credentials?.password ?? null, parsed(text).hosts]).toEqual([password, hosts])
})

test.each(['', 'esdb://', 'esdb://a:secret', 'esdb://a:secret@', 'esdb://a:se cret', 'http://a:secret@h'])(
  '"%s" is not',
  (text) => {
    expect(isLeft(parseConnectionString(text))).toBe(true)
  },
)

test('no part of a password, whatever its characters, is in what is shown or given to the client', () => {
  const password = fc
    .string({ unit: 'binary-ascii', minLength: 1, maxLength: 30 })
    .map((text) => `s3${text}t9`)
  const scheme = fc.constantFrom('esdb', 'esdb+discover', 'kurrentdb', 'KURRENT+DISCOVER')
  fc.assert(
    fc.property(scheme, password, fc.boolean(), (of, secret, encoded) => {
      const written = encoded ? encodeURIComponent(secret) : secret
      const found = parseConnectionString(`${of}://user:${written}@host-1:2113?tls=true`)
      if (isRight(found)) {
        expect(found.right.hosts).toBe('host-1:2113')
        expect(found.right.withoutCredentials).toMatch(/^esdb(\+discover)?:\/\/host-1:2113\?tls=true$/)
        if (encoded) expect(found.right.credentials?.password).toBe(secret)
      }
      expect(isRight(found) || !encoded).toBe(true)
    }),
    { numRuns: runs({ everyday: 200, full: 2_000 }) },
  )
})

test.each([
  'esdb://a:se#cret@127.0.0.1:1?tls=false',
  'esdb+discover://a:se/cret@127.0.0.1:1?tls=false&maxDiscoverAttempts=1',
  'esdb://a:se?cret=x@127.0.0.1:1?tls=maybe',
  'mysql://u:se/cret@h',
  'esdb://a:secret',
])('opening %s tells nobody the password', async (url) => {
  const opened = await openAt(url, { deadlineMs: 200, patienceMs: 100 })
  expect(isLeft(opened) && opened.left._tag).toBe('Unreachable')
  expect(isLeft(opened) && opened.left.message).not.toMatch(/se[#/?]|cret/)
})
