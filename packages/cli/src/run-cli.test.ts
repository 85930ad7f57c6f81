import { readdirSync } from 'node:fs'
import { Writable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { book, importBook } from './testing/order-book.ts'
import { jsonLines, openWorkplace, type Workplace } from './testing/test-io.ts'

let place: Workplace
beforeEach(async () => {
  place = await openWorkplace()
})
afterEach(() => place.leave())

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
    expect(await place.kehu(['events', '--store', 'mysql://host'])).toMatchObject({
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

  test('an end that is asked for comes in the middle of any answer, though nobody takes what is printed', async () => {
    await importBook(place)
    const questions = [
      ...['tiers', 'due', 'rebuild', 'events', 'commands'].map((name) => [name]),
      ...[
        ['kpis', '--period', '2025'],
        ['history', 'C-1'],
        ['store', 'check'],
        ['tiers', '--all'],
        ['--help'],
      ],
    ]
    for (const [reason, exitCode] of [
      ['interrupted', 130],
      ['terminated', 143],
    ] as const) {
      for (const question of questions) {
        for (const form of question[0] === '--help'
          ? [[]]
          : [['--format', 'table'], ['--format', 'json'], ['--raw-csv']]) {
          const abort = new AbortController()
          // Takes a first piece and never says that it is done.
          const stuck = new Writable({ write: () => abort.abort(reason) })
          const said = await place.kehu([...question, ...form], { out: stuck, signal: abort.signal })
          expect([...question, ...form, said.exitCode]).toEqual([...question, ...form, exitCode])
          expect(said.err).toContain('Interrupted')
        }
      }
    }
  })

  test('an end that is asked for does not wait for a complaint to be read', async () => {
    const abort = new AbortController()
    const stuck = new Writable({ write: () => abort.abort('interrupted') })
    expect(await place.kehu(['history', 'C-1'], { err: stuck, signal: abort.signal })).toMatchObject({
      out: '',
    })
  })
})
