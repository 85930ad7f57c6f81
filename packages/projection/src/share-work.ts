import { type Lease, type LeaseFault, totalTask } from '@kehu/event-store'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

/**
 * One of several workers that share parts between them: takes a lease on each part that nobody has, works on it until it loses
 * the lease or `signal` aborts, and looks again. A part whose worker was killed is taken over when its lease has run out.
 *
 * @param options.take a lease on a part, or null while somebody else has it
 * @param options.work folds and saves the part, until its signal aborts; answers a fault when it cannot go on
 * @param options.pause waits so many milliseconds, or until the signal aborts
 */
export const shareWork = <E>(options: {
  readonly parts: number
  readonly take: (part: number) => TaskEither<LeaseFault, Lease | null>
  readonly work: (part: number, signal: AbortSignal) => Promise<Either<E, void>>
  readonly signal: AbortSignal
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>
  /** How often leases are renewed and free parts looked for; a third of the lease's time or less. */
  readonly everyMs: number
}): TaskEither<E | LeaseFault, void> =>
  totalTask<E | LeaseFault, void>(async () => {
    const { parts, take, work, signal, pause, everyMs } = options
    const held = new Map<number, Holding>()
    const faults: Array<E | LeaseFault> = []

    const begin = (part: number, lease: Lease): Holding => {
      const abort = new AbortController()
      const done = work(part, abort.signal).then((worked) => {
        held.delete(part)
        if (isLeft(worked)) faults.push(worked.left)
      })
      return { lease, abort, done }
    }

    const stop = async ({ lease, abort, done }: Holding): Promise<void> => {
      abort.abort()
      await done
      await lease.release()
    }

    while (!signal.aborted && faults.length === 0) {
      for (const [part, holding] of [...held]) {
        const renewed = await holding.lease.renew()
        // Without an answer nobody knows: then somebody else may have it soon.
        if (isLeft(renewed) || !renewed.right) {
          holding.abort.abort()
          await holding.done
        }
        if (!held.has(part)) await holding.lease.release()
      }
      for (let part = 0; part < parts; part++) {
        if (held.has(part)) continue
        const lease = await take(part)()
        if (isLeft(lease)) {
          await Promise.all([...held.values()].map(stop))
          return lease
        }
        if (lease.right !== null) held.set(part, begin(part, lease.right))
      }
      await pause(everyMs, signal)
    }
    await Promise.all([...held.values()].map(stop))
    const [fault] = faults
    return fault === undefined ? right(undefined) : { _tag: 'Left', left: fault }
  })

type Holding = { readonly lease: Lease; readonly abort: AbortController; readonly done: Promise<void> }
