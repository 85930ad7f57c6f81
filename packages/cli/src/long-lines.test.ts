import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import fc from 'fast-check'
import { isLeft } from 'fp-ts/lib/Either.js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readRows } from './import/read-rows.ts'
import { json, jsonLines, openWorkplace, type Workplace } from './testing/test-io.ts'

let place: Workplace
beforeEach(async () => {
  place = await openWorkplace()
})
afterEach(() => place.leave())

const mebibyte = 1_048_576
/** A file of parts, of which a number stands for so many MiB of one letter. */
const fileOf = async (name: string, parts: ReadonlyArray<string | number>): Promise<void> => {
  const file = createWriteStream(place.path(name))
  const block = 'x'.repeat(mebibyte)
  for (const part of parts) {
    for (const piece of typeof part === 'string' ? [part] : Array.from({ length: part }, () => block))
      if (!file.write(piece)) await once(file, 'drain')
  }
  file.end()
  await once(file, 'close')
}

const command = (customer: string): string =>
  `${JSON.stringify({ type: 'RegisterCustomer', occurredOn: '2026-06-30', customer, region: 'East', profile: { name: 'Hua' } })}\n`
const opening = `${JSON.stringify({ type: 'OpenRegion', occurredOn: '2026-06-30', region: 'East', name: 'East', timeZone: 'Asia/Shanghai', currency: 'CNY' })}\n`

/** The most memory in use while something is done, in MiB over what it was before. */
const memoryOf = async (work: () => Promise<void>): Promise<number> => {
  const before = process.memoryUsage().rss
  let most = before
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss)
  }, 5)
  await work()
  clearInterval(watch)
  return (most - before) / mebibyte
}

describe('a line of 100 MB', () => {
  test('in a file of commands is refused with its number, and the rest is recorded', async () => {
    await fileOf('long.jsonl', [opening, command('C-1'), 100, '\n', command('C-2'), 100])
    let said = ''
    const memory = await memoryOf(async () => {
      const recorded = await place.kehu(['record', 'long.jsonl'])
      expect(recorded.exitCode).toBe(3)
      said = recorded.out
      expect(jsonLines(recorded)).toMatchObject([
        { line: 1, ok: true },
        { line: 2, ok: true },
        { line: 3, ok: false, error: 'TooLarge' },
        { line: 4, ok: true },
        { line: 5, ok: false, error: 'TooLarge' },
      ])
    })
    expect(said.length).toBeLessThan(5_000)
    expect(memory).toBeLessThan(90)
  })

  test('in an order book is refused with its number, and the rest is imported', async () => {
    const heading = 'occurred_on,region,net_amount,customer_id,product\n'
    await fileOf('long.csv', [
      ...[
        heading,
        '2026-01-05,East,1,C-1,a\n',
        '2026-01-05,East,2,C-2,',
        100,
        '\n2026-01-05,East,3,C-3,"two\nlines"\n',
      ],
      ...[
        '2026-01-05,East,4,C-4,"',
        100,
        '\n2026-01-05,East,5,C-5,within the quotes\n"\n2026-01-05,East,6,C-6,b\n',
        100,
      ],
    ])
    const memory = await memoryOf(async () => {
      const imported = await place.kehu(['import', 'purchases', 'long.csv', '--format', 'json'])
      expect(imported.exitCode).toBe(3)
      expect(json(imported)).toMatchObject({ read: 6, appended: 3, refused: 3 })
    })
    const rejects = await readFile(place.path('long.rejects.csv'), 'utf8')
    expect(rejects.split('\n').slice(1, 4)).toEqual(
      [3, 6, 10].map((line) =>
        expect.stringMatching(new RegExp(`^${line},TooLarge,"the row is longer than 1 MiB`)),
      ),
    )
    expect(memory).toBeLessThan(150)
  })

  test('that is the heading says so', async () => {
    await fileOf('heading.csv', [2, '\n1,2\n'])
    expect(await place.kehu(['import', 'purchases', 'heading.csv'])).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining('longer than 1 MiB'),
    })
  })
})

test('long lines apart, a file is read as it was: whatever its quotes, its line ends and the pieces it comes in', async () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r\n', '客', ' '), maxLength: 6 })
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(cell, { minLength: 2, maxLength: 3 }), { maxLength: 8 }),
      fc.nat(70_000),
      async (rows, fill) => {
        const lines = rows.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(','))
        await place.file('quotes.csv', `h,${'f'.repeat(fill)}\n${lines.join('\n')}`)
        const read: unknown[] = []
        for await (const row of readRows(place.path('quotes.csv')))
          read.push(isLeft(row) ? row.left.message : row.right.cells)
        expect(read.slice(1)).toEqual(rows.filter((row) => row.some((text) => text.trim() !== '')))
      },
    ),
    { numRuns: 150 },
  )
})

test('commands come in pieces cut anywhere', async () => {
  const bytes = Buffer.from(`${opening}${command('客-1')}${command('客-2')}`)
  const pieces = Array.from(bytes, (byte) => Buffer.from([byte]))
  const said = await place.kehu(['record', '-'], { in: Readable.from(pieces) })
  expect(jsonLines(said)).toMatchObject([{ ok: true }, { ok: true }, { ok: true }])
})
