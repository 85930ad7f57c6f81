import { DatabaseSync } from 'node:sqlite'
import { isLeft } from 'fp-ts/lib/Either.js'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { aDirectory, opened, someEvents, someStream } from '../test/harness.ts'
import { checkSqliteFile } from './check-file.ts'
import type { SqliteStore } from './sqlite-store.ts'

let directory: ReturnType<typeof aDirectory>
beforeEach(() => {
  directory = aDirectory()
})
afterEach(() => directory.remove())

/** As the first Kehu made it, written down here: what was released does not change. */
const anOldStore = (): void => {
  const db = new DatabaseSync(directory.file)
  db.exec(`
    PRAGMA journal_mode = WAL;
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE events (
      position INTEGER PRIMARY KEY AUTOINCREMENT,
      stream TEXT NOT NULL,
      revision INTEGER NOT NULL CHECK (revision >= 0),
      id TEXT NOT NULL UNIQUE,
      type TEXT NOT NULL,
      version INTEGER NOT NULL CHECK (version >= 1),
      occurred_on TEXT NOT NULL,
      recorded_at INTEGER NOT NULL,
      actor TEXT NOT NULL,
      correlation_id TEXT NOT NULL,
      causation_id TEXT NOT NULL,
      command_id TEXT NOT NULL,
      data TEXT NOT NULL,
      category TEXT NOT NULL GENERATED ALWAYS AS (substr(stream, 1, instr(stream, '-') - 1)) VIRTUAL,
      UNIQUE (stream, revision)
    ) STRICT;
    CREATE TABLE read_models (
      name TEXT PRIMARY KEY, version INTEGER NOT NULL, checkpoint TEXT NOT NULL, digest TEXT NOT NULL, state TEXT NOT NULL
    ) STRICT;
    INSERT INTO meta VALUES ('store_id', 'old');
    INSERT INTO events (stream, revision, id, type, version, occurred_on, recorded_at, actor, correlation_id, causation_id,
      command_id, data) VALUES ('customer-1', 0, '00000000-0000-4000-8000-000000000001', 'Old', 1, '2024-02-29', 17,
      'u-1', 'c', 'c', 'c', '{}');
    PRAGMA application_id = ${0x4b65_6875};
    PRAGMA user_version = 1`)
  db.close()
}

const metadataIn = async (store: SqliteStore) => {
  const found = []
  for await (const page of store.readAll()) {
    if (isLeft(page)) throw new Error(page.left.message)
    found.push(...page.right.events.map(({ metadata }) => metadata))
  }
  return found
}
const old = { actor: 'u-1', correlationId: 'c', causationId: 'c', commandId: 'c' }
const withDigest = () =>
  someEvents(1).map((event) => ({
    ...event,
    metadata: { ...event.metadata, commandDigest: 'sha256:ab' },
  }))

test('a store of the first schema is brought up to date, and then keeps the digest of a command', async () => {
  anOldStore()
  const store = await opened(directory.file)
  expect(store.id).toBe('old')
  await store.append(someStream(), 'noStream', withDigest())()
  await store.append(someStream(), 'noStream', someEvents(1))()
  // What was never given stays absent.
  expect(await metadataIn(store)).toStrictEqual([old, { ...old, commandDigest: 'sha256:ab' }, old])
  expect((await store.backup(`${directory.path}/copy`)())._tag).toBe('Right')
  await store.close()
  for (const file of [directory.file, `${directory.path}/copy`]) {
    expect(await checkSqliteFile({ path: file })()).toEqual({ _tag: 'Right', right: [] })
    const again = await opened(file)
    expect(await metadataIn(again)).toStrictEqual([old, { ...old, commandDigest: 'sha256:ab' }, old])
    await again.close()
  }
})

test('where it cannot be brought up to date it is read as it is, and with digests as soon as another has done it', async () => {
  anOldStore()
  expect(await checkSqliteFile({ path: directory.file })()).toEqual({ _tag: 'Right', right: [] })
  const reader = await opened(directory.file, { readOnly: true })
  expect(await metadataIn(reader)).toStrictEqual([old])
  const writer = await opened(directory.file)
  await writer.append(someStream(), 'noStream', withDigest())()
  expect(await metadataIn(reader)).toStrictEqual([old, { ...old, commandDigest: 'sha256:ab' }])
  await writer.close()
  await reader.close()
})

test('many may bring it up to date at once', async () => {
  anOldStore()
  const stores = await Promise.all(Array.from({ length: 6 }, () => opened(directory.file)))
  for (const store of stores)
    expect((await store.append(someStream(), 'noStream', withDigest())())._tag).toBe('Right')
  for (const store of stores) await store.close()
})
