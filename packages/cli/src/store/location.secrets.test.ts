import fc from 'fast-check'
import { isLeft } from 'fp-ts/lib/Either.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runs } from '../../../../tools/laws.ts'
import { openWorkplace, type Workplace } from '../testing/test-io.ts'
import { nameOf, parseLocation, withoutSecrets } from './location.ts'

let place: Workplace
beforeAll(async () => {
  place = await openWorkplace()
})
afterAll(() => place.leave())

/** Letters that stand in no message of ours, and every sign that a URL gives a meaning to. */
const secret = fc
  .string({ unit: fc.constantFrom(...'ΞΨΩЖЮЯ/?#@:%&=+;\\ [].'), minLength: 4, maxLength: 16 })
  .filter((text) => /[ΞΨΩЖЮЯ]{2}/.test(text))
const leaks = (said: string): boolean => /[ΞΨΩЖЮЯ]/.test(said)

const shapes: ReadonlyArray<(secret: string) => string> = [
  ...['mysql', 'esdb', 'postgres', 'kurrentdb+discover', 'https', 'sqlite', 'memory', 'POSTGRES', 'x'].map(
    (scheme) => (password: string) => `${scheme}://li:${password}@host.example/kehu`,
  ),
  (password) => `esdb://admin:${password}@`,
  (password) => `postgres://li:${password}@/`,
  (password) => `mysql:li:${password}@host`,
  (password) => `postgres:li:${password}@host`,
  (password) => `//li:${password}@host/db`,
  (password) => `li:${password}@host/db`,
  (password) => `postgres://host/db?password=${password}`,
  (password) => `esdb://host:2113?token=${password}`,
]
const broken = fc.tuple(fc.constantFrom(...shapes), secret).map(([shape, password]) => shape(password))

test('no name of a store, and no reason why there is none, holds anything of its password', () => {
  let [named, refused] = [0, 0]
  fc.assert(
    fc.property(broken, (text) => {
      const location = parseLocation(text, '/work')
      const said = isLeft(location) ? location.left.message : nameOf(location.right)
      if (isLeft(location)) refused += 1
      else named += 1
      if (leaks(said)) throw new Error(`${text} is said as: ${said}`)
    }),
    { numRuns: runs({ everyday: 500, full: 5_000 }) },
  )
  expect(Math.min(named, refused)).toBeGreaterThan(runs({ everyday: 10, full: 200 }))
})

test('nor does anything that the command line says of a wrong command line', async () => {
  const ways: ReadonlyArray<(text: string) => ReadonlyArray<string>> = [
    (text) => [text],
    (text) => ['tiers', text],
    (text) => ['tiers', '--sotre', text],
    (text) => [`--sotre=${text}`, 'tiers'],
    (text) => ['tiers', '--format', text],
    (text) => ['due', '--within', text],
    (text) => ['store', text],
    (text) => ['store', 'check', text],
    (text) => ['commands', text],
  ]
  await fc.assert(
    fc.asyncProperty(broken, fc.constantFrom(...ways), async (text, way) => {
      const said = await place.kehu(way(text))
      if (leaks(said.err + said.out)) throw new Error(said.err + said.out)
    }),
    { numRuns: runs({ everyday: 100, full: 300 }) },
  )
  for (const shape of shapes.filter((_, i) => i !== 1 && i !== 2 && i !== 3 && i !== 7)) {
    const text = shape('ΞΨ/Ω#@Ж')
    for (const args of [['--store', text, 'events'], ['events'], ['store', 'copy', text, 'b.db']]) {
      const said = await place.kehu(args, { env: { KEHU_STORE: text } })
      expect(said.exitCode).toBe(2)
      if (leaks(said.err + said.out)) throw new Error(said.err + said.out)
    }
  }
})

test('what is no location is left as it is', () => {
  expect(withoutSecrets(['tiers', '--map', 'net_amount=Sales', undefined])('tiers --map Sales')).toBe(
    'tiers --map Sales',
  )
})
