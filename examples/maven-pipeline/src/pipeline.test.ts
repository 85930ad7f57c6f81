import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import type { Io } from '@kehu/cli'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { pipeline, usage } from './pipeline.ts'

let folder: string
let said: string[]
let complained: string[]

const into = (lines: string[]): Writable =>
  new Writable({
    write: (chunk, _, done) => {
      lines.push(String(chunk))
      done()
    },
  })
const io = (): Io => ({
  in: Readable.from([]),
  out: into(said),
  err: into(complained),
  cwd: folder,
  env: {},
  clock: () => Date.UTC(2026, 10, 20, 12),
  newId: () => crypto.randomUUID(),
  signal: new AbortController().signal,
})

const run = async (...args: ReadonlyArray<string>): Promise<{ exitCode: number; shown: string }> => {
  said = []
  complained = []
  const exitCode = await pipeline(io(), args)
  return { exitCode, shown: said.join('') }
}

const clean = {
  accounts: [
    'account,sector,year_established,revenue,employees,office_location,subsidiary_of',
    'Acme,technology,1996,1100.04,2822,United States,',
    'Betatech,medical,1986,647.18,118,Kenya,Acme',
  ],
  products: ['product,series,sales_price', 'GTX Pro,GTX,4821', 'MG Special,MG,55'],
  sales_teams: ['sales_agent,manager,regional_office', 'Ann A,Max M,Central', 'Bob B,Max M,East'],
  sales_pipeline: [
    'opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value',
    'D1,Ann A,GTX Pro,Acme,Won,2016-10-20,2017-03-01,4514',
    'D2,Bob B,MG Special,Acme,Lost,2016-10-25,2017-03-11,0',
    'D3,Bob B,MG Special,Betatech,Won,2016-10-25,2017-03-07,50',
    'D4,Ann A,GTX Pro,Betatech,Engaging,2016-11-01,,',
    'D5,Ann A,GTX Pro,Betatech,Prospecting,2016-11-02,,',
  ],
  data_dictionary: ['Table,Field,Description', 'accounts,account,Company name', 'products,series,Series'],
}
type Files = { readonly [K in keyof typeof clean]: ReadonlyArray<string> }

