import { existsSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { Readable, Writable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { json, jsonLines, openWorkplace, type Workplace } from './testing/test-io.ts'

let place: Workplace
beforeEach(async () => {
  place = await openWorkplace()
})
afterEach(() => place.leave())

const book = `occurred_on,customer_id,customer_name,region,document,line,product,net_amount,cost_amount,owner
2025-09-01,C-1,宏达机械,East,D-1,1,Lathe,400.00,300,U-1
2025-09-01,C-1,宏达机械,East,D-1,2,Oil,100.005,50,U-1
2025-10-05,C-2,Beta,East,D-2,1,Lathe,150,100,U-1
2025-11-11,C-3,Gamma,East,D-3,1,Oil,50,30,U-2
2025-12-24,,,East,D-4,1,Oil,300,,
2026-01-15,C-1,宏达机械,East,D-5,1,Oil,-100,-50,U-1
2025-09-01,C-9,Omega,West,D-6,1,Lathe,80,20,U-3
`
const importBook = async () => {
  await place.file('book.csv', book)
  return place.kehu(['import', 'purchases', 'book.csv', '--format', 'json'])
}

describe('kehu import purchases', () => {
  test('takes in an order book and says what it did', async () => {
    const said = await importBook()
    expect(said).toMatchObject({ exitCode: 0, err: '' })
    expect(json(said)).toMatchObject({
      ...{
        source: 'book',
        read: 7,
        appended: 7,
        stored: 0,
        refused: 0,
        returns: 1,
        unattributed: 1,
        customers: 4,
      },
      regions: [
        { region: 'East', currency: 'CNY', opened: true, lines: 6, rounding: '-0.005' },
        { region: 'West', currency: 'CNY', opened: true, lines: 1, rounding: '0' },
      ],
      rounding: [{ currency: 'CNY', amount: '-0.005' }],
      rejectsFile: null,
    })
    expect(existsSync(place.path('book.rejects.csv'))).toBe(false)
  })

  test('the same file again appends nothing, even from another directory and sorted anew', async () => {
    await importBook()
    const [heading = '', ...rows] = book.trim().split('\n')
    await place.file('copy.csv', [heading, ...rows.reverse()].join('\r\n'))
    const again = await place.kehu([
      'import',
      'purchases',
      place.path('copy.csv'),
      '--source',
      'book',
      '--format',
      'json',
    ])
    expect(json(again)).toMatchObject({
      appended: 0,
      stored: 7,
      refused: 0,
      regions: [{ opened: false }, { opened: false }],
    })
  })

  test('rows that cannot be taken in go to the rejects, mended there they are imported', async () => {
    const rows = Array.from({ length: 1_000 }, (_, i) => {
      const amount = i === 10 ? '1e3' : i === 500 ? '12,5' : '12.50'
      const date = i === 999 ? '2026-02-30' : '2026-01-05'
      return `${date},C-${i % 7},East,D-${i >> 1},${i},"Bolt, ""M6""",${amount}`
    })
    await place.file(
      'thousand.csv',
      ['occurred_on,customer_id,region,document,line,product,net_amount', ...rows, ''].join('\n'),
    )
    const first = await place.kehu(['import', 'purchases', 'thousand.csv', '--format', 'json'])
    expect(first.exitCode).toBe(3)
    expect(first.err).toContain('3 rows were refused')
    expect(json(first)).toMatchObject({
      read: 1_000,
      appended: 997,
      refused: 3,
      rejectsFile: place.path('thousand.rejects.csv'),
    })

    const rejects = await readFile(place.path('thousand.rejects.csv'), 'utf8')
    expect(rejects.split('\n').map((line) => line.split(',').slice(0, 2).join())).toEqual([
      ...['rejected_line,rejected_tag', '12,InvalidAmount', '502,WrongColumnCount', '1001,Invalid', ''],
    ])
    expect(rejects).toContain('"Bolt, ""M6"""')

    const mended = rejects
      .replace(/1e3$/m, '1000')
      .replace(/12,5$/m, '12.5')
      .replace(/(1001,.*)2026-02-30/, '$12026-02-28')
    await place.file('thousand.rejects.csv', mended)
    const second = await place.kehu(['import', 'purchases', 'thousand.rejects.csv', '--format', 'json'])
    expect(second.exitCode).toBe(0)
    expect(json(second)).toMatchObject({ source: 'thousand', read: 3, appended: 3, stored: 0 })
    const events = jsonLines(await place.kehu(['events']))
    expect(events).toHaveLength(1_001)
  })

  test('a line that is stored with other content is refused, and a document that gains lines is reported', async () => {
    await importBook()
    const changed = `${book.replace('Oil,50,30', 'Oil,55,30')}2025-10-05,C-2,Beta,East,D-2,2,Oil,7,5,U-1\n`
    await place.file('book.csv', changed)
    const again = await place.kehu(['import', 'purchases', 'book.csv', '--format', 'json'])
    expect(again.exitCode).toBe(3)
    expect(json(again)).toMatchObject({
      ...{ appended: 1, stored: 6, refused: 1 },
      gained: { documents: 1, first: [{ document: 'D-2', lines: 1 }] },
    })
    expect(await readFile(place.path('book.rejects.csv'), 'utf8')).toMatch(/^5,LineDiffers,.*netAmount/m)
  })

  test('a line that changed its customer is refused too', async () => {
    await importBook()
    await place.file('book.csv', book.replace('C-3,Gamma', 'C-4,Gamma'))
    const again = await place.kehu(['import', 'purchases', 'book.csv', '--format', 'json'])
    expect(json(again)).toMatchObject({ appended: 0, stored: 6, refused: 1 })
    expect(await readFile(place.path('book.rejects.csv'), 'utf8')).toContain('LineDiffers')
  })

  test('lines without document or number are known by what they say, and the second of two alike is another', async () => {
    const rows = 'occurred_on,net_amount,customer_id\n2026-01-05,5,C-1\n2026-01-05,5.00,C-1\n2026-01-05,5,\n'
    await place.file('plain.csv', rows)
    const args = ['import', 'purchases', 'plain.csv', '--region', 'East', '--format', 'json']
    expect(json(await place.kehu(args))).toMatchObject({ appended: 3, stored: 0 })
    await place.file('plain.csv', `${rows}2026-01-05,5,C-1\n`)
    expect(json(await place.kehu(args))).toMatchObject({ appended: 1, stored: 3 })
  })

  test('money is in the currency of the row, else of --currency, else of the region', async () => {
    await place.file(
      'a.csv',
      'occurred_on,region,net_amount,currency\n2026-01-05,Tokyo,1500.5,JPY\n2026-01-05,Tokyo,2.5,\n',
    )
    const first = await place.kehu(['import', 'purchases', 'a.csv', '--format', 'json'])
    expect(json(first)).toMatchObject({ appended: 2, regions: [{ currency: 'JPY', rounding: '-1' }] })
    await place.file('b.csv', 'occurred_on,region,net_amount\n2026-01-06,Tokyo,700\n')
    expect(json(await place.kehu(['import', 'purchases', 'b.csv', '--format', 'json']))).toMatchObject({
      appended: 1,
    })
    const other = await place.kehu([
      'import',
      'purchases',
      'b.csv',
      '--source',
      'c',
      '--currency',
      'USD',
      '--format',
      'json',
    ])
    expect(other.exitCode).toBe(3)
    expect(await readFile(place.path('b.rejects.csv'), 'utf8')).toContain('CurrencyMismatch')
  })

  test('cost may be given as profit', async () => {
    await place.file(
      'p.csv',
      'occurred_on,region,net_amount,profit_amount,customer_id\n2026-01-05,East,100.10,30.333,C-1\n',
    )
    await place.kehu(['import', 'purchases', 'p.csv'])
    const events = jsonLines(await place.kehu(['events', '--customer', 'C-1']))
    expect(events).toMatchObject([{ data: { line: { netAmount: 10_010, costAmount: 6_977 } } }])
  })

  test('future sales and bad dates are refused, with all that is wrong with a row', async () => {
    await place.file(
      'f.csv',
      'occurred_on,region,net_amount,owner\n2026-07-01,East,1,\n2026-13-01,East,x, \u0007\n',
    )
    const said = await place.kehu(['import', 'purchases', 'f.csv', '--format', 'json'])
    expect(json(said)).toMatchObject({ appended: 0, refused: 2 })
    const rejects = await readFile(place.path('f.rejects.csv'), 'utf8')
    expect(rejects).toContain('2,InTheFuture')
    expect(rejects).toMatch(/3,Invalid.*occurred_on.*net_amount/)
  })

  test('a file that cannot be read as a whole stores nothing', async () => {
    expect(await place.kehu(['import', 'purchases', 'none.csv'])).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining('no file'),
    })
    expect(await place.kehu(['record', 'none.jsonl'])).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining('no file'),
    })
    expect(readdirSync(place.directory)).toEqual([])
    await place.file('bad.csv', 'Order Date,Sales\n2026-01-01,5\n')
    const said = await place.kehu(['import', 'purchases', 'bad.csv'])
    expect(said).toMatchObject({ exitCode: 2, out: '' })
    expect(said.err).toContain('Order Date, Sales')
    await place.file('empty.csv', '')
    expect((await place.kehu(['import', 'purchases', 'empty.csv'])).err).toContain('is empty')
    expect(jsonLines(await place.kehu(['events']))).toEqual([])
  })

  test('Ctrl-C while reading stores nothing and says so', async () => {
    await place.file('book.csv', book)
    const said = await place.kehu(['import', 'purchases', 'book.csv'], {
      signal: AbortSignal.abort('interrupted'),
    })
    expect(said).toMatchObject({ exitCode: 130 })
    expect(said.err).toContain('Interrupted')
  })
})

