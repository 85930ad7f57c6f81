import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import {
  Code,
  ComplaintId,
  CustomerId,
  complaintEvents,
  customerEvents,
  OpportunityId,
  opportunityEvents,
  RegionId,
  regionEvents,
  Text,
  UserId,
} from '@kehu/domain'
import { arbitraryEventOf, make, standardLeaves, withLeaves } from '@kehu/domain/testing'
import { streamName } from '@kehu/event-store'
import { kehuEventCodec } from '@kehu/kehu'
import { openSqliteStore } from '@kehu/store-sqlite'
import fc from 'fast-check'
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runs } from '../../../../tools/laws.ts'
import { openWorkplace, type Said, type Workplace } from '../testing/test-io.ts'
import { harmless, harmlessJson, oneLine } from './harmless.ts'

const right = <A>(either: Either<{ readonly message: string }, A>): A => {
  if (isLeft(either)) throw new Error(either.left.message)
  return either.right
}

/** What no terminal may be sent: controls but our own line ends and tabs, and what turns the writing round. */
const forbidden = /(?![\n\t])\p{Cc}|\p{Bidi_Control}|[\u2028\u2029]/u
const isClean = ({ out, err }: Pick<Said, 'out' | 'err'>): void => {
  for (const said of [out, err]) {
    const at = said.search(forbidden)
    if (at !== -1)
      throw new Error(
        `U+${said.codePointAt(at)?.toString(16)} in: ${JSON.stringify(said.slice(at - 60, at + 20))}`,
      )
  }
}

const controls = [
  '\u001b[31m',
  '\u001b]0;x\u0007',
  '\u009b2J',
  '\u0090q',
  '\r',
  '\b',
  '\u007f',
  '\u0000',
  '\u0085',
  '\ufdd0',
  '\ufdd3',
]
const formats = ['\u202e', '\u2066', '\u200e', '\u061c', '\u200b', '\u2028', '\ufeff', '\ufdd2']
const nastyText = fc
  .array(fc.constantFrom('a', 'Hongda', '客户', ...controls, ...formats), { minLength: 1, maxLength: 6 })
  .map((parts) => `t${parts.join('')}t`)
/** Codes never held controls, but everything else. */
const nastyCode = fc
  .array(fc.constantFrom('a', 'C-1', '客', ...formats, '\ufdd0'), { minLength: 1, maxLength: 4 })
  .map((parts) => `c${parts.join('')}c`.normalize('NFC'))

const codes: ReadonlyArray<t.Mixed> = [CustomerId, RegionId, ComplaintId, OpportunityId, UserId, Code]
const customer = make(CustomerId, 'C\u202e-1\u200b')
const region = make(RegionId, 'East\u2066\ufdd0')
const leaves = withLeaves(standardLeaves, [
  ...codes.map((codec) => [codec, nastyCode.map((text) => make<unknown, unknown>(codec, text))] as const),
  [CustomerId, fc.constant(customer)],
  [RegionId, fc.constant(region)],
  [Text, nastyText.map((text) => make(Text, text))],
])

let place: Workplace
beforeAll(async () => {
  place = await openWorkplace()
})
afterAll(() => place.leave())

/** A log in which everything that can be nasty is, as it may have been stored before anybody looked. */
const nastyStore = async (name: string, types: ReadonlyArray<string> = []): Promise<void> => {
  const store = right(await openSqliteStore({ path: place.path(name), clock: Date.now, newId: randomUUID })())
  const sources = [
    ['region', region, regionEvents],
    ['customer', customer, customerEvents],
    ['complaint', 'K-1', complaintEvents],
    ['opportunity', 'O-1', opportunityEvents],
  ] as const
  for (const [category, id, definitions] of sources) {
    const stream = right(streamName(category, id))
    const made = Object.entries(definitions).flatMap(([type, definition]) =>
      fc.sample(arbitraryEventOf({ [type]: definition }, leaves), { numRuns: 4, seed: 7 }),
    )
    const events = made.map((event) => ({
      ...right(kehuEventCodec.encode(Object.assign(event))),
      id: randomUUID(),
      metadata: {
        actor: 'a\u001b[2J\u202e',
        correlationId: 'c\u0007',
        causationId: 'c\u009b',
        commandId: randomUUID(),
      },
    }))
    right(await store.append(stream, 'noStream', events)())
  }
  for (const [i, type] of types.entries()) {
    right(
      await store.append(right(streamName('other', `${i}`)), 'noStream', [
        {
          ...{ id: randomUUID(), type, version: 1, data: '{"a":"\u202e"}', occurredOn: '2026-01-01' },
          metadata: { actor: 'x', correlationId: 'c', causationId: 'c', commandId: randomUUID() },
        },
      ])(),
    )
  }
  await store.close()
}

const questions: ReadonlyArray<ReadonlyArray<string>> = [
  ['tiers', '--all', '--as-of', '2026-06-30'],
  ['due', '--within', '9999'],
  ...['2019', '2023', '2026'].map((year) => ['kpis', '--period', year]),
  ['history', customer],
  ['events'],
  ['rebuild'],
  ['store', 'check'],
]
const forms = [
  ['--format', 'table'],
  ['--format', 'json'],
  ['--format', 'csv'],
]

