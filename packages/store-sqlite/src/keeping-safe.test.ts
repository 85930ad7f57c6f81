import { existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { left, right } from 'fp-ts/lib/Either.js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { aDirectory, anAppend, opened } from '../test/harness.ts'
import { checkSqliteFile } from './check-file.ts'
import type { SqliteStore } from './sqlite-store.ts'

let directory: ReturnType<typeof aDirectory>
let store: SqliteStore
beforeEach(async () => {
  directory = aDirectory()
  store = await opened(directory.file)
})
afterEach(async () => {
  await store.close()
  directory.remove()
})

const there = (name: string) => join(directory.path, name)
const idsIn = async (of: SqliteStore) => {
  const ids: string[] = []
  for await (const page of of.readAll())
    if (page._tag === 'Right') ids.push(...page.right.events.map(({ id }) => id))
  return ids
}
const harm = (sql: string) => {
  const db = new DatabaseSync(directory.file)
  db.exec(sql)
  db.close()
}

describe('a backup', () => {
  test('is a store of its own with everything acknowledged before it began, made while others write', async () => {
    for (let n = 0; n < 20; n++) await anAppend(store, 50, JSON.stringify('x'.repeat(2_000)))
    const before = await idsIn(store)
    const progress: number[] = []
    let written = 0
    const writing = (async () => {
      while (progress.length < 2) {
        await anAppend(store, 1)
        written++
      }
    })()
    const backedUp = await store.backup(there('copy.kehu'), {
      onProgress: ({ done, total }) => {
        expect(done).toBeLessThanOrEqual(total)
        progress.push(done)
      },
    })()
    await writing
    expect(backedUp).toEqual(right(undefined))
    expect(written).toBeGreaterThan(0)
    expect(await checkSqliteFile({ path: there('copy.kehu') })()).toEqual(right([]))
    const copy = await opened(there('copy.kehu'))
    expect(copy.id).toBe(store.id)
    expect((await idsIn(copy)).slice(0, before.length)).toEqual(before)
    await anAppend(copy, 1)
    await copy.close()
    expect(readdirSync(directory.path).filter((name) => name.includes('unfinished'))).toEqual([])
  })

  test('replaces nothing, and says where it cannot go', async () => {
    writeFileSync(there('taken'), 'mine')
    expect(await store.backup(there('taken'))()).toMatchObject({ left: { _tag: 'Unreachable' } })
    expect(readFileSync(there('taken'), 'utf8')).toBe('mine')
    expect(await store.backup(directory.file)()).toMatchObject({ left: { _tag: 'Unreachable' } })
    const missing = await store.backup(there('no/such/copy.kehu'))()
    expect(missing).toMatchObject({ left: { message: expect.stringContaining('does not exist: make it') } })
    mkdirSync(there('copy.kehu.unfinished'))
    expect(await store.backup(there('copy.kehu'))()).toMatchObject({ left: { _tag: 'Unreachable' } })
    expect(existsSync(there('copy.kehu'))).toBe(false)
  })

  test('is finished before the store closes, and refused after', async () => {
    await anAppend(store, 5)
    const pending = store.backup(there('copy.kehu'))()
    await store.close()
    expect(await pending).toEqual(right(undefined))
    expect(await store.backup(there('other.kehu'))()).toMatchObject({ left: { _tag: 'Closed' } })
  })
})

describe('checking a file', () => {
  test('finds nothing in a sound one, also while it is written to', async () => {
    for (let n = 0; n < 5; n++) await anAppend(store, 3)
    expect(await checkSqliteFile({ path: directory.file })()).toEqual(right([]))
    await store.close()
    expect(await checkSqliteFile({ path: directory.file })()).toEqual(right([]))
  })

  test('finds positions and revisions that are missing', async () => {
    await anAppend(store, 3)
    await anAppend(store, 3)
    await store.close()
    harm('DELETE FROM events WHERE position = 2')
    expect(await checkSqliteFile({ path: directory.file })()).toMatchObject(
      right([
        expect.stringContaining('5 events at positions 1 to 6: 1 are missing'),
        expect.stringMatching(/^Stream "customer-.*" goes to revision 2 and has 2 events/),
      ]),
    )
  })

  test('finds pages that were overwritten', async () => {
    for (let n = 0; n < 20; n++) await anAppend(store, 20)
    await store.close()
    const bytes = readFileSync(directory.file)
    bytes.fill(0x5a, 4096 * 6, 4096 * 8)
    writeFileSync(directory.file, bytes)
    const found = await checkSqliteFile({ path: directory.file })()
    if (found._tag === 'Right') expect(found.right.join()).toContain('SQLite says')
    else expect(found.left._tag).toBe('Corrupt')
  })

  test('finds that a file was cut short', async () => {
    for (let n = 0; n < 20; n++) await anAppend(store, 20)
    await store.close()
    truncateSync(directory.file, 4096 * 10)
    const found = await checkSqliteFile({ path: directory.file })()
    expect(found._tag === 'Left' ? found.left._tag : found.right.length > 0).not.toBe(false)
  })

  test('refuses what is no store, as opening does', async () => {
    writeFileSync(there('orders.csv'), 'no database at all, and longer than a header is\n'.repeat(50))
    expect(await checkSqliteFile({ path: there('orders.csv') })()).toMatchObject({
      left: { _tag: 'NotAStore' },
    })
    expect(await checkSqliteFile({ path: there('missing') })()).toMatchObject({
      left: { _tag: 'Unreachable', message: expect.stringContaining('There is no file') },
    })
    await store.close()
    harm('PRAGMA user_version = 99')
    expect(await checkSqliteFile({ path: directory.file })()).toMatchObject(left({ _tag: 'NewerSchema' }))
  })
})