describe('kehu tiers', () => {
  test('answers in exactly this form', async () => {
    await importBook()
    const said = await place.kehu(['tiers', '--as-of', '2025-12-31', '--region', 'East', '--format', 'json'])
    expect(json(said)).toEqual({
      asOf: '2025-12-31',
      regions: [
        {
          region: 'East',
          policy: 'default-1',
          window: { from: '2025-01-01', to: '2025-12-31' },
          currency: 'CNY',
          total: '1000.00',
          unattributed: '300.00',
          warnings: ['SMALL_REGION'],
          customers: [
            {
              ...{ customer: 'C-1', tier: 'A', lapsed: false, purchases: '500.00', share: '0.500000' },
              reason: expect.stringContaining('3.2-A'),
            },
            {
              ...{ customer: 'C-2', tier: 'B', lapsed: false, purchases: '150.00', share: '0.150000' },
              reason: expect.stringContaining('3.2-B'),
            },
            {
              ...{ customer: 'C-3', tier: 'C', lapsed: false, purchases: '50.00', share: '0.050000' },
              reason: expect.stringContaining('3.2-C'),
            },
          ],
        },
      ],
    })
  })

  test('the calendar year runs from 1 January to the day', async () => {
    await importBook()
    const said = await place.kehu([
      'tiers',
      '--as-of',
      '2026-01-31',
      '--window',
      'calendar-year',
      '--region',
      'East',
      '--format',
      'json',
    ])
    expect(json(said)).toMatchObject({
      regions: [
        {
          window: { from: '2026-01-01', to: '2026-01-31' },
          total: '-100.00',
          warnings: expect.arrayContaining(['NO_REGION_SALES']),
        },
      ],
    })
    expect(json(said)).toMatchObject({
      regions: [
        { customers: expect.arrayContaining([expect.objectContaining({ tier: null, share: null })]) },
      ],
    })
  })

  test('as a table it names the rules, as CSV it can go on', async () => {
    await importBook()
    const table = await place.kehu(['tiers', '--as-of', '2025-12-31'])
    expect(table.out.replaceAll('\n', ' ')).toContain('A from 20 %, B from 10 %')
    expect(table.out).toContain('宏达机械')
    const csv = await place.kehu(['tiers', '--as-of', '2025-12-31', '--format', 'csv'])
    expect(csv.out.split('\n')[0]).toBe(
      'as_of,region,policy,from,to,currency,customer,tier,lapsed,purchases,share,reason',
    )
    expect(csv.out.split('\n')).toHaveLength(6)
  })

  test('a mistyped region or date is said so', async () => {
    await importBook()
    expect(await place.kehu(['tiers', '--region', 'Eats'])).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining('no region "Eats"'),
    })
    expect(await place.kehu(['tiers', '--as-of', '2026-02-30'])).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining('2026-02-30'),
    })
    expect((await place.kehu(['tiers', '--window', 'month'])).exitCode).toBe(2)
  })
})

