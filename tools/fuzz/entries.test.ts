import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anythingRuns, bombs } from './anything.ts'
import { packages } from './entries.ts'
import { givenAnything, givenOnly } from './entry.ts'
import { expectKept } from './promises.ts'

const representative: ReadonlySet<string> = new Set(
  [
    'CustomerCommand',
    'Policy',
    'Text',
    'Code',
    'Instant',
    'TimeZone',
    'Quantity',
    'Subject',
    'SalesBooksCodec',
  ].map((name) => `decode(${name})`),
)

describe.each(Object.entries(packages))('@kehu/%s', (_, { exports, classes }) => {
  test('says of every export whether it may be given anything', () => {
    expect(Object.keys(classes).sort()).toEqual(Object.keys(exports).sort())
  })

  const entries = Object.values(classes).flatMap((of) => (typeof of === 'string' ? [] : of))

  test.each(entries)('$name keeps its promise, whatever it is given', async ({ promise, call }) => {
    await fc.assert(
      fc.asyncProperty(givenAnything, async (given) => {
        await expectKept(promise, () => call(given))
      }),
      { numRuns: anythingRuns },
    )
  })

  // A bomb takes its time: of seventy codecs the ones that differ in kind are asked.
  const bombed = entries.filter(({ name }) => !name.startsWith('decode(') || representative.has(name))

  test.each(bombs)('and when it is given $name', async ({ make }) => {
    const value = make()
    for (const { promise, call } of bombed) await expectKept(promise, () => call(givenOnly(value)))
  })
})
