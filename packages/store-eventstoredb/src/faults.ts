import { setTimeout } from 'node:timers/promises'
import type { Closed, StoreFault, Unreachable } from '@kehu/event-store'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { OldServer } from './event.ts'

/** How a failed call is to be taken. */
export type Failure =
  /** The server or the way to it failed: it may work in a moment, and what was sent may have arrived. */
  | { readonly _tag: 'Passing'; readonly fault: Unreachable }
  | { readonly _tag: 'Lasting'; readonly fault: StoreFault }
  | { readonly _tag: 'WrongRevision'; readonly actual: number | null; readonly fault: StoreFault }
  | { readonly _tag: 'TooLarge'; readonly fault: StoreFault }
  | { readonly _tag: 'NoStream'; readonly fault: StoreFault }

/** The server has not answered in time. */
export class Silent extends Error {}

/** The server lets this user into streams, but not into `$all`. */
export class AllDenied extends Error {}

/** Whatever it is: nothing that a driver, a server or a network comes up with gets out as a throw. */
export const failureOf = (place: string, error: unknown): Failure => {
  if (error instanceof OldServer) {
    return lasting(unreachable(`${place} is older than EventStoreDB 22.6: update the server.`))
  }
  if (error instanceof Silent) return passing(place, 'it did not answer in time')
  if (error instanceof AllDenied) return lasting(allRefused(place, error.message))
  const { type, code, says } = told(error)
  const failed = storeFailed(place, type ?? nameOfCode(code) ?? nameOf(error), says)
  switch (type) {
    case 'wrong-expected-version':
      return { _tag: 'WrongRevision', actual: revisionOf(error), fault: failed }
    case 'stream-not-found':
      return { _tag: 'NoStream', fault: failed }
    case 'maximum-append-size-exceeded':
      return { _tag: 'TooLarge', fault: failed }
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
  return /discover|ECONNREFUSED|ENOTFOUND|certificate/i.test(says) ? passing(place, says) : lasting(failed)
}

/** That reading `$all` was refused says more than that something was: see the guide "Choosing a store". */
export const ofAll = (error: unknown): unknown => {
  const { type, code, says } = told(error)
  return code === 7 || (type === 'access-denied' && code !== 16) ? new AllDenied(says) : error
}

/** What is said is the server's or the network's text; the connection string is in none of it. */
const told = (error: unknown) => {
  const field = (name: string): unknown =>
    typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined
  const [type, code, message, details] = ['type', 'code', 'message', 'details'].map(field)
  const says = typeof message === 'string' && message !== '' ? message : details
  return {
    type: typeof type === 'string' ? type : undefined,
    code: typeof code === 'number' ? code : undefined,
    says: (typeof says === 'string' ? says.replace(/\s+/g, ' ').slice(0, 200) : '') || 'it said nothing',
  }
}

// Of https://grpc.io/docs/guides/status-codes, by number.
const codes =
  'OK CANCELLED UNKNOWN INVALID_ARGUMENT DEADLINE_EXCEEDED NOT_FOUND ALREADY_EXISTS PERMISSION_DENIED RESOURCE_EXHAUSTED FAILED_PRECONDITION ABORTED OUT_OF_RANGE UNIMPLEMENTED INTERNAL UNAVAILABLE DATA_LOSS UNAUTHENTICATED'.split(
    ' ',
  )

const nameOfCode = (code: number | undefined): string | undefined =>
  code === undefined ? undefined : (codes[code] ?? String(code))

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error)

const revisionOf = (error: unknown): number | null => {
  const actual: unknown =
    typeof error === 'object' && error !== null ? Reflect.get(error, 'actualVersion') : undefined
  return typeof actual === 'bigint' && actual >= 0n ? Number(actual) : null
}

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

const allRefused = (place: string, says: string): Unreachable =>
  unreachable(
    `${place} lets this user write and read streams, but not read the log of all of them, $all (${says}): let an administrator add the user's name or group to $systemStreamAcl.$r in the stream $settings.`,
  )

const storeFailed = (place: string, code: string, says: string): StoreFault => ({
  _tag: 'StoreFailed',
  code,
  message: `${place} failed in a way that Kehu has no remedy for (${code}: ${says}): look in the server's log, and give an append again with the same ids.`,
})

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
      const isOver = failure._tag !== 'Passing' || performance.now() - from >= patienceMs
      if (isOver) return left(failure.fault)
      await pauseAfter(attempts)
    }
  }
}

/** With jitter, so that all who lost the server do not come back at once. */
export const pauseAfter = (attempts: number): Promise<void> =>
  setTimeout(5 + Math.random() * Math.min(2 ** attempts * 5, 500))

/** The same promise, or `Silent` when it takes too long. */
export const within = async <A>(ms: number, promise: Promise<A>): Promise<A> => {
  const late = Promise.withResolvers<never>()
  const timer = globalThis.setTimeout(() => late.reject(new Silent()), ms)
  try {
    return await Promise.race([promise, late.promise])
  } finally {
    clearTimeout(timer)
    // Whoever lost the race may still fail; nobody waits for it.
    promise.catch(() => undefined)
  }
}

export const unreachable = (message: string): Unreachable => ({ _tag: 'Unreachable', message })

export const closedFault = (place: string): Closed => ({
  _tag: 'Closed',
  message: `The store ${place} was closed by its owner: open it again to go on.`,
})
