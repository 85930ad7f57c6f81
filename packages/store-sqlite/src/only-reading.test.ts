import { spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { left, right } from 'fp-ts/lib/Either.js'
import { none, some } from 'fp-ts/lib/Option.js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startChild } from '../test/child.ts'
import { aDirectory, anAppend, idsOf, opened, openFault, someEvents, someStream } from '../test/harness.ts'
import type { Told } from '../test/reading-child.ts'
import { checkSqliteFile } from './check-file.ts'
import type { SqliteStore } from './sqlite-store.ts'

let directory: ReturnType<typeof aDirectory>
let spare: string
const at = (name: string) => join(directory.path, name)
const model = { version: 1, checkpoint: '', state: '{"a":1}', digest: 'd' }

beforeEach(() => {
  directory = aDirectory()
  mkdirSync(at('shelf'))
  spare = at('spare')
  mkdirSync(spare)
  chmodSync(directory.path, 0o755)
  chmodSync(spare, 0o777)
})
afterEach(() => {
  chmodSync(at('shelf'), 0o755)
  directory.remove()
})

const file = () => at('shelf/log.kehu')
const lock = () => {
  for (const name of readdirSync(at('shelf'))) chmodSync(at(`shelf/${name}`), 0o444)
  chmodSync(at('shelf'), 0o555)
}
const filled = async (): Promise<SqliteStore> => {
  const store = await opened(file())
  for (let n = 0; n < 3; n++) await anAppend(store, 3)
  await store.readModels.save('tiers', model)()
  return store
}

/** What a process may find out that has no right to write. */
const readByOthers = (): Told => {
  const script = join(import.meta.dirname, '../test/reading-child.ts')
  const child = spawnSync(process.execPath, [script, file(), spare], { encoding: 'utf8' })
  if (child.status !== 0) throw new Error(child.stderr)
  return JSON.parse(child.stdout)
}

/** Every question was answered, and nothing was written. */
const expectAnswered = (told: Told, ids: ReadonlyArray<string>, id: string) =>
  expect(told).toEqual({
    ...{ readOnly: true, id, ids, followed: ids, append: 'ReadOnly', saved: 'no complaint' },
    ...{ loaded: 'Some', backup: 'made', check: [] },
  })

describe('without the right to write', () => {
  test('a store that nobody has open answers every question, and is left without a trace', async () => {
    const store = await filled()
    const ids = await idsOf(store)
    await store.close()
    lock()
    const before = readFileSync(file())
    expectAnswered(readByOthers(), ids, store.id)
    expect(readdirSync(at('shelf'))).toEqual(['log.kehu'])
    expect(readFileSync(file()).equals(before)).toBe(true)
  })

  test('so does a file that may not be written in a directory where one may', async () => {
    const store = await filled()
    const ids = await idsOf(store)
    await store.close()
    chmodSync(file(), 0o444)
    chmodSync(at('shelf'), 0o777)
    expectAnswered(readByOthers(), ids, store.id)
    // Files of the reader's would keep the writer out.
    expect(readdirSync(at('shelf'))).toEqual(['log.kehu'])
  })

  test('so does a store that others have open and write to: what they have acknowledged is seen', async () => {
    const store = await filled()
    const ids = await idsOf(store)
    lock()
    expectAnswered(readByOthers(), ids, store.id)
    await anAppend(store, 2)
    expectAnswered(readByOthers(), await idsOf(store), store.id)
    await store.close()
  })

  test('so does a store whose writer was killed', async () => {
    const writer = startChild(file(), 'until-killed')
    await writer.begun()
    writer.child.kill('SIGKILL')
    await writer.ended
    expect(readdirSync(at('shelf')).toSorted()).toEqual(['log.kehu', 'log.kehu-shm', 'log.kehu-wal'])
    copyFileSync(file(), at('copy.kehu'))
    copyFileSync(`${file()}-wal`, at('copy.kehu-wal'))
    lock()
    const told = readByOthers()
    const copy = await opened(at('copy.kehu'))
    const ids = await idsOf(copy)
    expect(ids.length).toBeGreaterThan(0)
    expect(told).toMatchObject({ readOnly: true, ids, followed: ids, append: 'ReadOnly', check: [] })
    await copy.close()
  })

  test('a copy that was made of a store in use is never read without what was still beside it', async () => {
    const store = await filled()
    copyFileSync(file(), at('spare/log.kehu'))
    copyFileSync(`${file()}-wal`, at('spare/log.kehu-wal'))
    await store.close()
    rmSync(file())
    for (const name of ['log.kehu', 'log.kehu-wal']) copyFileSync(at(`spare/${name}`), at(`shelf/${name}`))
    lock()
    expect(readByOthers()).toMatchObject({
      fault: 'Unreachable',
      message: expect.stringContaining('copy it with its -wal'),
    })
  })

  test('a store that is not there is not made', async () => {
    lock()
    expect(readByOthers()).toMatchObject({ fault: 'Unreachable', check: 'Unreachable' })
  })
})

describe('a store opened only to read', () => {
  test('sees what others append from then on, and wakes its subscribers', async () => {
    const first = await filled()
    await first.close()
    const reader = await opened(file(), { readOnly: true })
    expect(reader.readOnly).toBe(true)
    const before = await idsOf(reader)
    const seen: string[] = []
    const abort = new AbortController()
    const following = (async () => {
      for await (const page of reader.subscribe({ signal: abort.signal })) {
        expect(page._tag).toBe('Right')
        if (page._tag === 'Right') seen.push(...page.right.events.map(({ id }) => id))
        if (seen.length >= 13) break
      }
    })()
    const writer = await opened(file())
    expect(writer.readOnly).toBe(false)
    await anAppend(writer, 3)
    expect(await idsOf(reader)).toEqual(await idsOf(writer))
    await writer.close()
    const another = await opened(file())
    await anAppend(another, 1)
    await following
    const ids = await idsOf(another)
    await another.close()
    expect(ids.slice(0, 9)).toEqual(before)
    expect([seen, await idsOf(reader)]).toEqual([ids, ids])
    abort.abort()
    await reader.close()
  })

  test('refuses an append in a sentence, and drops what would be saved', async () => {
    await (await filled()).close()
    const reader = await opened(file(), { readOnly: true })
    expect(await reader.append(someStream(), 'noStream', someEvents(1))()).toMatchObject({
      left: { _tag: 'ReadOnly', message: expect.stringContaining('open for reading only') },
    })
    expect(await reader.readModels.save('other', model)()).toEqual(right(undefined))
    expect(await reader.readModels.load('other')()).toEqual(right(none))
    expect(await reader.readModels.load('tiers')()).toEqual(right(some(model)))
    await reader.close()
    expect(await reader.head()).toMatchObject({ left: { _tag: 'Closed' } })
  })

  test('reads one state of the log at every page while a writer comes and goes', async () => {
    await (await filled()).close()
    const reader = await opened(file(), { readOnly: true })
    const coming = spawn(process.execPath, [
      join(import.meta.dirname, '../test/writing-child.ts'),
      ...[file(), 'come-and-go'],
    ])
    const ended = new Promise((resolve) => coming.on('exit', resolve))
    let done = false
    void ended.then(() => {
      done = true
    })
    let rounds = 0
    let last: ReadonlyArray<string> = []
    while (!done || rounds < 3) {
      const ids = await idsOf(reader)
      expect(ids.slice(0, last.length)).toEqual(last)
      last = ids
      rounds++
      await setImmediate()
    }
    expect(await ended).toBe(0)
    const now = await opened(file())
    expect(await idsOf(reader)).toEqual(await idsOf(now))
    expect(last.length).toBeGreaterThan(9)
    await now.close()
    await reader.close()
  })
})

describe('a file of 0 bytes', () => {
  test('is no store for who reads, checks or backs up, and says that it may have been one', async () => {
    writeFileSync(file(), '')
    const says = { _tag: 'NotAStore', message: expect.stringContaining('if it was one, restore it') }
    expect(await checkSqliteFile({ path: file() })()).toMatchObject(left(says))
    expect(await openFault(file(), { create: false })).toMatchObject(says)
    expect(await openFault(file(), { readOnly: true })).toMatchObject(says)
    expect(statSync(file()).size).toBe(0)
    expect(readdirSync(at('shelf'))).toEqual(['log.kehu'])
  })

  test('beside writes of its own is damage, also for who writes, and they are left where they are', async () => {
    const store = await filled()
    copyFileSync(`${file()}-wal`, at('wal'))
    await store.close()
    writeFileSync(file(), '')
    copyFileSync(at('wal'), `${file()}-wal`)
    for (const options of [{}, { create: false }, { readOnly: true }]) {
      expect(await openFault(file(), options)).toMatchObject({ _tag: 'Corrupt' })
    }
    expect(await checkSqliteFile({ path: file() })()).toMatchObject(left({ _tag: 'Corrupt' }))
    expect(readFileSync(`${file()}-wal`).equals(readFileSync(at('wal')))).toBe(true)
  })

  test('and one that holds no table is none either', async () => {
    await (await opened(file())).close()
    const { DatabaseSync } = await import('node:sqlite')
    const db = new DatabaseSync(file())
    db.exec(
      'DROP TABLE events; DROP TABLE meta; DROP TABLE read_models; PRAGMA user_version = 0; PRAGMA application_id = 0',
    )
    db.close()
    expect(await checkSqliteFile({ path: file() })()).toMatchObject({ left: { _tag: 'NotAStore' } })
  })
})
