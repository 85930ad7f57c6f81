import { setTimeout } from 'node:timers/promises'
import type { Closed, StoreFault, Unreachable } from '@kehu/event-store'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { OldServer } from './event.ts'

/** How a failed call is to be taken. */
export type Failure =
  /** The server or the way to it failed: it may work in a moment, and what was sent may have arrived. */
  | { readonly _tag: 'Passing'; readonly fault: StoreFault }
  | { readonly _tag: 'Lasting'; readonly fault: StoreFault }
  | { readonly _tag: 'WrongRevision'; readonly actual: number | null }
  | { readonly _tag: 'TooLarge' }
  | { readonly _tag: 'NoStream' }

/** The server has not answered in time. */
export class Silent extends Error {}

/** @throws what is no error of the client's or the server's: a bug */
export const failureOf = (place: string, error: unknown): Failure => {
  if (error instanceof OldServer) {
    return lasting(unreachable(`${place} is older than EventStoreDB 22.6: update the server.`))
  }
  if (error instanceof Silent) return passing(place, 'it did not answer in time')
  if (!(error instanceof Error)) throw error
  const { type, code, says } = told(error)
  switch (type) {
    case 'wrong-expected-version':
      return { _tag: 'WrongRevision', actual: revisionOf(Reflect.get(error, 'actualVersion')) }
    case 'stream-not-found':
      return { _tag: 'NoStream' }
    case 'maximum-append-size-exceeded':
      return { _tag: 'TooLarge' }
    case 'access-denied':
      return lasting(refused(place, says))
    case 'stream-deleted':
      return lasting({
        _tag: 'Corrupt',
        message: `${place}: a stream of the log was deleted for good (${says}): restore the server from a backup, or copy what is left into another store.`,
      })
    case 'timeout':
    case 'deadline-exceeded':
    case 'unavailable':
    case 'cancelled':
    case 'not-leader':
      return passing(place, says)
  }
  // Errors of the transport come without a type: https://grpc.io/docs/guides/status-codes
  switch (code) {
    case 1: // CANCELLED
    case 4: // DEADLINE_EXCEEDED
    case 8: // RESOURCE_EXHAUSTED
    case 10: // ABORTED
    case 13: // INTERNAL: a connection that broke in the middle of a message
    case 14: // UNAVAILABLE
      return passing(place, says)
    case 7: // PERMISSION_DENIED
    case 16: // UNAUTHENTICATED
      return lasting(refused(place, says))
    case 2: // UNKNOWN: of the server's own making
    case 12: // UNIMPLEMENTED
      return lasting(
        unreachable(
          `${place} does not answer like EventStoreDB 22.6 or later (${says}): check the address and the server.`,
        ),
      )
  }
  if (/discover|ECONNREFUSED|ENOTFOUND|certificate/i.test(says)) return passing(place, says)
  throw error
}

/** What is said is the server's or the network's text; the connection string is in none of it. */
const told = (error: Error) => {
  const type: unknown = Reflect.get(error, 'type')
  const code: unknown = Reflect.get(error, 'code')
  const details: unknown = Reflect.get(error, 'details')
  const says = error.message || (typeof details === 'string' ? details : '')
  return { type, code, says: says.replace(/\s+/g, ' ').slice(0, 200) || 'it said nothing' }
}

const revisionOf = (actual: unknown): number | null => (typeof actual === 'bigint' ? Number(actual) : null)

const passing = (place: string, says: string): Failure => ({
  _tag: 'Passing',
  fault: unreachable(
    `${place} cannot be reached (${says}): see that the server runs and that tls= fits it, then try again.`,
  ),
})

const lasting = (fault: StoreFault): Failure => ({ _tag: 'Lasting', fault })

const refused = (place: string, says: string): Unreachable =>
  unreachable(
    `${place} refuses this user (${says}): check the name and the password, and the rights to the streams.`,
  )

/** Tries again while what failed may pass, and answers the last fault when the patience is over. */
export const patiently = async <A>(
  place: string,
  work: () => Promise<A>,
  patienceMs: number,
): Promise<Either<StoreFault, A>> => {
  const from = performance.now()
  for (let attempts = 1; ; attempts++) {
    try {
      return right(await work())
    } catch (error) {
      const failure = failureOf(place, error)
      if (failure._tag === 'Lasting') return left(failure.fault)
      if (failure._tag !== 'Passing') throw error
      if (performance.now() - from >= patienceMs) return left(failure.fault)
      await pauseAfter(attempts)
    }
  }
}

/** With jitter, so that all who lost the server do not come back at once. */
export const pauseAfter = (attempts: number): Promise<void> =>
  setTimeout(5 + Math.random() * Math.min(2 ** attempts * 5, 500))

/** The same promise, or `Silent` when it takes too long. */
export const within = async <A>(ms: number, promise: Promise<A>): Promise<A> => {
  const abort = new AbortController()
  const late = setTimeout(ms, undefined, { signal: abort.signal }).then(() => Promise.reject(new Silent()))
  try {
    return await Promise.race([promise, late])
  } finally {
    abort.abort()
    // Whoever lost the race may still fail; nobody waits for it.
    late.catch(() => undefined)
    promise.catch(() => undefined)
  }
}

export const unreachable = (message: string): Unreachable => ({ _tag: 'Unreachable', message })

export const closedFault = (place: string): Closed => ({
  _tag: 'Closed',
  message: `The store ${place} was closed by its owner: open it again to go on.`,
})
