import { setImmediate, setTimeout } from 'node:timers/promises'
import type { Closed, Corrupt, StoreFault, Unreachable } from '@kehu/event-store'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'

/** Does something with SQLite and answers its error as a fault. */
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

/** SQLite's primary result codes, https://www.sqlite.org/rescode.html */
const faultOf = (path: string, error: unknown): StoreFault => {
  if (error instanceof DamagedRow) return corrupt(path, error.message)
  if (isSystemError(error)) {
    return error.code === 'ENOSPC' || error.code === 'EDQUOT'
      ? full(path)
      : unreachable(`"${path}" cannot be read or written (${error.message}): check the path and the disk.`)
  }
  if (!(error instanceof Error && 'errcode' in error && typeof error.errcode === 'number')) throw error
  const says = error.message
  switch (error.errcode & 0xff) {
    case 5: // BUSY
    case 6: // LOCKED
    case 15: // PROTOCOL: lost the race for a lock too often
      return {
        _tag: 'Busy',
        message: `Another process kept "${path}" locked: try again, or end the process that holds it.`,
      }
    case 13: // FULL
      return full(path)
    case 11: // CORRUPT
      return corrupt(path, says)
    case 26: // NOTADB
      return {
        _tag: 'NotAStore',
        message: `"${path}" is not a SQLite file: choose another path, or restore the store from a backup.`,
      }
    case 8: // READONLY
    case 3: // PERM
      return unreachable(
        `"${path}" cannot be written (${says}): give this user the right to write it and its directory.`,
      )
    case 14: // CANTOPEN
    case 23: // AUTH
      return unreachable(`"${path}" cannot be opened (${says}): check the path and this user's rights.`)
    case 10: // IOERR
    case 7: // NOMEM
    case 22: // NOLFS
      return unreachable(
        `"${path}" cannot be read or written (${says}): check the disk and the memory, then try again.`,
      )
    default:
      throw error
  }
}

const isSystemError = (error: unknown): error is Error & { readonly code: string } =>
  error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string'

const full = (path: string): StoreFault => ({
  _tag: 'Full',
  message: `There is no room left for "${path}": free some space, then try again.`,
})

/** A row that this schema cannot have written. */
export class DamagedRow extends Error {}

export const corrupt = (path: string, says: string): Corrupt => ({
  _tag: 'Corrupt',
  message: `"${path}" is damaged (${says}): stop writing to it and restore it from a backup.`,
})

export const unreachable = (message: string): Unreachable => ({ _tag: 'Unreachable', message })

export const closedFault = (path: string): Closed => ({
  _tag: 'Closed',
  message: `The store "${path}" was closed by its owner: open it again to go on.`,
})
