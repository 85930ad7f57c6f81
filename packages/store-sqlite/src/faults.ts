import { setImmediate, setTimeout } from 'node:timers/promises'
import type {
  Closed,
  Corrupt,
  Moved,
  ReadOnly,
  StoreFailed,
  StoreFault,
  Unreachable,
} from '@kehu/event-store'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { nameOfCode } from './result-codes.ts'

/** Does something with SQLite and answers its error as a fault, whatever it is: nothing is thrown on. */
export const attempt = <A>(path: string, work: () => A): Either<StoreFault, A> => {
  try {
    return right(work())
  } catch (error) {
    return left(faultOf(path, error))
  }
}

export const attemptAsync = async <A>(
  path: string,
  work: () => Promise<A>,
): Promise<Either<StoreFault, A>> => {
  try {
    return right(await work())
  } catch (error) {
    return left(faultOf(path, error))
  }
}

/** The same for work that answers an Either itself, whatever it was given as options. */
export const totally = async <E, A>(
  path: () => unknown,
  work: () => Promise<Either<E, A>>,
): Promise<Either<E | StoreFault, A>> => {
  try {
    return await work()
  } catch (error) {
    return left(faultOf(textOf(path), error))
  }
}

const textOf = (path: () => unknown): string => {
  try {
    return String(path())
  } catch {
    return ''
  }
}

/** The same for pages: the error is the last of them. */
export async function* pagesTotally<A>(
  path: string,
  pages: () => AsyncIterable<Either<StoreFault, A>>,
): AsyncGenerator<Either<StoreFault, A>, void> {
  try {
    yield* pages()
  } catch (error) {
    yield left(faultOf(path, error))
  }
}

/**
 * Tries again while another process holds the file, by timers so that the event loop goes on. The jitter keeps two
 * waiting processes from meeting at every attempt.
 */
export const patiently = async <A>(
  work: () => Either<StoreFault, A>,
  patienceMs: number,
): Promise<Either<StoreFault, A>> => {
  const from = performance.now()
  for (let attempts = 1; ; attempts++) {
    const result = work()
    const isBusy = isLeft(result) && result.left._tag === 'Busy'
    if (!isBusy || performance.now() - from >= patienceMs) return result
    await pauseAfterBusy(attempts)
  }
}

export const pauseAfterBusy = (attempts: number): Promise<void> =>
  setTimeout(1 + Math.random() * Math.min(2 * attempts, 20))

/** Lets timers and I/O have their turn between two pieces of synchronous work. */
export const breathe = (): Promise<void> => setImmediate()

/** Of anything that was thrown: SQLite's errors, the file system's, and what is nobody's but a bug's. */
export const faultOf = (path: string, error: unknown): StoreFault => {
  const place = shown(path)
  if (error instanceof DamagedRow) return corrupt(path, error.message)
  const { code, errcode, syscall, says } = told(error)
  if (errcode !== null) return faultOfCode(path, errcode, says)
  if (syscall !== null) return faultOfSystem(path, code, says)
  return failed(
    code,
    `${place} could not be read or written (${code}: ${says}): try again, and report it if it stays.`,
  )
}

/** SQLite's result codes, https://www.sqlite.org/rescode.html */
const faultOfCode = (path: string, errcode: number, says: string): StoreFault => {
  const place = shown(path)
  // The extended codes that say something else than their family.
  if (errcode === 1032) return moved(path) // READONLY_DBMOVED
  if (errcode === 776) return unfinished(path) // READONLY_ROLLBACK
  switch (errcode & 0xff) {
    case 5: // BUSY
    case 6: // LOCKED
    case 15: // PROTOCOL: lost the race for a lock too often
      return {
        _tag: 'Busy',
        message: `Another process kept ${place} locked: try again, or end the process that holds it.`,
      }
    case 13: // FULL
      return full(path)
    case 11: // CORRUPT
      return corrupt(path, says)
    case 26: // NOTADB
      return {
        _tag: 'NotAStore',
        message: `${place} is not a SQLite file: choose another path, or restore the store from a backup.`,
      }
    case 8: // READONLY
      return readOnly(path)
    case 3: // PERM
    case 14: // CANTOPEN
    case 23: // AUTH
      return unreachable(`${place} cannot be opened (${says}): check the path and this user's rights.`)
    case 10: // IOERR
    case 7: // NOMEM
    case 22: // NOLFS
      return failed(
        nameOfCode(errcode),
        `${place} cannot be read or written (${nameOfCode(errcode)}, ${says}): check the disk and the memory, then try again.`,
      )
    default:
      return failed(
        nameOfCode(errcode),
        `SQLite failed on ${place} (${nameOfCode(errcode)}, ${says}): see what kehu store check finds, and try again.`,
      )
  }
}