describe('kehu due, kpis, history and rebuild', () => {
  test('who is to be contacted is listed as of a day', async () => {
    await importBook()
    const said = await place.kehu(['due', '--as-of', '2025-12-31', '--format', 'json'])
    expect(json(said)).toMatchObject({
      asOf: '2025-12-31',
      due: expect.arrayContaining([
        expect.objectContaining({ customer: 'C-1', tier: 'A', deep: true, state: 'overdue' }),
      ]),
    })
    const table = await place.kehu(['due', '--as-of', '2025-12-31', '--within', '60', '--owner', 'U-2'])
    expect(table.out).toContain('C-3')
    expect(table.out).not.toContain('C-1')
    expect((await place.kehu(['due', '--within', 'soon'])).exitCode).toBe(2)
  })

  test('a period has its key figures, and a score once there are targets', async () => {
    await importBook()
    await place.file(
      'target.jsonl',
      '{"type":"SetTarget","occurredOn":"2026-06-30","region":"East","kpi":"sales","period":"2025","target":200000}\n',
    )
    await place.kehu(['record', 'target.jsonl'])
    const said = await place.kehu(['kpis', '--period', '2025', '--region', 'East', '--format', 'json'])
    expect(json(said)).toMatchObject({
      period: '2025',
      regions: [
        {
          ...{ region: 'East', currency: 'CNY', score: '0.500000' },
          kpis: expect.arrayContaining([
            expect.objectContaining({
              kpi: 'sales',
              actual: '1000.00',
              target: '2000.00',
              attainment: '0.500000',
            }),
          ]),
        },
      ],
    })
    expect((await place.kehu(['kpis', '--period', '2025'])).out).toContain('score 50.00 %')
    expect((await place.kehu(['kpis', '--period', '2025-13'])).exitCode).toBe(2)
    expect((await place.kehu(['kpis'])).exitCode).toBe(2)
  })

  test('a history has everything of a customer; an unknown one is said so', async () => {
    await importBook()
    const said = await place.kehu(['history', 'C-1', '--format', 'json'])
    expect(json(said)).toMatchObject({
      customer: 'C-1',
      events: [{ type: 'PurchaseRecorded' }, { type: 'PurchaseRecorded' }, { type: 'PurchaseReturned' }],
    })
    expect((await place.kehu(['history', 'C-1'])).out).toContain('400.00 CNY')
    expect(await place.kehu(['history', 'C-77'])).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining('"C-77"'),
    })
  })

  test('rebuilt read models have the same digests every time', async () => {
    await importBook()
    const digests = async () => {
      const said = await place.kehu(['rebuild', '--format', 'json'])
      expect(said.exitCode).toBe(0)
      return json(said)
    }
    const readModels = [
      ...[
        { name: 'tiers', same: true },
        { name: 'contacts-due', same: true },
        { name: 'kpis', same: true },
      ].map((model) =>
        expect.objectContaining({ ...model, digest: expect.stringMatching(/^[0-9a-f]{64}$/) }),
      ),
    ]
    const first = await digests()
    expect(first).toMatchObject({ events: 9, readModels })
    const withoutTimes = (answer: unknown) =>
      JSON.stringify(answer).replace(/"(seconds|eventsPerSecond)":[\d.]+,/g, '')
    expect(withoutTimes(await digests())).toBe(withoutTimes(first))
    expect((await place.kehu(['rebuild'])).out).toContain('events in')
  })
})