describe('whatever was stored', () => {
  test('nothing that any command prints steers a terminal, in any form', async () => {
    await nastyStore('nasty.db')
    let seen = 0
    for (const question of questions) {
      for (const form of forms) {
        const said = await place.kehu(['--store', 'nasty.db', ...question, ...form])
        isClean(said)
        if (/\\u/.test(said.out)) seen += 1
      }
    }
    // What is hidden is shown as an escape, where it stands.
    expect(seen).toBeGreaterThan(8)
  })

  test('types that nobody knows are named without harm, and so is what is damaged', async () => {
    await nastyStore('unknown.db', ['Type\u001b]0;x\u0007', 'Type\u202e\u009b'])
    for (const question of questions) {
      for (const form of forms) isClean(await place.kehu(['--store', 'unknown.db', ...question, ...form]))
    }
    expect((await place.kehu(['--store', 'unknown.db', 'store', 'check'])).out).toContain('\\u001b')
  })

  test('JSON says the same as without the escapes', async () => {
    await nastyStore('json.db')
    const said = await place.kehu(['--store', 'json.db', 'events', '--format', 'json'])
    expect(JSON.stringify(JSON.parse(said.out))).toContain('\u202e')
    expect(said.out).not.toContain('\u202e')
  })
})

describe('whatever is said on the command line or in a file', () => {
  test('is repeated without harm', async () => {
    const names: ReadonlyArray<(text: string) => ReadonlyArray<string>> = [
      (text) => [text],
      (text) => ['tiers', '--store', text],
      (text) => ['tiers', '--as-of', text],
      (text) => ['tiers', '--region', text],
      (text) => ['history', text],
      (text) => ['kpis', '--period', text],
      (text) => ['--actor', text, 'events'],
      (text) => ['import', 'purchases', text],
      (text) => ['import', 'purchases', 'book.csv', '--map', text],
      (text) => ['import', 'purchases', 'book.csv', '--map', `net_amount=${text}`],
      (text) => ['import', 'purchases', 'book.csv', '--source', text],
      (text) => ['record', text],
      (text) => ['commands', text],
      (text) => ['store', 'backup', text],
      (text) => ['store', 'copy', text, 'b.db'],
      (text) => ['tiers', '--format', text],
      (text) => ['tiers', `--${text}`],
    ]
    await place.file('book.csv', 'occurred_on,region,net_amount\n2026-01-05,East,1\n')
    await fc.assert(
      fc.asyncProperty(
        nastyText.map((text) => text.replaceAll('\u0000', '')),
        fc.constantFrom(...names),
        async (text, name) => isClean(await place.kehu(name(text))),
      ),
      { numRuns: 150 },
    )
  })

  test('lines and rows that are refused say why without harm', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(nastyText, { minLength: 6, maxLength: 6 }),
        fc.constantFrom(...forms),
        async (texts, form) => {
          const [a = '', b = '', c = ''] = texts
          const lines = [
            a,
            JSON.stringify({ type: a }),
            JSON.stringify({ type: 'RecordContact', [b]: c, customer: a, occurredOn: b }),
          ]
          isClean(
            await place.kehu(['record', '-', ...form], {
              in: Readable.from([Buffer.from(lines.join('\n'))]),
            }),
          )
          const cells = texts.map((text) => `"${text}"`).join(',')
          await place.file(
            'nasty.csv',
            `occurred_on,region,net_amount,customer_id,product,${JSON.stringify(a)}\n${cells}\n`,
          )
          isClean(await place.kehu(['import', 'purchases', 'nasty.csv', ...form]))
        },
      ),
      { numRuns: 30 },
    )
  })
})

describe('a harmless text', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    nastyText,
    fc.constantFrom(...controls, ...formats),
  )

  test('holds nothing of the kind, on one line where that is asked, and a plain one is what it was', () => {
    fc.assert(
      fc.property(anything, (text) => {
        expect(harmless(text)).not.toMatch(forbidden)
        expect(oneLine(text)).not.toMatch(/\p{Cc}/u)
        expect(harmless(harmless(text))).toBe(harmless(text))
        if (/^[\p{L}\p{N}\p{P}\p{S} \n\t]*$/u.test(text)) expect(harmless(text)).toBe(text)
      }),
      { numRuns: runs({ everyday: 500, full: 5_000 }) },
    )
    expect(harmless('👩‍💻 ❤️ 客户 é')).toBe('👩‍💻 ❤️ 客户 é')
  })

  test('as JSON is the same value', () => {
    fc.assert(
      fc.property(
        fc.anything({ key: anything, values: [anything] }),
        fc.constantFrom(undefined, 2),
        (value, indent) => {
          const json = harmlessJson([value], indent)
          expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify([value])))
          expect(json).not.toMatch(forbidden)
        },
      ),
      { numRuns: runs({ everyday: 200, full: 2_000 }) },
    )
  })
})
