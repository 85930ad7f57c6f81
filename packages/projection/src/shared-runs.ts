import { type Either, left } from 'fp-ts/lib/Either.js'
import { type Cancelled, cancelled } from './faults.ts'

export type Exclusive = <A>(work: () => Promise<A>) => Promise<A>

/** One at a time, in the order of asking. */
export const oneAtATime = (): Exclusive => {
  let tail: Promise<unknown> = Promise.resolve()
  return (work) => {
    const done = tail.then(work)
    tail = done.catch(() => undefined)
    return done
  }
}

export type Asking<P> = { readonly signal?: AbortSignal; readonly onProgress?: (progress: P) => void }

export type Running<P> = { readonly signal: AbortSignal; readonly onProgress?: (progress: P) => void }

/**
 * Many who ask for the same work at once share one run. Who asks while a run is under way gets the next one, which sees
 * what had been appended before he asked; all who wait share it. A run is cancelled when everybody who shares it is.
 */
export const sharedRuns = <F, A, P>(
  exclusive: Exclusive,
  work: (running: Running<P>) => Promise<Either<F, A>>,
): ((asking?: Asking<P>) => Promise<Either<F | Cancelled, A>>) => {
  let waiting: Run<F, A, P> | null = null
  const next = (): Run<F, A, P> => {
    const run: Run<F, A, P> = {
      listeners: new Set(),
      sharing: 0,
      abort: new AbortController(),
      outcome: never,
    }
    run.outcome = exclusive(() => {
      if (waiting === run) waiting = null
      const tell = (progress: P): void => {
        for (const listener of run.listeners) listener(progress)
      }
      return work({ signal: run.abort.signal, ...(run.listeners.size === 0 ? {} : { onProgress: tell }) })
    })
    return run
  }
  return (asking = {}) => {
    if (asking.signal?.aborted) return Promise.resolve(left(cancelled))
    // A run that everybody has left is over before it began; it is not for those who come now.
    if (waiting === null || waiting.abort.signal.aborted) waiting = next()
    return share(waiting, asking)
  }
}

type Run<F, A, P> = {
  readonly listeners: Set<(progress: P) => void>
  readonly abort: AbortController
  sharing: number
  outcome: Promise<Either<F, A>>
}

const never = new Promise<never>(() => undefined)

const share = <F, A, P>(
  run: Run<F, A, P>,
  { signal, onProgress }: Asking<P>,
): Promise<Either<F | Cancelled, A>> =>
  new Promise((resolve, reject) => {
    run.sharing += 1
    if (onProgress !== undefined) run.listeners.add(onProgress)
    const leave = () => {
      signal?.removeEventListener('abort', giveUp)
      if (onProgress !== undefined) run.listeners.delete(onProgress)
    }
    const giveUp = () => {
      leave()
      run.sharing -= 1
      if (run.sharing === 0) run.abort.abort()
      resolve(left(cancelled))
    }
    signal?.addEventListener('abort', giveUp)
    run.outcome.then(resolve, reject).finally(leave)
  })