describe('kehu record', () => {
  const example = async () => (await place.kehu(['record', '--example'])).out

  test('records a file, refuses single lines, and repeats nothing when the file is recorded again', async () => {
    const lines = `${await example()}\n{"type":"RecordContact"}\nnonsense\n{"type":"Deactivate"}\n`
    await place.file('story.jsonl', lines)
    const first = await place.kehu(['record', 'story.jsonl'])
    expect(first.exitCode).toBe(3)
    const outcomes = jsonLines(first)
    expect(outcomes).toHaveLength(8)
    expect(outcomes[0]).toMatchObject({
      line: 1,
      ok: true,
      stream: 'region-East',
      revision: 0,
      events: [{ type: 'RegionOpened' }],
      repeated: false,
    })
    expect(outcomes[5]).toMatchObject({
      line: 7,
      ok: false,
      error: 'Invalid',
      message: expect.stringContaining('customer'),
    })
    expect(outcomes[6]).toMatchObject({ line: 8, ok: false, error: 'Invalid' })

    // Recorded again, with other spacing and other order of the keys, and one line more.
    const again = lines.replace(
      '{"type":"OpenRegion","occurredOn":"2026-01-01",',
      '{ "occurredOn": "2026-01-01", "type": "OpenRegion", ',
    )
    await place.file(
      'story.jsonl',
      `${again}{"type":"RecordSatisfaction","occurredOn":"2026-02-01","customer":"C-1001","answer":{"csat":4}}\n`,
    )
    const second = jsonLines(await place.kehu(['record', 'story.jsonl']))
    expect(second.slice(0, 5)).toMatchObject(Array.from({ length: 5 }, () => ({ ok: true, repeated: true })))
    expect(second[8]).toMatchObject({ ok: true, repeated: false })
    expect(jsonLines(await place.kehu(['events']))).toHaveLength(6)
  })

  test('the same command twice in a file is meant twice; a commandId says it is one', async () => {
    await place.file('first.jsonl', await example())
    await place.kehu(['record', 'first.jsonl'])
    const asked =
      '"type":"RecordSatisfaction","occurredOn":"2026-02-01","customer":"C-1001","answer":{"csat":3}'
    const input = `{${asked}}\n{${asked}}\n{${asked},"commandId":"x"}\n{${asked},"commandId":"x"}\n`
    const said = await place.kehu(['record', '-'], { in: Readable.from([Buffer.from(input)]) })
    expect(jsonLines(said)).toMatchObject([
      { repeated: false },
      { repeated: false },
      { repeated: false },
      { repeated: true },
    ])
  })

  test('an expected revision is held to', async () => {
    await place.file('first.jsonl', await example())
    await place.kehu(['record', 'first.jsonl'])
    const input =
      '{"type":"DeactivateCustomer","occurredOn":"2026-02-01","customer":"C-1001","reason":"closed","expectedRevision":0}\n'
    const said = await place.kehu(['record', '-'], { in: Readable.from([input]) })
    expect(said.exitCode).toBe(3)
    expect(jsonLines(said)).toMatchObject([{ ok: false, error: 'Conflict' }])
  })

  test('Ctrl-C ends it even while it waits for the next line', async () => {
    const waiting = new Readable({ read: () => undefined })
    const abort = new AbortController()
    const said = place.kehu(['record', '-'], { in: waiting, signal: abort.signal })
    waiting.push(await example())
    setTimeout(() => abort.abort('interrupted'), 200)
    expect(await said).toMatchObject({ exitCode: 130, err: expect.stringContaining('Interrupted') })
  })

  test('old facts need --historical', async () => {
    const open =
      '{"type":"OpenRegion","occurredOn":"2010-01-01","region":"E","name":"E","timeZone":"Asia/Shanghai","currency":"CNY"}\n'
    await place.file('old.jsonl', open)
    expect(await place.kehu(['record', 'old.jsonl', '--format', 'table'])).toMatchObject({
      exitCode: 3,
      out: expect.stringContaining('BackDatedTooFar'),
    })
    expect(await place.kehu(['record', 'old.jsonl', '--historical', '--format', 'table'])).toMatchObject({
      exitCode: 0,
      out: expect.stringContaining('recorded'),
    })
  })
})

