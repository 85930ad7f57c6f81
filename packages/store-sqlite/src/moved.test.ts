import { copyFileSync, linkSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { isRight, right } from 'fp-ts/lib/Either.js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { aDirectory, anAppend, idsOf, opened, someEvents, someStream } from '../test/harness.ts'
import type { SqliteStore } from './sqlite-store.ts'

let directory: ReturnType<typeof aDirectory>
let store: SqliteStore
beforeEach(async () => {
  directory = aDirectory()
  store = await opened(directory.file)
  await anAppend(store, 2)
})
afterEach(async () => {
  await store.close()
  directory.remove()
})

const at = (name: string) => join(directory.path, name)
const append = (of: SqliteStore) => of.append(someStream(), 'noStream', someEvents(1))()
const moved = { left: { _tag: 'Moved', message: expect.stringContaining('nothing more is acknowledged') } }

describe('no append is acknowledged, and nothing read, once the file of an open store', () => {
  test.each([
    ['was removed', () => rmSync(directory.file)],
    ['was renamed', () => renameSync(directory.file, at('old.kehu'))],
    [
      'was replaced by another',
      () => {
        copyFileSync(directory.file, at('restored.kehu'))
        renameSync(at('restored.kehu'), directory.file)
      },
    ],
  ])('%s', async (_, move) => {
    move()
    expect(await append(store)).toMatchObject(moved)
    expect(await Promise.all(Array.from({ length: 20 }, () => append(store)))).toMatchObject(
      Array(20).fill(moved),
    )
    expect(
      await store.readModels.save('m', { version: 1, checkpoint: '', state: '', digest: '' })(),
    ).toMatchObject(moved)
    expect(await store.head()).toMatchObject(moved)
    expect(await store.close()).toEqual(right(undefined))
  })

  test.each(['-wal', '-shm'])('had its %s tidied away', async (end) => {
    rmSync(directory.file + end)
    expect(await append(store)).toMatchObject(moved)
  })

  test('was removed between two commits of appends that are under way', async () => {
    const pending = Array.from({ length: 3_000 }, () => append(store))
    const first = await Promise.race(pending)
    expect(isRight(first)).toBe(true)
    rmSync(directory.file)
    const tags = (await Promise.all(pending)).map((result) =>
      isRight(result) ? 'written' : result.left._tag,
    )
    const from = tags.indexOf('Moved')
    expect(tags.slice(from).every((tag) => tag === 'Moved')).toBe(true)
    expect(tags.slice(0, from).every((tag) => tag === 'written')).toBe(true)
  })
})

test('where it is put back the store goes on, and holds what was acknowledged', async () => {
  renameSync(directory.file, at('old.kehu'))
  expect(await append(store)).toMatchObject(moved)
  renameSync(at('old.kehu'), directory.file)
  expect((await append(store))._tag).toBe('Right')
  expect(await idsOf(store)).toHaveLength(3)
})

test('another name for it changes nothing, by a hard link or a link that leads to it', async () => {
  linkSync(directory.file, at('hard.kehu'))
  symlinkSync(directory.file, at('soft.kehu'))
  expect((await append(store))._tag).toBe('Right')
  const other = await opened(at('soft.kehu'))
  expect((await append(other))._tag).toBe('Right')
  // The link leads elsewhere now: what this handle writes nobody would find there.
  rmSync(at('soft.kehu'))
  copyFileSync(directory.file, at('elsewhere.kehu'))
  symlinkSync(at('elsewhere.kehu'), at('soft.kehu'))
  expect(await append(other)).toMatchObject(moved)
  expect((await append(store))._tag).toBe('Right')
  await other.close()
  expect((await append(store))._tag).toBe('Right')
})

test('closing a store whose place another has taken leaves the other one’s writes alone', async () => {
  renameSync(directory.file, at('old.kehu'))
  rmSync(`${directory.file}-wal`)
  rmSync(`${directory.file}-shm`)
  const another = await opened(directory.file)
  await anAppend(another, 4)
  const wal = readFileSync(`${directory.file}-wal`)
  await store.close()
  expect(readFileSync(`${directory.file}-wal`).equals(wal)).toBe(true)
  expect((await append(another))._tag).toBe('Right')
  expect(await idsOf(another)).toHaveLength(5)
  await another.close()
})
