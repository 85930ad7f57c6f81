import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { right } from 'fp-ts/lib/Either.js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { aDirectory, anAppend, open, opened, openFault } from '../test/harness.ts'

describe('opening a SQLite store', () => {
  let directory: ReturnType<typeof aDirectory>
  beforeEach(() => {
    directory = aDirectory()
  })
  afterEach(() => directory.remove())

  test('makes the file, and keeps its identity over every opening', async () => {
    const first = await opened(directory.file, { newId: () => 'first' })
    await first.close()
    const second = await opened(directory.file, { newId: () => 'second' })
    expect([first.id, second.id]).toEqual(['first', 'first'])
    await second.close()
  })

  test('may be done by many at once on a file that is not there yet', async () => {
    const stores = await Promise.all(Array.from({ length: 8 }, () => opened(directory.file)))
    expect(new Set(stores.map(({ id }) => id)).size).toBe(1)
    for (const store of stores) await store.close()
  })

  test('takes an empty file for a store that is still to be made', async () => {
    writeFileSync(directory.file, '')
    const store = await opened(directory.file)
    expect(await store.head()).toEqual(right({ position: null, events: 0 }))
    await store.close()
  })

  test.each([
    ['an empty path', () => '', 'names no file'],
    ['":memory:"', () => ':memory:', 'use the memory store'],
    ['a path with U+0000', () => 'a\0b', 'names no file'],
    ['a directory', () => directory.path, 'is a directory'],
    ['a missing directory', () => join(directory.path, 'no', 'store.kehu'), 'does not exist: make it'],
    ['a directory that is a file', () => join(aFile('plain.txt', 'x'), 'store.kehu'), 'is not a directory'],
  ])('refuses %s as Unreachable, and says what to do', async (_, path, says) => {
    const fault = await openFault(path())
    expect(fault._tag).toBe('Unreachable')
    expect(fault.message).toContain(says)
  })

  test.each([
    ['a short text', 'hello'],
    ['a long text', 'occurred_on,region,net_amount\n'.repeat(1_000)],
    ['half a SQLite header', 'SQLite format 3'],
  ])('refuses %s as NotAStore and leaves it as it is', async (_, content) => {
    const file = aFile('other.csv', content)
    expect(await openFault(file)).toMatchObject({ _tag: 'NotAStore' })
    expect(readFileSync(file, 'utf8')).toBe(content)
  })

  test.each([
    ['with tables', 'CREATE TABLE theirs (a)'],
    ['with a version', 'PRAGMA user_version = 1'],
    ['with an application id', 'PRAGMA application_id = 7'],
  ])('refuses a SQLite file of another program, %s, as NotAStore and leaves it as it is', async (_, sql) => {
    edit(sql)
    const before = readFileSync(directory.file)
    expect(await openFault(directory.file)).toMatchObject({ _tag: 'NotAStore' })
    expect(readFileSync(directory.file).equals(before)).toBe(true)
  })

  test('refuses a newer schema as NewerSchema', async () => {
    await (await opened(directory.file)).close()
    edit('PRAGMA user_version = 99')
    const fault = await openFault(directory.file)
    expect(fault._tag).toBe('NewerSchema')
    expect(fault.message).toContain('update Kehu')
  })

  test('refuses a store whose table is gone, or whose identity is gone, as Corrupt', async () => {
    await (await opened(directory.file)).close()
    edit('DELETE FROM meta')
    expect(await openFault(directory.file)).toMatchObject({ _tag: 'Corrupt' })
    edit('DROP TABLE events')
    expect(await openFault(directory.file)).toMatchObject({ _tag: 'Corrupt' })
  })

  test('after a file was overwritten in the middle, reads end with Corrupt', async () => {
    const store = await opened(directory.file)
    for (let n = 0; n < 50; n++) await anAppend(store, 20)
    await store.close()
    const content = readFileSync(directory.file)
    content.fill('x', 8 * 4_096, content.length - 4_096)
    writeFileSync(directory.file, content)

    const again = await open(directory.file)
    if (again._tag === 'Left') return expect(again.left._tag).toBe('Corrupt')
    const tags: string[] = []
    for await (const page of again.right.readAll()) tags.push(page._tag === 'Left' ? page.left._tag : 'page')
    expect(tags.at(-1)).toBe('Corrupt')
    await again.right.close()
  })

  test('waits for a process that holds the file, and answers Busy in the end', async () => {
    const holder = new DatabaseSync(directory.file)
    holder.exec('BEGIN EXCLUSIVE')
    expect(await openFault(directory.file, { busyPatienceMs: 50 })).toMatchObject({ _tag: 'Busy' })
    const waiting = opened(directory.file)
    setTimeout(() => holder.close(), 50)
    await (await waiting).close()
  })

  const aFile = (name: string, content: string): string => {
    const path = join(directory.path, name)
    mkdirSync(directory.path, { recursive: true })
    writeFileSync(path, content)
    return path
  }

  const edit = (sql: string): void => {
    const db = new DatabaseSync(directory.file)
    db.exec(sql)
    db.close()
  }
})
