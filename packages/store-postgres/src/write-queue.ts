import type { Appended, AppendFault, Conflict, DuplicateId, StoreFault } from '@kehu/event-store'
import { type Either, isLeft, left } from 'fp-ts/lib/Either.js'
import type { Appender } from './appender.ts'
import { type Attempt, decideAppends } from './decide-appends.ts'
import { attempt, type Failure, faultOf, pauseAfter, raced, unreachable } from './faults.ts'

/** What goes into one statement at most. */
const appendsMax = 500
const charsMax = 4_194_304

type Pending = Attempt & {
  sentBefore: boolean
  failingSince: number | null
  readonly answer: (result: Either<AppendFault, Appended>) => void
}

export type WriteQueue = {
  readonly write: (append: Omit<Attempt, 'sentBefore'>) => Promise<Either<AppendFault, Appended>>
  /** Settles when everything given so far is answered. */
  readonly idle: () => Promise<void>
}

/**
 * All appends of this process, one after another, and those that wait together in one statement: one commit instead of many,
 * in the order they came. Each is refused or written alone. What fails by chance is tried again with the same ids, so that it
 * is stored once, whatever became of the first attempt.
 */
export const createWriteQueue = (options: {
  readonly appender: Appender
  readonly place: string
  readonly patienceMs: number
  /** Called after every commit, before the writers are answered. */
  readonly committed: (tx: string) => void
}): WriteQueue => {
  const { appender, place, patienceMs } = options
  let waiting: Pending[] = []
  let running: Promise<void> | null = null
  /** So many of the first get a statement of their own, because one of them made a common one fail. */
  let alone = 0

  const run = async () => {
    // Appends made in one turn of the event loop go together.
    await Promise.resolve()
    for (let failures = 0; waiting.length > 0; ) {
      const batch = take()
      const failure = await writeOnce(batch)
      if (failure === null) {
        alone = Math.max(alone - 1, 0)
        failures = 0
        for (const pending of waiting) pending.failingSince = null
        continue
      }
      failures++
      if (failure._tag === 'Lasting' && batch.length > 1 && mayBeOneOfThem(failure.fault)) {
        waiting = [...batch, ...waiting]
        alone = batch.length
      } else if (failure._tag === 'Lasting') {
        alone = Math.max(alone - 1, 0)
        for (const pending of batch) pending.answer(left(failure.fault))
      } else {
        // Who waits behind waits for the same server: one patience for all, not one after another.
        waiting = [...batch, ...waiting].filter((pending) => isPatient(pending, failure))
        await pauseAfter(failures)
      }
    }
    running = null
  }

  const take = (): ReadonlyArray<Pending> => {
    const batch: Pending[] = []
    let chars = 0
    while (batch.length < (alone > 0 ? 1 : appendsMax) && (batch.length === 0 || chars < charsMax)) {
      const next = waiting.shift()
      if (next === undefined) break
      batch.push(next)
      for (const { data } of next.events) chars += data.length
    }
    return batch
  }

  /** Null when every append of the batch has its answer. */
  const writeOnce = async (batch: ReadonlyArray<Pending>): Promise<Failure | null> => {
    try {
      const known = await attempt(place, () => appender.look(batch))
      if (isLeft(known)) return known.left
      const { answers, toWrite } = decideAppends(batch, known.right)
      if (toWrite.length > 0) {
        const written = await attempt(place, () => appender.write(toWrite), 'writing')
        if (isLeft(written)) {
          if (written.left._tag === 'Passing') markSent(batch, answers)
          return written.left
        }
        options.committed(written.right)
      }
      for (const [index, pending] of batch.entries()) {
        const answer = answers[index]
        if (answer !== undefined) pending.answer(answer)
      }
    } catch (bug) {
      for (const pending of batch) pending.answer(left(faultOf(place, bug)))
    }
    return null
  }

  const markSent = (
    batch: ReadonlyArray<Pending>,
    answers: ReadonlyArray<Either<Conflict | DuplicateId, Appended>>,
  ) => {
    for (const [index, pending] of batch.entries()) {
      const answer = answers[index]
      if (answer?._tag === 'Right' && !answer.right.repeated) pending.sentBefore = true
    }
  }

  const isPatient = (pending: Pending, failure: Exclude<Failure, { _tag: 'Lasting' }>): boolean => {
    const now = performance.now()
    pending.failingSince ??= now
    if (now - pending.failingSince < patienceMs) return true
    const fault = failure._tag === 'Raced' ? raced(place) : failure.fault
    pending.answer(left(pending.sentBefore ? unknownOutcome(place, fault) : fault))
    return false
  }

  return {
    write: (append) =>
      new Promise((resolve) => {
        waiting.push({ ...append, sentBefore: false, failingSince: null, answer: resolve })
        running ??= run()
      }),
    idle: async () => {
      while (running !== null) await running
    },
  }
}

/** Whether the fault may lie in one append of many; the others are then written without it. */
const mayBeOneOfThem = (fault: StoreFault): boolean =>
  fault._tag === 'Full' ||
  fault._tag === 'Corrupt' ||
  (fault._tag === 'StoreFailed' && fault.code !== 'NOT_DURABLE')

const unknownOutcome = (place: string, fault: StoreFault): StoreFault =>
  unreachable(
    `${place} did not say whether it has written this append (${fault.message}) Try again with the same ids: it is stored once.`,
  )