const faultOfSystem = (path: string, code: string, says: string): StoreFault => {
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return full(path)
    case 'EROFS':
      return readOnly(path)
    default:
      // Node goes on with the whole path, however long it is.
      return unreachable(
        `${shown(path)} cannot be read or written (${says.split(',')[0]}): check the path and the disk.`,
      )
  }
}

/** What an error says of itself; reading it must not fail either. */
const told = (error: unknown) => {
  try {
    if (!(error instanceof Error))
      return { code: typeof error, errcode: null, syscall: null, says: String(error) }
    const [code, errcode, syscall]: ReadonlyArray<unknown> = ['code', 'errcode', 'syscall'].map((name) =>
      Reflect.get(error, name),
    )
    return {
      code: typeof code === 'string' ? code : error.name,
      errcode: typeof errcode === 'number' ? errcode : null,
      syscall: typeof syscall === 'string' && typeof code === 'string' ? syscall : null,
      says: error.message,
    }
  } catch {
    return { code: 'unknown', errcode: null, syscall: null, says: 'it does not say why' }
  }
}

/** A path as people can read it: in quotes, on one line, and not longer than a line or two. */
export const shown = (path: string): string => {
  const text = path.length > shownMax ? `${path.slice(0, shownMax)}…` : path
  return /[\p{Cc}"\\]/u.test(text) ? JSON.stringify(text) : `"${text}"`
}

const shownMax = 300

const full = (path: string): StoreFault => ({
  _tag: 'Full',
  message: `There is no room left for ${shown(path)}: free some space, then try again.`,
})

/** A row that this schema cannot have written. */
export class DamagedRow extends Error {}

export const corrupt = (path: string, says: string): Corrupt => ({
  _tag: 'Corrupt',
  message: `${shown(path)} is damaged (${says}): stop writing to it and restore it from a backup.`,
})

export const unreachable = (message: string): Unreachable => ({ _tag: 'Unreachable', message })

export const failed = (code: string, message: string): StoreFailed => ({ _tag: 'StoreFailed', code, message })

export const moved = (path: string): Moved => ({
  _tag: 'Moved',
  message: `${shown(path)} was moved, replaced or removed while it was open, and nothing more is acknowledged: put it back with its -wal file or restore a backup, then open it again.`,
})

export const readOnly = (path: string): ReadOnly => ({
  _tag: 'ReadOnly',
  message: `${shown(path)} is open for reading only, and nothing was written: give this user the right to write the file and its directory, then open it again.`,
})

/** A write that was cut off has to be taken back first, and that is writing. */
export const unfinished = (path: string): Unreachable =>
  unreachable(
    `${shown(path)} was left in the middle of a write: open it once where it can be written, or copy it with its -wal and -journal files to a directory of your own.`,
  )

/** No bytes, or no table: it may have been a store, and it is none. */
export const empty = (path: string): StoreFault => ({
  _tag: 'NotAStore',
  message: `${shown(path)} is empty and holds no store: if it was one, restore it from a backup; if it is to become one, write to it.`,
})

export const closedFault = (path: string): Closed => ({
  _tag: 'Closed',
  message: `The store ${shown(path)} was closed by its owner: open it again to go on.`,
})
