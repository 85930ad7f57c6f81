import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSyncCounter } from '../test/count-syncs.ts'
import { aSchema, aStream, opened, someEvents, sql, wholeLog } from '../test/harness.ts'
import { type PostgresServer, startPostgres } from '../test/server.ts'
import { inFlightAppends } from '../test/writing-child.ts'
import type { PostgresStore } from './postgres-store.ts'

const append = (store: PostgresStore) => store.append(aStream(), 'noStream', someEvents(1))()
const notDurable = (says: string) => ({
  left: { _tag: 'StoreFailed', code: 'NOT_DURABLE', message: expect.stringContaining(says) },
})

test('every acknowledged append has waited for the disk, also where the database was told not to', async (context) => {
  const directory = mkdtempSync(join(tmpdir(), 'kehu-syncs-'))
  chmodSync(directory, 0o777)
  const counter = createSyncCounter(directory)
  // The other tests of this file hold the settings then, and the list of tests says that this one did not run.
  if (counter === null) return context.skip('there is no C compiler to count the syncs with')
  writeFileSync(join(directory, 'syncs'), '')
  chmodSync(join(directory, 'syncs'), 0o666)
  const server = await startPostgres({
    environment: counter.environment,
    settings: [
      'wal_sync_method=fdatasync',
      'autovacuum=off',
      'checkpoint_timeout=1h',
      'wal_writer_delay=10s',
    ],
  })
  try {
    await sql(server, 'ALTER DATABASE postgres SET synchronous_commit = off')
    const store = await opened(server.url())
    const before = counter.count()
    for (let n = 0; n < 40; n++) expect((await append(store))._tag).toBe('Right')
    expect(counter.count() - before).toBeGreaterThanOrEqual(40)
    await store.close()
  } finally {
    await server.stop()
    rmSync(directory, { recursive: true, force: true })
  }
})

describe('a server that does not keep what it acknowledges', () => {
  test.each([['fsync'], ['full_page_writes']] as const)(
    'with %s = off takes no append, unless it was said that it may; it is read',
    async (setting) => {
      const server = await startPostgres({ settings: [`${setting}=off`] })
      try {
        const store = await opened(server.url())
        expect(await Promise.all([append(store), append(store)])).toMatchObject([
          notDurable(`${setting} = off`),
          notDurable(`${setting} = off`),
        ])
        expect(await wholeLog(store)).toEqual([])
        const other = setting === 'fsync' ? 'full_page_writes' : 'fsync'
        const wrongly = await opened(server.url(), { allowOff: [other] })
        expect(await append(wrongly)).toMatchObject(notDurable(setting))
        const allowed = await opened(server.url(), { allowOff: [setting] })
        expect((await append(allowed))._tag).toBe('Right')
        expect(await wholeLog(store)).toHaveLength(1)
        for (const each of [store, wrongly, allowed]) await each.close()
      } finally {
        await server.stop()
      }
    },
  )
})

describe('on a server that does', () => {
  let server: PostgresServer
  beforeAll(async () => {
    server = await startPostgres()
  })
  afterAll(() => server.stop())

  test('the setting is looked at in the transaction of the append: changed meanwhile, nothing is written', async () => {
    const schema = aSchema()
    const store = await opened(server.url(), { schema })
    expect((await append(store))._tag).toBe('Right')
    await sql(server, `ALTER SYSTEM SET full_page_writes = off`)
    await sql(server, 'SELECT pg_reload_conf()')
    for (let tries = 0; tries < 500; tries++) {
      const { rows } = await sql(server, 'SHOW full_page_writes')
      if (rows[0].full_page_writes === 'off') break
    }
    let last = await append(store)
    // Each process of the server reads its settings again before its next statement.
    for (let tries = 0; tries < 500 && last._tag === 'Right'; tries++) last = await append(store)
    expect(last).toMatchObject(notDurable('full_page_writes = off'))
    await sql(server, `ALTER SYSTEM RESET full_page_writes`)
    await sql(server, 'SELECT pg_reload_conf()')
    for (let tries = 0; tries < 500 && last._tag === 'Left'; tries++) last = await append(store)
    expect(last._tag).toBe('Right')
    await store.close()
  })

  test('an unlogged table, which a crash empties, takes no append', async () => {
    const schema = aSchema()
    const store = await opened(server.url(), { schema })
    await sql(server, `ALTER TABLE ${schema}.events SET UNLOGGED`)
    expect(await append(store)).toMatchObject(notDurable('SET LOGGED'))
    await store.close()
  })

  test('an append is not written into a log that has taken the place of the one that was opened', async () => {
    const schema = aSchema()
    const store = await opened(server.url(), { schema })
    await append(store)
    await sql(server, `DROP SCHEMA ${schema} CASCADE`)
    expect(await append(store)).toMatchObject({ left: { _tag: 'Corrupt' } })
    const another = await opened(server.url(), { schema })
    const moved = { left: { _tag: 'Moved', message: expect.stringContaining('replaced by another log') } }
    expect(await Promise.all([append(store), append(store)])).toMatchObject([moved, moved])
    expect(await wholeLog(another)).toEqual([])
    await store.close()
    await another.close()
  })

  test('2,000 appends in flight on one stream in each of two processes all end: written, a Conflict or Busy', async () => {
    const schema = aSchema()
    const store = await opened(server.url(), { schema })
    const writers = await Promise.all(
      [1, 2].map(async () => {
        const script = join(import.meta.dirname, '../test/writing-child.ts')
        const child = spawn(process.execPath, [script, server.url(), schema, 'in-flight'], {
          stdio: ['ignore', 'pipe', 'inherit'],
        })
        let said = ''
        child.stdout.setEncoding('utf8').on('data', (chunk) => {
          said += chunk
        })
        expect(await once(child, 'close')).toEqual([0, null])
        const told: Readonly<Record<string, number>> = JSON.parse(said)
        return told
      }),
    )
    let all = 0
    for (const { written = 0, Conflict = 0, Busy = 0, ...others } of writers) {
      expect([written + Conflict + Busy, others]).toEqual([inFlightAppends, {}])
      // Who takes any revision is never in conflict.
      expect(written + Busy).toBeGreaterThanOrEqual(inFlightAppends / 2)
      all += written
    }
    const log = await wholeLog(store)
    expect(log.map(({ revision }) => revision)).toEqual(Array.from({ length: all }, (_, n) => n))
    await store.close()
  })
})