const put = async (more: Partial<Files> = {}): Promise<void> => {
  for (const [table, rows] of Object.entries(clean)) {
    const added: ReadonlyArray<string> = Reflect.get(more, table) ?? []
    await writeFile(join(folder, `${table}.csv`), `${[...rows, ...added].join('\n')}\n`)
  }
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kehu-pipeline-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('a pipeline', () => {
  test('is imported deal by deal, in cents', async () => {
    await put()
    const { exitCode, shown } = await run('.', 'memory:')
    expect(exitCode).toBe(0)
    expect(shown).toContain('5 deals in the file, 5 deals stored, of 2 registered customers')
    // Two offices, two accounts with their segments, five deals.
    expect(shown).toContain('11 events appended, 0 commands decided nothing')
    expect(shown).toMatch(/won +2\n.*lost +1\n.*engaging +1\n.*prospecting +1\n/)
    expect(shown).toMatch(/Central +1 +4,514.00\n.*East +1 +50.00\n.*all +2 +4,564.00\n/)
    expect(shown).toContain('Dirty in the files\n\nnothing\n')
    expect(shown).toContain('Stored without customer: 0; without day of engagement: 0; refused: 0')
  })

  test('is imported once: a second run appends nothing', async () => {
    await put()
    await run('.')
    const { exitCode, shown } = await run('.')
    expect(exitCode).toBe(0)
    expect(shown).toContain('5 deals stored, of 2 registered customers')
    expect(shown).toContain('0 events appended, 11 commands decided nothing')
  })

  test('whatever is dirty is counted, mended or left unknown, and imported', async () => {
    await put({
      accounts: [
        'Gamma,technolgy,1990,1,300,Philipines,',
        'Delta,astrology,1990,1,10,Kenya,',
        'Epsilon,retail,1990,1,many,Kenya,',
        'Zeta,retail,1990,1,10,Kenya,',
      ],
      sales_pipeline: [
        'D6,Ann A,GTXPro,Gamma,Won,2016-10-20,2017-03-01,1',
        'D7,Ann A,GTXPro,Delta,Won,2016-10-20,2017-03-01,1',
        'D8,Ann A,GTX Pro,Epsilon,Won,2016-10-20,2017-03-01,1',
        'D9,Ann A,GTX Pro,,Engaging,2016-10-20,,',
        'D10,Ann A,GTX Pro,,Prospecting,,,',
        'D11,Ann A,Abacus,Acme,Won,2016-10-20,2017-03-01,1',
        'D12,Ann A,GTX Pro,Nobody Ltd,Won,2016-10-20,2017-03-01,1',
      ],
      data_dictionary: ['products,weight,Weight'],
    })
    const { exitCode, shown } = await run('.', 'memory:')
    expect(exitCode).toBe(0)
    expect(shown).toContain('12 deals in the file, 12 deals stored, of 5 registered customers')
    for (const [what, rows, madeOfIt] of [
      ['sector "technolgy"', 1, 'read as "technology"'],
      ['office_location "Philipines"', 1, 'read as "Philippines"'],
      ['sector "astrology"', 1, 'unknown: not segmented'],
      ['employees not a number', 1, 'not segmented'],
      ['account without a deal of a known agent', 1, 'not registered: its region is unknown'],
      ['product "GTXPro"', 2, 'read as "GTX Pro"'],
      ['no account', 2, 'imported, the customer is unknown'],
      ['no day of engagement', 1, 'imported, the day is unknown'],
      ['product "Abacus"', 1, 'not in products.csv: kept'],
      ['account "Nobody Ltd"', 1, 'not in accounts.csv: kept, not registered'],
      ['column products.weight', 1, 'promised, but not in the files'],
    ] as const)
      expect(shown.replace(/ +/g, ' ')).toContain(`${what} ${rows} ${madeOfIt}`)
    expect(shown).toContain('Stored without customer: 2; without day of engagement: 1; refused: 0')
  })

  test('what cannot be imported is named with its reason, and the rest goes in', async () => {
    await put({
      sales_pipeline: [
        'R1,Zoe Z,GTX Pro,Acme,Won,2016-10-20,2017-03-01,1',
        'R2,Ann A,GTX Pro,Acme,Dreaming,2016-10-20,2017-03-01,1',
        'R3,Ann A,GTX Pro,Acme,Won,2016-10-20,2017-03-01,1.5',
        'R4,Ann A,GTX Pro,Acme,Won,2016-10-20,,1',
        'R5,Ann A,GTX Pro,Acme,Won,2016-10-20,01.03.2017,1',
        'D1,Ann A,GTX Pro,Acme,Won,2016-10-20,2017-03-01,1',
        'D2,Bob B,MG Special,Acme,Lost,2016-10-25,2017-03-11,0',
      ],
    })
    const { exitCode, shown } = await run('.', 'memory:')
    expect(exitCode).toBe(3)
    expect(shown).toContain('12 deals in the file, 5 deals stored')
    expect(shown).toContain('1 command decided nothing')
    expect(shown).toContain('refused: 6')
    expect(shown).toContain('R1: nobody knows the office of the agent "Zoe Z"')
    expect(shown).toContain('R2: there is no stage "Dreaming"')
    expect(shown).toContain('R3: "1.5" is no amount of whole dollars')
    expect(shown).toContain('R4: The deal is won: give the day on which it was (closedOn).')
    expect(shown).toMatch(/R5: .*01\.03\.2017/)
    expect(shown).toContain('D1: The opportunity was imported already with another amount')
  })
})

describe('nothing is imported', () => {
  test('of no folder, of one that lacks a file, or a column', async () => {
    expect((await run()).exitCode).toBe(2)
    expect(complained.join('')).toBe(`${usage}\n`)
    expect((await run('.', 'memory:')).exitCode).toBe(2)
    expect(complained.join('')).toContain('accounts.csv" cannot be read')
    await put()
    await writeFile(join(folder, 'products.csv'), 'article\nGTX Pro\n')
    expect((await run('.', 'memory:')).exitCode).toBe(2)
    expect(complained.join('')).toContain('products.csv" lacks the columns product.')
    await put()
    expect((await run('.', 'mysql:there')).exitCode).toBe(2)
    expect(complained.join('')).toContain('there is no store "mysql:"')
    expect(said).toEqual([])
  })
})