describe('kehu events', () => {
  test('exports everything but the position, in four forms', async () => {
    await importBook()
    const lines = jsonLines(await place.kehu(['events', '--actor', 'x']))
    expect(lines).toHaveLength(9)
    expect(Object.keys(Object(lines[0]))).toEqual([
      ...[
        'stream',
        'revision',
        'id',
        'type',
        'version',
        'occurredOn',
        'recordedAt',
        'actor',
        'correlationId',
        'causationId',
        'commandId',
        'data',
      ],
    ])
    expect(json(await place.kehu(['events', '--format', 'json']))).toEqual(lines)
    expect((await place.kehu(['events', '--format', 'csv'])).out.trim().split('\n')).toHaveLength(10)
    expect(
      (await place.kehu(['events', '--format', 'table', '--customer', 'C-1'])).out.trim().split('\n'),
    ).toHaveLength(4)
  })

  test('ends in quiet when nobody reads on', async () => {
    await importBook()
    const closed = new Writable()
    closed.destroy()
    expect(await place.kehu(['events'], { out: closed })).toMatchObject({ exitCode: 0, err: '' })
  })
})

describe('kehu', () => {
  test('explains itself', async () => {
    const help = await place.kehu(['--help'])
    expect(help.exitCode).toBe(0)
    for (const said of ['import', 'KEHU_STORE', 'KEHU_ACTOR', 'Examples:', 'Exit codes:', '130'])
      expect(help.out).toContain(said)
    const importing = await place.kehu(['import', 'purchases', '--help'])
    for (const said of ['net_amount', '--map', 'half', '--store', 'rejects'])
      expect(importing.out).toContain(said)
    expect((await place.kehu(['--version'])).out.trim()).toMatch(/^\d+\.\d+\.\d+$/)
    expect((await place.kehu(['commands'])).out).toContain('RegisterCustomer')
    expect((await place.kehu(['commands', 'recordcontact'])).out).toContain('participants')
    expect((await place.kehu(['commands', 'Fly'])).exitCode).toBe(2)
  })

  test('a question to a store that is not there says so and makes no file', async () => {
    for (const args of [
      ['tiers'],
      ['due'],
      ['kpis', '--period', '2025'],
      ['history', 'C-1'],
      ['events'],
      ['rebuild'],
    ]) {
      const said = await place.kehu(['--store', 'typo.db', ...args])
      expect(said).toMatchObject({ exitCode: 2, out: '' })
      expect(said.err).toContain('There is no store at')
    }
    expect(readdirSync(place.directory)).toEqual([])
  })

  test('the store may be named in three ways, and by the environment', async () => {
    await place.file('book.csv', book)
    await place.kehu(['--store', 'sqlite:a.db', 'import', 'purchases', 'book.csv'])
    expect((await place.kehu(['events', '--store', 'a.db'])).exitCode).toBe(0)
    expect((await place.kehu(['events'], { env: { KEHU_STORE: 'a.db' } })).exitCode).toBe(0)
    expect((await place.kehu(['events', '--store', 'memory:'])).out).toBe('')
    expect(await place.kehu(['events', '--store', 'esdb://host'])).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining('sqlite:PATH'),
    })
    expect(
      await place.kehu(['import', 'purchases', 'book.csv', '--store', 'no/such/dir/a.db']),
    ).toMatchObject({ exitCode: 1 })
    expect(await place.kehu(['events', '--store', 'book.csv'])).toMatchObject({ exitCode: 2 })
  })

  test('the actor is kept with every event', async () => {
    await place.file('book.csv', book)
    await place.kehu(['import', 'purchases', 'book.csv', '--actor', 'U-7'])
    expect(jsonLines(await place.kehu(['events']))[0]).toMatchObject({ actor: 'U-7' })
    expect((await place.kehu(['import', 'purchases', 'book.csv', '--actor', ' '])).exitCode).toBe(2)
  })

  test('mistakes on the command line are met with a sentence, not with a stack', async () => {
    for (const args of [
      ['fly'],
      ['tiers', '--fly'],
      ['import', 'purchases'],
      ['tiers', '--format', 'xml'],
      ['record'],
    ]) {
      const said = await place.kehu(args)
      expect(said.exitCode).toBe(2)
      expect(said.err).not.toContain('    at ')
      expect(said.err).not.toBe('')
    }
  })
})
