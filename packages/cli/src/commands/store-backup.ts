import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { openSqliteStore } from '@kehu/store-sqlite'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { type Failure, misuse } from '../failure.ts'
import { print } from '../output/answer.ts'
import { startProgress } from '../output/progress.ts'
import { remark } from '../output/table.ts'
import { asFailure, nothingThere } from '../store/open-store.ts'
import type { Session } from './session.ts'

/** Copies a SQLite store to another file while it is used. */
export const storeBackup = async (
  { io, location, format }: Session,
  file: string,
): Promise<Either<Failure, ExitCode>> => {
  if (location.kind !== 'sqlite') {
    return misuse(
      'Only a SQLite store is backed up by Kehu: a server has tools of its own (pg_dump, the backup of EventStoreDB), and kehu store copy copies any store into any other.',
    )
  }
  const { path } = location
  if (!existsSync(path)) return nothingThere(path)
  const target = resolve(io.cwd, file)
  const opened = await openSqliteStore({ path, clock: io.clock, newId: io.newId, create: false })()
  if (isLeft(opened)) return asFailure(opened.left)
  const progress = startProgress(io)
  const done = await opened.right.backup(target, {
    onProgress: ({ done: pages, total }) => progress.update('Copying', pages, total),
  })()
  progress.end()
  await opened.right.close()
  if (isLeft(done)) return asFailure(done.left)
  await print(io, format, {
    json: { store: path, backup: target },
    csv: { columns: ['store', 'backup'], rows: [[path, target]] },
    table: (style) => remark(style, `${target} is a copy of ${path}, and a store of its own.`),
  })
  return right(exitCodes.ok)
}
