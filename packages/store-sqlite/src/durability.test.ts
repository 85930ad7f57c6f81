import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { right } from 'fp-ts/lib/Either.js'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createSyncCounter } from '../test/count-syncs.ts'
import { aDirectory, opened, openFault, someEvents, someStream } from '../test/harness.ts'
import { countedAppends } from '../test/writing-child.ts'
import { createDurabilityCheck, durableSettings } from './durability.ts'

let directory: ReturnType<typeof aDirectory>
beforeEach(() => {
  directory = aDirectory()
})
afterEach(() => {
  vi.restoreAllMocks()
  directory.remove()
})

test('every acknowledged append has waited for the disk', (context) => {
  const counter = createSyncCounter(directory.path)
  // The other tests of this file hold the settings then, and the list of tests says that this one did not run.
  if (counter === null) return context.skip('there is no C compiler to count the syncs with')
  const child = spawnSync(
    process.execPath,
    [join(import.meta.dirname, '../test/writing-child.ts'), directory.file, 'counted'],
    { env: { ...process.env, ...counter.environment }, encoding: 'utf8' },
  )
  expect([child.stderr, child.status]).toEqual(['', 0])
  expect(counter.count()).toBeGreaterThanOrEqual(countedAppends)
})

test.each([
  ['synchronous = OFF', 'WAL'],
  ['synchronous = NORMAL', 'WAL'],
  ['synchronous = FULL', 'DELETE'],
  ['synchronous = FULL', 'MEMORY'],
])('a handle with %s and journal_mode = %s is not durable, and says so', (synchronous, journal) => {
  const db = new DatabaseSync(directory.file)
  const check = createDurabilityCheck(db, directory.file)
  db.exec(`PRAGMA journal_mode = WAL; ${durableSettings}`)
  expect(check()).toBeNull()
  db.exec(`PRAGMA ${synchronous}; PRAGMA journal_mode = ${journal}`)
  expect(check()).toMatchObject({ _tag: 'StoreFailed', code: 'NOT_DURABLE' })
  db.close()
})

/** Whatever is asked for, SQLite is told not to wait. */
const hastily = () => {
  const exec = DatabaseSync.prototype.exec
  return vi.spyOn(DatabaseSync.prototype, 'exec').mockImplementation(function (this: DatabaseSync, sql) {
    exec.call(this, sql.replace('synchronous = FULL', 'synchronous = OFF'))
  })
}

test('a store whose handle does not wait for the disk is not opened', async () => {
  hastily()
  expect(await openFault(directory.file)).toMatchObject({
    code: 'NOT_DURABLE',
    message: expect.stringContaining('synchronous = 0'),
  })
})

test('an open store appends no more as soon as its handle does not wait', async () => {
  const store = await opened(directory.file)
  const append = () => store.append(someStream(), 'noStream', someEvents(1))()
  expect((await append())._tag).toBe('Right')
  const exec = DatabaseSync.prototype.exec
  const spy = vi.spyOn(DatabaseSync.prototype, 'exec').mockImplementation(function (this: DatabaseSync, sql) {
    // The settings of a handle cannot change inside a transaction.
    if (sql === 'BEGIN IMMEDIATE') exec.call(this, 'PRAGMA synchronous = OFF')
    exec.call(this, sql)
  })
  const refused = { left: { _tag: 'StoreFailed', code: 'NOT_DURABLE' } }
  expect(await Promise.all([append(), append()])).toMatchObject([refused, refused])
  spy.mockRestore()
  expect(await store.head()).toMatchObject(right({ events: 1 }))
  await store.close()
})
