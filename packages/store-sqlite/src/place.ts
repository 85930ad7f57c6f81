import { accessSync, constants, realpathSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { StoreFault } from '@kehu/event-store'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { attempt, corrupt, empty, readOnly, shown, unreachable } from './faults.ts'

/** What stands at a path, found out before SQLite touches it. */
export type Place = {
  /** Absolute, so that neither `:memory:` nor `file:…` nor a later change of directory means something else. */
  readonly path: string
  /** May be made or written here. Looked up, not tried: who only reads leaves no trace. */
  readonly writable: boolean
}

/**
 * @rejects Unreachable no path, no directory, a directory, no file where only one that is there will do, no right
 * @rejects NotAStore an empty file where only a store will do
 * @rejects Corrupt an empty file beside its own unfinished writes: opening it would throw those away
 */
export const lookAt = (given: string, wanted: 'store' | 'store or none'): Either<StoreFault, Place> => {
  if (typeof given !== 'string' || given === '' || given === ':memory:' || given.includes('\0')) {
    return left(
      unreachable(`${shown(String(given))} names no file: give the path of one, or use the memory store.`),
    )
  }
  const path = resolve(given)
  const found = attempt(path, () => look(path, wanted))
  return found._tag === 'Left' ? found : found.right
}

const look = (path: string, wanted: 'store' | 'store or none'): Either<StoreFault, Place> => {
  const directory = dirname(path)
  const around = stat(directory)
  if (around === undefined) {
    return left(
      unreachable(`The directory ${shown(directory)} does not exist: make it, or choose another path.`),
    )
  }
  if (!around.isDirectory()) {
    return left(unreachable(`${shown(directory)} is not a directory: choose another path for the store.`))
  }
  // Before the file itself: whoever makes a store has a file of some bytes before it has a -wal.
  const behind = stat(`${realPath(path)}-wal`)?.size ?? 0n
  const file = stat(path)
  if (file === undefined) {
    if (wanted === 'store') return left(unreachable(`There is no file ${shown(path)}: check the path.`))
    return isWritable(directory) ? right({ path, writable: true }) : left(readOnly(path))
  }
  if (file.isDirectory()) {
    return left(unreachable(`${shown(path)} is a directory: give the path of a file in it.`))
  }
  if (file.size === 0n) {
    if (behind > 0n)
      return left(corrupt(path, 'it is empty, and writes that belong to it stand in its -wal file'))
    if (wanted === 'store') return left(empty(path))
  }
  return right({ path, writable: mayWrite(path) })
}

/** SQLite writes the file and, beside it, -wal and -shm. */
const mayWrite = (path: string): boolean => {
  const real = realPath(path)
  return (
    isWritable(real) &&
    (isWritable(dirname(real)) || sideFiles.slice(0, 2).every((end) => isWritable(real + end)))
  )
}

/** What SQLite puts beside a file while somebody has it open, or after he was killed. */
export const sideFiles = ['-wal', '-shm', '-journal'] as const

const isWritable = (path: string): boolean => {
  try {
    accessSync(path, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/** A file that is not there yet is called what it was given as. */
export const realPath = (path: string): string => {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}

/** In bigints, for an inode may be larger than a number holds. */
export const stat = (path: string) => statSync(path, { bigint: true, throwIfNoEntry: false })
