import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { openSqliteStore } from '@kehu/store-sqlite'
import { isLeft } from 'fp-ts/lib/Either.js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { importBook } from '../testing/order-book.ts'
import { json, openWorkplace, type Workplace } from '../testing/test-io.ts'

let place: Workplace
beforeEach(async () => {
  place = await openWorkplace()
})
afterEach(() => place.leave())

const exportOf = async (store: string) => (await place.kehu(['--store', store, 'events'])).out

describe('kehu store check', () => {
  test('says that a sound store is sound', async () => {
    await importBook(place)
    const said = await place.kehu(['store', 'check'])
    expect(said).toMatchObject({ exitCode: 0, err: '' })
    expect(said.out).toMatch(/kehu\.db is sound: \d+ events in \d+ streams, every one can be read\./)
    expect(json(await place.kehu(['store', 'check', '--format', 'json']))).toMatchObject({
      found: 0,
      findings: [],
    })
  })

  test('says what is wrong, where, and what to do', async () => {
    await importBook(place)
    const db = new DatabaseSync(place.path('kehu.db'))
    db.exec(`UPDATE events SET data = '{}' WHERE type = 'PurchaseRecorded' AND revision > 0`)
    db.close()
    const unreadable = await place.kehu(['store', 'check'])
    expect(unreadable.exitCode).toBe(1)
    expect(unreadable.out).toMatch(/customer-C-\d/)
    expect(unreadable.err).toContain('restore it from a backup')

    const again = new DatabaseSync(place.path('kehu.db'))
    again.exec('DELETE FROM events WHERE position = 3')
    again.close()
    const gap = await place.kehu(['store', 'check', '--format', 'csv'])
    expect(gap.exitCode).toBe(1)
    expect(gap.out).toContain('1 are missing')
  })

  test('refuses what is no store', async () => {
    await place.file('orders.csv', 'a,b\n'.repeat(1_000))
    expect(await place.kehu(['--store', 'orders.csv', 'store', 'check'])).toMatchObject({
      exitCode: 2,
      out: '',
    })
    expect((await place.kehu(['--store', 'nowhere.db', 'store', 'check'])).err).toContain('There is no file')
  })
})

describe('kehu store backup', () => {
  test('makes a copy that answers the same, and replaces nothing', async () => {
    await importBook(place)
    expect((await place.kehu(['store', 'backup', 'copy.db'])).exitCode).toBe(0)
    expect(await exportOf('copy.db')).toBe(await exportOf('kehu.db'))
    const before = readFileSync(place.path('copy.db'))
    const again = await place.kehu(['store', 'backup', 'copy.db'])
    expect(again.exitCode).toBe(1)
    expect(again.err).toContain('give the backup another name')
    expect(readFileSync(place.path('copy.db'))).toEqual(before)
  })

  test('is for SQLite stores that are there', async () => {
    expect((await place.kehu(['store', 'backup', 'copy.db'])).err).toContain('There is no store')
    const memory = await place.kehu(['--store', 'memory:', 'store', 'backup', 'copy.db'])
    expect(memory.exitCode).toBe(2)
    expect(memory.err).toContain('kehu store copy')
    expect((await place.kehu(['store', 'backup'])).exitCode).toBe(2)
  })
})

describe('kehu store copy', () => {
  test('copies everything, times included, and compares what follows from either log', async () => {
    await importBook(place)
    const said = await place.kehu(['store', 'copy', 'kehu.db', 'copy.db', '--format', 'json'])
    expect(said.exitCode).toBe(0)
    const report = json(said)
    expect(report).toMatchObject({
      readModels: expect.arrayContaining([expect.objectContaining({ name: 'tiers', same: true })]),
    })
    expect(await exportOf('copy.db')).toBe(await exportOf('kehu.db'))
    expect((await place.kehu(['store', 'copy', 'kehu.db', 'copy.db'])).out).toContain('0 events copied')
  })

  test('goes on after it was cut off, and later copies what has come since', async () => {
    await importBook(place)
    const whole = (await exportOf('kehu.db')).trimEnd().split('\n')
    await beginningOfCopy(whole.slice(0, 2))
    expect((await place.kehu(['store', 'copy', 'kehu.db', 'copy.db'])).out).toContain(
      `${whole.length - 2} events copied, ${whole.length} in all`,
    )
    await place.file(
      'target.jsonl',
      '{"type":"SetTarget","occurredOn":"2026-06-30","region":"East","kpi":"sales","period":"2025","target":200000}\n',
    )
    await place.kehu(['record', 'target.jsonl'])
    expect((await place.kehu(['store', 'copy', 'kehu.db', 'copy.db'])).out).toContain('1 event copied')
    expect(await exportOf('copy.db')).toBe(await exportOf('kehu.db'))
  })

  test('does not mix two logs, nor copy onto itself, into nothing or from nowhere', async () => {
    await importBook(place)
    await place.kehu(['store', 'backup', 'other.db'])
    await place.file(
      'target.jsonl',
      '{"type":"SetTarget","occurredOn":"2026-06-30","region":"East","kpi":"sales","period":"2025","target":200000}\n',
    )
    await place.kehu(['--store', 'other.db', 'record', 'target.jsonl'])
    const before = await exportOf('other.db')
    const mixed = await place.kehu(['store', 'copy', 'kehu.db', 'other.db'])
    expect(mixed.exitCode).toBe(2)
    expect(mixed.err).toContain('The target is another log')
    expect(await exportOf('other.db')).toBe(before)
    for (const args of [
      ['kehu.db', './kehu.db'],
      ['kehu.db', 'memory:'],
      ['nowhere.db', 'x.db'],
      ['kehu.db'],
    ]) {
      expect((await place.kehu(['store', 'copy', ...args])).exitCode).toBe(2)
    }
    writeFileSync(place.path('orders.csv'), 'a,b\n'.repeat(1_000))
    expect((await place.kehu(['store', 'copy', 'kehu.db', 'orders.csv'])).exitCode).toBe(2)
    expect((await place.kehu(['store', 'copy', 'orders.csv', 'y.db'])).exitCode).toBe(2)
  })
})

/** A copy that was killed after so many events. */
const beginningOfCopy = async (lines: ReadonlyArray<string>) => {
  const store = await openSqliteStore({ path: place.path('copy.db'), clock: Date.now, newId: randomUUID })()
  if (isLeft(store)) throw new Error(store.left.message)
  const original = await openSqliteStore({
    path: place.path('kehu.db'),
    clock: Date.now,
    newId: randomUUID,
  })()
  if (isLeft(original)) throw new Error(original.left.message)
  let written = 0
  for await (const page of original.right.readAll()) {
    if (isLeft(page)) throw new Error(page.left.message)
    for (const event of page.right.events.slice(0, lines.length)) {
      await store.right.append(event.stream, event.revision === 0 ? 'noStream' : event.revision - 1, [
        event,
      ])()
      written++
    }
    break
  }
  expect(written).toBe(lines.length)
  await original.right.close()
  await store.right.close()
}
