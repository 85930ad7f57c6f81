import type { DatabaseSync } from 'node:sqlite'
import { setTimeout } from 'node:timers/promises'
import type { StoreFault } from '@kehu/event-store'
import { type Either, isLeft, left } from 'fp-ts/lib/Either.js'
import { attempt, breathe, pauseAfterBusy, shown } from './faults.ts'

/** How long the works of one commit may take before it is made: the event loop stands still for so long. */
const commitMs = 20

/**
 * After each commit's worth of holding the file a writer leaves it for a moment, or other processes, who ask for it every few
 * milliseconds, would not get in for as long as he has something to write. It costs him 5 %.
 */
const restMs = 1

export type WriteQueue = {
  /**
   * Does a work inside a transaction and answers when it is on disk. A Left of the work undoes it alone. A work may be
   * done again when its transaction could not be committed.
   */
  readonly write: <E, A>(work: () => Either<E, A>) => Promise<Either<E | StoreFault, A>>
  /** Settles when everything written so far is answered. */
  readonly idle: () => Promise<void>
}

type Pending = {
  /** Inside a savepoint; answers whether its changes stay. Throws what SQLite throws. */
  readonly work: () => boolean
  /** After the commit. */
  readonly answer: () => void
  readonly fail: (fault: StoreFault) => void
  /** When it first found the file locked by somebody else. */
  busySince: number | null
}

/**
 * All writes of this process, one after another, and those that wait together in one commit: one sync to disk instead of
 * many, in the order they came. The transaction begins and ends within one turn of the event loop.
 */
export const createWriteQueue = (options: {
  readonly db: DatabaseSync
  readonly path: string
  readonly patienceMs: number
  /** Called after every commit, before the writers are answered. */
  readonly committed: () => void
  /** What stands against every commit: asked before it, while all can still be undone, and again before it is acknowledged. */
  readonly against: {
    readonly committing: () => StoreFault | null
    readonly acknowledging: () => StoreFault | null
  }
}): WriteQueue => {
  const { db, path, against } = options
  const waiting: Pending[] = []
  let running: Promise<void> | null = null
  /** So many of the first in the queue get a commit of their own, because one of them made a common one fail. */
  let alone = 0

  const run = async () => {
    let busyAttempts = 0
    let heldMs = 0
    await breathe()
    while (waiting.length > 0) {
      const from = performance.now()
      if (commitOnce()) {
        busyAttempts = 0
        for (const pending of waiting) pending.busySince = null
        heldMs += performance.now() - from
        if (heldMs < commitMs) await breathe()
        else {
          heldMs = 0
          await setTimeout(restMs)
        }
      } else {
        giveUpOnThoseWhoWaitedLong()
        await pauseAfterBusy(++busyAttempts)
      }
    }
    running = null
  }

  /** Answers false when another process holds the file. */
  const commitOnce = (): boolean => {
    const batch: Pending[] = []
    const done = attempt(path, () => {
      db.exec('BEGIN IMMEDIATE')
      const objection = against.committing()
      if (objection !== null) return objection
      const from = performance.now()
      const most = alone > 0 ? 1 : Number.POSITIVE_INFINITY
      while (batch.length < most && (batch.length === 0 || performance.now() - from < commitMs)) {
        const pending = waiting.shift()
        if (pending === undefined) break
        batch.push(pending)
        inSavepoint(db, pending)
      }
      db.exec('COMMIT')
      return against.acknowledging()
    })
    if (done._tag === 'Right' && done.right === null) {
      alone = Math.max(alone - 1, 0)
      options.committed()
      for (const { answer } of batch) answer()
      return true
    }
    // SQLite has rolled back by itself after some faults, a full disk among them.
    attempt(path, () => db.isTransaction && db.exec('ROLLBACK'))
    if (isLeft(done) && done.left._tag === 'Busy') {
      waiting.unshift(...batch)
      return false
    }
    if (isLeft(done) && batch.length > 1) {
      waiting.unshift(...batch)
      alone = batch.length
      return true
    }
    alone = Math.max(alone - 1, 0)
    const fault = isLeft(done) ? done.left : done.right
    // Without a transaction none of those who wait could write.
    for (const { fail } of batch.length > 0 ? batch : waiting.splice(0)) if (fault !== null) fail(fault)
    return true
  }

  const giveUpOnThoseWhoWaitedLong = () => {
    const now = performance.now()
    for (const pending of waiting.splice(0)) {
      pending.busySince ??= now
      if (now - pending.busySince < options.patienceMs) waiting.push(pending)
      else pending.fail(busy(path, options.patienceMs))
    }
  }

  return {
    write: (work) =>
      new Promise((resolve) => {
        let result: ReturnType<typeof work> | undefined
        waiting.push({
          work: () => {
            result = work()
            return !isLeft(result)
          },
          answer: () => {
            if (result !== undefined) resolve(result)
          },
          fail: (fault) => resolve(left(fault)),
          busySince: null,
        })
        running ??= run()
      }),
    idle: async () => {
      while (running !== null) await running
    },
  }
}

const inSavepoint = (db: DatabaseSync, pending: Pending): void => {
  db.exec('SAVEPOINT work')
  if (!pending.work()) db.exec('ROLLBACK TO work')
  db.exec('RELEASE work')
}

const busy = (path: string, patienceMs: number): StoreFault => ({
  _tag: 'Busy',
  message: `Another process kept ${shown(path)} locked for ${patienceMs / 1_000} s: try again, or end the process that holds it.`,
})
