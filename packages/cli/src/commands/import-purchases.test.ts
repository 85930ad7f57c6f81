import { existsSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { book, importBook } from '../testing/order-book.ts'
import { json, jsonLines, openWorkplace, type Workplace } from '../testing/test-io.ts'

let place: Workplace
beforeEach(async () => {
  place = await openWorkplace()
})
afterEach(() => place.leave())

describe('kehu import purchases', () => {
  test('takes in an order book and says what it did', async () => {
    const said = await importBook(place)
    expect(said).toMatchObject({
      exitCode: 0,
      err: '2 regions are open to all until a first manager is appointed there (kehu commands AppointMember): East, West\n',
    })
    expect(json(said)).toMatchObject({
      ...{
        source: 'main',
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

  test('the same file again appends nothing, even renamed and sorted anew', async () => {
    await importBook(place)
    const [heading = '', ...rows] = book.trim().split('\n')
    await place.file('copy.csv', [heading, ...rows.reverse()].join('\r\n'))
    const again = await place.kehu(['import', 'purchases', place.path('copy.csv'), '--format', 'json'])
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
    expect(json(second)).toMatchObject({ source: 'main', read: 3, appended: 3, stored: 0 })
    const events = jsonLines(await place.kehu(['events']))
    expect(events).toHaveLength(1_001)
  })

  test('a line that is stored with other content is refused, and a document that gains lines is reported', async () => {
    await importBook(place)
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
    await importBook(place)
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
