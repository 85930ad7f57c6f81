import { mkdirSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { streamName } from '@kehu/event-store'
import fc from 'fast-check'
import { isLeft } from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../tools/laws.ts'
import { aDirectory, open, opened, someEvents, someStream } from '../test/harness.ts'
import { checkSqliteFile } from './check-file.ts'
import { faultOf } from './faults.ts'
import { knownCodes, nameOfCode } from './result-codes.ts'
import { openSqliteStore, type SqliteStoreOptions } from './sqlite-store.ts'

const sqliteError = (errcode: number) =>
  Object.assign(new Error('it said so'), { code: 'ERR_SQLITE_ERROR', errcode })

describe('an error of SQLite', () => {
  const told: Readonly<Record<string, string>> = {
    SQLITE_BUSY: 'Busy',
    SQLITE_LOCKED: 'Busy',
    SQLITE_PROTOCOL: 'Busy',
    SQLITE_FULL: 'Full',
    SQLITE_CORRUPT: 'Corrupt',
    SQLITE_NOTADB: 'NotAStore',
    SQLITE_READONLY: 'ReadOnly',
    SQLITE_READONLY_DBMOVED: 'Moved',
    SQLITE_READONLY_ROLLBACK: 'Unreachable',
    SQLITE_PERM: 'Unreachable',
    SQLITE_CANTOPEN: 'Unreachable',
    SQLITE_AUTH: 'Unreachable',
  }
  const expected = (code: number) => told[nameOfCode(code)] ?? told[nameOfCode(code & 0xff)] ?? 'StoreFailed'

  test.each(knownCodes.map((code) => [nameOfCode(code), code] as const))(
    '%s (%i) is a value',
    (name, code) => {
      const fault = faultOf('/a/log.kehu', sqliteError(code))
      expect(fault._tag).toBe(expected(code))
      if (fault._tag === 'StoreFailed') expect(fault.code).toBe(name)
      expect(fault.message).toMatch(/^.{30,}\.$/)
    },
  )

  test('of any number at all is a value, and one that nobody knows yet says its number', () => {
    fc.assert(
      fc.property(fc.integer(), (code) => {
        expect(faultOf('/a/log.kehu', sqliteError(code))._tag).toBe(expected(code))
      }),
      { numRuns: runs({ everyday: 100, full: 1_000 }) },
    )
    expect(faultOf('/a', sqliteError(10 | (99 << 8)))).toMatchObject({
      code: `SQLITE_IOERR_${10 | (99 << 8)}`,
    })
  })

  test('and so is whatever else can be thrown', () => {
    const hostile = new Proxy(new Error('no'), {
      get: () => {
        throw new Error('not even that')
      },
    })
    for (const thrown of [hostile, undefined, null, 'text', 7n, {}, Symbol('s'), new TypeError('a bug')]) {
      expect(faultOf('/a/log.kehu', thrown)._tag).toBe('StoreFailed')
    }
    fc.assert(fc.property(fc.anything(), (thrown) => void faultOf('/a', thrown)))
  })
})

describe('nothing is thrown', () => {
  test.each([
    ['a name that is too long', () => 'x'.repeat(10_000)],
    ['a path that is too long', (path: string) => `${path}/${'x'.repeat(300)}/`.repeat(20)],
    ['U+0000', (path: string) => `${path}/a\0b`],
    ['a directory', (path: string) => path],
    ['a loop of links is not there', (path: string) => `${path}/../${'../'.repeat(2_000)}no/such`],
    ['a device', () => '/dev/null'],
    ['no text at all', () => 7],
    ['what cannot be a text', () => Symbol('path')],
    ['nothing', () => undefined],
  ])('on opening or checking %s', async (_, pathIn) => {
    const directory = aDirectory()
    const options = { path: pathIn(directory.path) as string }
    const results = [
      await open(options.path),
      await open(options.path, { create: false }),
      await open(options.path, { readOnly: true }),
      await checkSqliteFile(options)(),
    ]
    expect(results.map((result) => isLeft(result) && typeof result.left.message)).toEqual(
      Array(4).fill('string'),
    )
    for (const result of results) if (isLeft(result)) expect(result.left.message.length).toBeLessThan(1_000)
    directory.remove()
  })

  test('whatever is given as options, streams, events, ways of reading and read models', async () => {
    await fc.assert(
      fc.asyncProperty(fc.anything(), async (junk) => {
        const result = await openSqliteStore(junk as SqliteStoreOptions)()
        expect(result._tag).toBe('Left')
      }),
    )
    const directory = aDirectory()
    const store = await opened(directory.file)
    await store.append(someStream('one'), 'noStream', someEvents(2))()
    const name = streamName('customer', 'one')
    if (isLeft(name)) throw new Error(name.left.message)
    const untyped: Record<string, (...given: unknown[]) => unknown> = {
      ...store,
      ...store.readModels,
    } as never
    const call = (method: string, ...given: unknown[]): unknown => untyped[method]?.(...given)
    const settle = async (answer: unknown) => {
      const done = await (typeof answer === 'function' ? answer() : answer)
      if (done === null || typeof done !== 'object' || !(Symbol.asyncIterator in done)) return
      let pages = 0
      for await (const _page of done as AsyncIterable<unknown>) if (++pages > 3) break
    }
    await fc.assert(
      fc.asyncProperty(fc.anything(), fc.anything(), async (one, other) => {
        for (const method of ['readStream', 'readAll', 'load', 'save']) await settle(call(method, one, other))
        await settle(call('append', one, other, [one]))
        await settle(
          call(
            'append',
            name.right,
            one,
            someEvents(1).map((event) => ({ ...event, metadata: other })),
          ),
        )
        await settle(call('readStream', name.right, one))
        await settle(call('subscribe', { signal: AbortSignal.abort(), ...Object(one) }))
        await settle(call('subscribe', one === undefined || one === null ? one : { after: one }))
      }),
      { numRuns: 60 },
    )
    await settle(call('backup', 7))
    expect((await store.head())._tag).toBe('Right')
    await store.close()
    directory.remove()
  })

  test('where the tables vanish under an open store, whatever is asked of it', async () => {
    const directory = aDirectory()
    const store = await opened(directory.file)
    const other = new DatabaseSync(directory.file)
    other.exec('DROP TABLE events; DROP TABLE read_models')
    other.close()
    const failed = { left: { _tag: 'StoreFailed', code: 'SQLITE_ERROR' } }
    expect(await store.append(someStream(), 'noStream', someEvents(1))()).toMatchObject(failed)
    expect(await store.head()).toMatchObject(failed)
    expect(await store.readModels.load('tiers')()).toMatchObject(failed)
    const model = { version: 1, checkpoint: '', state: '', digest: '' }
    expect(await store.readModels.save('tiers', model)()).toMatchObject(failed)
    for (const pages of [
      store.readAll(),
      store.readStream(someStream()),
      store.subscribe({ signal: new AbortController().signal }),
    ]) {
      const seen = []
      for await (const page of pages) seen.push(page)
      expect(seen).toMatchObject([failed])
    }
    mkdirSync(`${directory.path}/copy.unfinished`)
    writeFileSync(`${directory.path}/copy.unfinished/x`, '')
    expect((await store.backup(`${directory.path}/copy`)())._tag).toBe('Left')
    expect((await store.close())._tag).toBe('Right')
    expect((await store.close())._tag).toBe('Right')
    directory.remove()
  })
})
