import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { isLeft } from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'
import { runs } from '../../../tools/laws.ts'
import { readAddress } from './address.ts'
import { openPostgresStore, type PostgresStoreOptions } from './postgres-store.ts'

const messageOf = async (options: PostgresStoreOptions): Promise<string> => {
  const opened = await openPostgresStore(options)()
  if (!isLeft(opened)) throw new Error('It was opened')
  return opened.left.message
}

/** Nobody listens on port 1, and no such host is there. */
const hosts = ['127.0.0.1:1', 'no-such-host.invalid', '[::1]:1', '']

// Parts that would be recognised wherever they turned up, with every character between them that means something in a URL.
const part = fc.stringMatching(/^[a-z]{2}[0-9]{4}[a-z]{4}$/)
const mark = fc.constantFrom(
  ...['/', '@', ':', '#', '?', '&', '=', '%', '\\', ' ', '"', "'", '[', ']', '+', '客', '%40', '%2F'],
)
const secret = fc.tuple(part, mark, part, mark, part)

/** How people write it, rightly or not. */
const spellings: ReadonlyArray<(password: string, host: string) => string> = [
  (password, host) => `postgres://li:${password}@${host}/d`,
  (password, host) => `postgres://li:${encodeURIComponent(password)}@${host}/d`,
  (password, host) => `postgres://${encodeURIComponent(`li:${password}`)}@${host}/d`,
  (password, host) => `postgres://${encodeURIComponent(`li:${password}@${host}`)}/d`,
  (password, host) => `postgres://li:5432${password}@${host}/d`,
  (password, host) => `postgresql://${host}/d?user=li&password=${password}`,
  (password, host) => `postgresql://${host}/d?user=li:${password}`,
  (password, host) => `postgres://li@${host}/d?password=${encodeURIComponent(password)}`,
  // Without a host; after an @ it would be one.
  (password) => `postgres://li:${password.replaceAll('@', '.')}`,
  (password, host) => `postgres:/li:${password}@${host}/d`,
  (password, host) => `postgres//li:${password}@${host}/d`,
  (password, host) => `mysql://li:${password}@${host}/d`,
  (password, host) => `li:${password}@${host}/d`,
  (password, host) => `host=${host} user=li password=${password} dbname=d`,
  (password, host) => `host='${host}' user='li' password='${password}'`,
  (password) => password,
]

test('no part of a secret is in any message, whatever its characters and however the string is written', async () => {
  await fc.assert(
    fc.asyncProperty(
      secret,
      fc.constantFrom(...spellings),
      fc.constantFrom(...hosts),
      async (parts, spelling, host) => {
        const connectionString = spelling(parts.join(''), host)
        // What can be read in one way is opened elsewhere; here it is only named.
        const address = readAddress(connectionString)
        const said = isLeft(address)
          ? await messageOf({ connectionString, newId: randomUUID })
          : `${address.right.user}@${address.right.host}:${address.right.port}/${address.right.database}`
        for (const [index, one] of parts.entries()) if (index % 2 === 0) expect(said).not.toContain(one)
      },
    ),
    { numRuns: runs({ everyday: 200, full: 2_000 }) },
  )
})

test.each([
  ['postgres://u:se/cret9@127.0.0.1:1/d', 'cannot be read'],
  ['postgres://u:12/cret9@127.0.0.1:1/d', 'cannot be read'],
  ['postgres://u:12#cret9@127.0.0.1:1/d', 'cannot be read'],
  ['postgres://u:12?cret9@127.0.0.1:1/d', 'cannot be read'],
  ['postgres://u:p%40cret9@127.0.0.1:1/d', 'cannot be reached'],
  ['postgres://u:p@cret9@127.0.0.1:1/d', 'cannot be reached'],
  ['postgres://u:%zzcret9@127.0.0.1:1/d', 'cannot be'],
  ['postgres://u:cret9@127.0.0.1:1/d?sslrootcert=/no/such/file', 'sslrootcert'],
  ['host=127.0.0.1 port=1 user=u password=cret9', 'cannot be read'],
])('%s is answered without its secret', async (connectionString, says) => {
  const message = await messageOf({ connectionString, newId: randomUUID })
  expect(message).toContain(says)
  expect(message).not.toContain('cret9')
})

test.each([
  ['empty', ''],
  ['of 10,000 characters', 'x'.repeat(10_000)],
  ['with quotes', 'a"; DROP SCHEMA kehu; --'],
  ['with U+0000', 'a\0b'],
  ['with a line break', 'a\n'],
  ['of PostgreSQL’s own', 'pg_kehu'],
  ['no text', 7],
  ['what cannot be a text', Object.create(null)],
])('a schema’s name that is %s is refused in a sentence', async (_, schema) => {
  const options = { connectionString: 'postgres://u@127.0.0.1:1/d', schema, newId: randomUUID }
  const message = await messageOf(options as PostgresStoreOptions)
  expect(message.length).toBeLessThan(300)
  expect(message).not.toMatch(/\p{Cc}/u)
})

test('nothing is thrown, whatever is given as options', async () => {
  await fc.assert(
    fc.asyncProperty(fc.anything(), async (junk) => {
      expect((await openPostgresStore(junk as PostgresStoreOptions)())._tag).toBe('Left')
    }),
  )
})
