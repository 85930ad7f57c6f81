// A process without the right to write anything but what everybody may, for tests that read where nothing may be written:
//   node reading-child.ts PATH
import { randomUUID } from 'node:crypto'
import { writeSync } from 'node:fs'
import { join } from 'node:path'
import { isLeft, isRight } from 'fp-ts/lib/Either.js'
import { checkSqliteFile } from '../src/check-file.ts'
import { openSqliteStore, type SqliteStore } from '../src/sqlite-store.ts'
import { idsOf, someEvents, someStream } from './harness.ts'

export type Told = {
  readonly fault?: string
  readonly message?: string
  readonly readOnly?: boolean
  readonly id?: string
  readonly ids?: ReadonlyArray<string>
  readonly followed?: ReadonlyArray<string>
  readonly append?: string
  readonly saved?: string
  readonly loaded?: string
  readonly backup?: string
  readonly check: string | ReadonlyArray<string>
}

const tell = async (path: string, spare: string): Promise<Told> => {
  const checked = await checkSqliteFile({ path })()
  const check = isLeft(checked) ? checked.left._tag : checked.right
  const opened = await openSqliteStore({ path, clock: Date.now, newId: randomUUID, create: false })()
  if (isLeft(opened)) return { fault: opened.left._tag, message: opened.left.message, check }
  const store = opened.right
  const model = { version: 1, checkpoint: 'here', state: '{}', digest: 'd' }
  const [append, saved] = [
    await store.append(someStream(), 'noStream', someEvents(1))(),
    await store.readModels.save('mine', model)(),
  ]
  const loaded = await store.readModels.load('tiers')()
  const backup = await store.backup(join(spare, `${randomUUID()}.kehu`))()
  const told = {
    readOnly: store.readOnly,
    id: store.id,
    ids: await idsOf(store),
    followed: await followed(store),
    append: isLeft(append) ? append.left._tag : 'written',
    saved: isLeft(saved) ? saved.left._tag : 'no complaint',
    loaded: isLeft(loaded) ? loaded.left._tag : loaded.right._tag,
    backup: isLeft(backup) ? backup.left.message : 'made',
    check,
  }
  await store.close()
  return told
}

const followed = async (store: SqliteStore): Promise<ReadonlyArray<string>> => {
  const ids: string[] = []
  for await (const page of store.subscribe({ signal: new AbortController().signal, pageSize: 2 })) {
    if (isLeft(page)) return [page.left.message]
    ids.push(...page.right.events.map(({ id }) => id))
    if (isRight(page) && page.right.caughtUp) break
  }
  return ids
}

const [, script, path, spare] = process.argv
if (script === import.meta.filename && path !== undefined && spare !== undefined) {
  // Root may write everywhere; everything is loaded by now.
  if (process.getuid?.() === 0) {
    process.setgroups?.([65_534])
    process.setgid?.(65_534)
    process.setuid?.(65_534)
  }
  writeSync(1, JSON.stringify(await tell(path, spare)))
}
