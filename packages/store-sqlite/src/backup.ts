import { existsSync } from 'node:fs'
import { link, open, rm } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { backup, type DatabaseSync } from 'node:sqlite'
import type { StoreFault } from '@kehu/event-store'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { attemptAsync, shown, unreachable } from './faults.ts'

export type BackupProgress = { readonly done: number; readonly total: number }

/** Pages copied in one piece, 4 KiB each. */
const pagesAtOnce = 256

/**
 * Copies the database while it is used, as it is at one moment. The file appears under its name when it is whole, never
 * before; one that is there already is left alone.
 */
export const backUp = async (
  source: {
    readonly db: DatabaseSync
    /** Why the copy is none, once everything is read. */
    readonly release: () => StoreFault | null
  },
  path: string,
  target: string,
  onProgress: (progress: BackupProgress) => void,
): Promise<Either<StoreFault, void>> => {
  const to = resolve(target)
  const hindrance = existsSync(to)
    ? taken(to)
    : existsSync(dirname(to))
      ? null
      : unreachable(`The directory ${shown(dirname(to))} does not exist: make it, or choose another path.`)
  if (hindrance !== null) {
    source.release()
    return left(hindrance)
  }
  const unfinished = `${to}.unfinished`
  const copied = await attemptAsync(path, async () => {
    await rm(unfinished, { force: true })
    await backup(source.db, unfinished, {
      rate: pagesAtOnce,
      progress: ({ totalPages, remainingPages }) =>
        onProgress({ done: totalPages - remainingPages, total: totalPages }),
    })
    await sync(unfinished)
  })
  const overtaken = source.release()
  if (isLeft(copied) || overtaken !== null) {
    await tidy(unfinished)
    return isLeft(copied) ? copied : left(overtaken ?? taken(to))
  }
  try {
    // Unlike a renaming, a link does not replace what somebody else has put there meanwhile.
    await link(unfinished, to)
    await sync(dirname(to))
    return right(undefined)
  } catch (error) {
    const says = error instanceof Error ? error.message : String(error)
    return left(
      existsSync(to) ? taken(to) : unreachable(`${shown(to)} cannot be written (${says}): check it.`),
    )
  } finally {
    await tidy(unfinished)
  }
}

/** What cannot be removed does no harm: the next backup tries again. */
const tidy = (unfinished: string): Promise<void> => rm(unfinished, { force: true }).catch(() => undefined)

const taken = (to: string): StoreFault =>
  unreachable(`${shown(to)} is there already and was left as it is: give the backup another name.`)

const sync = async (path: string): Promise<void> => {
  const file = await open(path)
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}
