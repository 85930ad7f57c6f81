import type { StoreFault } from '@kehu/event-store'
import { moved } from './faults.ts'
import { realPath, stat } from './place.ts'

/**
 * Whether the file that is open still stands under its path. SQLite goes on writing into a file that was renamed, replaced or
 * removed, and nobody would ever find there what was acknowledged. A -wal or -shm that somebody tidied away is as bad: the
 * next process to open the store begins others, and neither sees what the other writes.
 *
 * A link to the file counts as the file for as long as it leads there; another hard link changes nothing.
 */
export type Identity = {
  /** The file alone: one stat, some microseconds. */
  readonly fileMoved: () => StoreFault | null
  /** The file and what belongs to it. */
  readonly moved: () => StoreFault | null
}

/** What stands under a name, null for nothing. */
export const inodeOf = (path: string): string | null => {
  const found = stat(path)
  return found === undefined ? null : `${found.dev}:${found.ino}`
}

/** Taken while the file is open and has been read, so that SQLite has made what it needs beside it. */
export const identityOf = (path: string): Identity => {
  const file = inodeOf(path)
  const beside = ['-wal', '-shm']
    .map((end) => realPath(path) + end)
    .map((side) => ({ side, inode: inodeOf(side) }))
    .filter(({ inode }) => inode !== null)
  const fileMoved = () => (inodeOf(path) === file ? null : moved(path))
  return {
    fileMoved,
    moved: () => (beside.every(({ side, inode }) => inodeOf(side) === inode) ? fileMoved() : moved(path)),
  }
}
