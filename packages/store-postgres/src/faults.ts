import { setTimeout } from 'node:timers/promises'
import type { Closed, ReadOnly, StoreFailed, StoreFault, Unreachable } from '@kehu/event-store'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'

/** How a failed statement is to be taken. */
export type Failure =
  /** Somebody else was there first: read again and decide again. */
  | { readonly _tag: 'Raced' }
  /** The server or the way to it failed; it may work in a moment, and what was sent may have arrived. */
  | { readonly _tag: 'Passing'; readonly fault: StoreFault }
  | { readonly _tag: 'Lasting'; readonly fault: StoreFault }

/** What was being done: a right that is missing means something else to who reads than to who writes. */
export type Doing = 'reading' | 'writing'

/**
 * Of anything that was thrown: PostgreSQL's errors by their SQLSTATE (https://www.postgresql.org/docs/current/errcodes-appendix.html),
 * the network's by Node's code, the driver's by their words, for they have no code.
 */
export const failureOf = (place: string, error: unknown, doing: Doing = 'reading'): Failure => {
  if (error instanceof FoundFault) return { _tag: 'Lasting', fault: error.fault }
  const { code, message } = told(error)
  if (isSqlState(code)) return failureOfState(place, code, message, doing)
  return failureOfWay(place, code, message)
}

/** Thrown inside a statement's work to answer a fault that no driver has. */
export class FoundFault extends Error {
  readonly fault: StoreFault
  constructor(fault: StoreFault) {
    super(fault.message)
    this.fault = fault
  }
}

/** Reading what an error says of itself must not fail either. */
const told = (error: unknown): { readonly code: string; readonly message: string } => {
  try {
    if (!(error instanceof Error)) return { code: typeof error, message: String(error) }
    // Node joins what several addresses of one host said.
    const first: unknown = error instanceof AggregateError ? error.errors[0] : error
    const told_ = first instanceof Error ? first : error
    const code: unknown = Reflect.get(told_, 'code')
    return {
      code: typeof code === 'string' ? code : '',
      message: told_.message || error.message || error.name,
    }
  } catch {
    return { code: '', message: 'it does not say why' }
  }
}

/** Five characters, as EPIPE is; but no class of PostgreSQL's begins with an E. */
const isSqlState = (code: string): boolean => /^(?!E[A-Z]{4}$)[0-9A-Z]{5}$/.test(code)

const failureOfState = (place: string, code: string, says: string, doing: Doing): Failure => {
  switch (code) {
    case '23505': // unique_violation: somebody took the revision or the id
      return { _tag: 'Raced' }
    case '40003': // statement_completion_unknown
      return passing(busy(place, says))
    case '28P01': // invalid_password
    case '28000': // invalid_authorization_specification
      return lasting(unreachable(`${place} refuses this user (${says}): check the name and the password.`))
    case '3D000': // invalid_catalog_name
    case '57P04': // database_dropped
      return lasting(
        unreachable(`${place} does not exist (${says}): create the database, or name another one.`),
      )
    case '42501': // insufficient_privilege
      return lasting(
        doing === 'writing'
          ? readOnly(place, says)
          : unreachable(
              `${place} does not let this user do it (${says}): grant the right to the schema and its tables.`,
            ),
      )
    case '25006': // read_only_sql_transaction
      return lasting(readOnly(place, says))
    case '25P03': // idle_in_transaction_session_timeout
    case '25P04': // transaction_timeout
    case '57014': // query_canceled
      return passing(unreachableNow(place, says))
    case '53100': // disk_full
      return lasting({
        _tag: 'Full',
        message: `The disk of ${place} is full (${says}): free some space, then try again.`,
      })
    case '53300': // too_many_connections
    case '55P03': // lock_not_available
    case '55006': // object_in_use
      return passing(busy(place, says))
    case 'XX001': // data_corrupted
    case 'XX002': // index_corrupted
    case '3F000': // invalid_schema_name
    case '42P01': // undefined_table
    case '42703': // undefined_column
      return lasting({
        _tag: 'Corrupt',
        message: `${place} is damaged (${says}): stop writing to it and restore it from a backup.`,
      })
  }
  switch (code.slice(0, 2)) {
    case '40': // transaction rollback: serialisation failures and deadlocks
      return { _tag: 'Raced' }
    case '08': // connection exception
    case '53': // insufficient resources
      return passing(unreachableNow(place, says))
    case '57': // operator intervention: shutting down, starting up
      return code.startsWith('57P') ? passing(unreachableNow(place, says)) : failed(place, code, says)
    default:
      return failed(place, code, says)
  }
}

const failureOfWay = (place: string, code: string, says: string): Failure => {
  if (code === 'ENOTFOUND') {
    return lasting(unreachable(`${place}: there is no such host (${says}): check its name.`))
  }
  if (says.includes('does not support SSL')) {
    return lasting(
      unreachable(
        `${place} does not offer TLS: set it up there, or say sslmode=disable in a network you trust.`,
      ),
    )
  }
  if (/certificate|CERT|SSL|TLS|self.signed/i.test(`${code} ${says}`)) {
    return lasting(
      unreachable(
        `${place}: the server's certificate is not trusted (${says}): give its authority with sslrootcert=FILE, or see sslmode.`,
      ),
    )
  }
  // The driver's words for a password it would need and was not given.
  if (/password must be a (non-empty )?string|no password/i.test(says)) {
    return lasting(unreachable(`${place} asks for a password: put it into PGPASSWORD or a pgpass file.`))
  }
  // ECONNREFUSED, EAI_AGAIN and the like; ERR_… are Node's own.
  if (/^E(?!RR_)[A-Z0-9_]+$/.test(code)) return passing(unreachableNow(place, says))
  if (/connection terminated|timeout|client has encountered|ended|not queryable/i.test(says)) {
    return passing(unreachableNow(place, says))
  }
  return failed(place, code === '' ? 'unknown' : code, says)
}

const passing = (fault: StoreFault): Failure => ({ _tag: 'Passing', fault })
const lasting = (fault: StoreFault): Failure => ({ _tag: 'Lasting', fault })

const busy = (place: string, says: string): StoreFault => ({
  _tag: 'Busy',
  message: `${place} is busy (${says}): try again later.`,
})

const unreachableNow = (place: string, says: string): StoreFault =>
  unreachable(`${place} cannot be reached (${says}): see that the server runs, then try again.`)

const readOnly = (place: string, says: string): ReadOnly => ({
  _tag: 'ReadOnly',
  message: `${place} may only be read (${says}), and nothing was written: grant this user INSERT on its tables, or name the primary server.`,
})

/** The store itself was asked to be read only. */
export const openedReadOnly = (place: string): ReadOnly => ({
  _tag: 'ReadOnly',
  message: `${place} was opened for reading only, and nothing was written: open it without readOnly to write.`,
})

const failed = (place: string, code: string, says: string): Failure =>
  lasting(
    storeFailed(
      code,
      `${place} failed in a way Kehu has no remedy for (${code}: ${says}): see the server's log, then try again with the same ids.`,
    ),
  )

export const storeFailed = (code: string, message: string): StoreFailed => ({
  _tag: 'StoreFailed',
  code,
  message,
})

/** Tries again while what failed may pass, by timers, and answers the last fault when the patience is over. */
export const patiently = async <A>(
  place: string,
  work: () => Promise<A>,
  patienceMs: number,
  doing: Doing = 'reading',
): Promise<Either<StoreFault, A>> => {
  const from = performance.now()
  for (let attempts = 1; ; attempts++) {
    const result = await attempt(place, work, doing)
    if (!isLeft(result)) return result
    const failure = result.left
    if (failure._tag === 'Lasting') return left(failure.fault)
    if (performance.now() - from >= patienceMs) {
      return left(failure._tag === 'Raced' ? raced(place) : failure.fault)
    }
    await pauseAfter(attempts)
  }
}

export const attempt = async <A>(
  place: string,
  work: () => Promise<A>,
  doing: Doing = 'reading',
): Promise<Either<Failure, A>> => {
  try {
    return right(await work())
  } catch (error) {
    return left(failureOf(place, error, doing))
  }
}

/** The fault of what nobody tries again. */
export const faultOf = (place: string, error: unknown): StoreFault => {
  const failure = failureOf(place, error)
  return failure._tag === 'Raced' ? raced(place) : failure.fault
}

/** Work that answers an Either itself, whatever it was given: nothing is thrown on. */
export const totally = async <E, A>(
  place: string,
  work: () => Promise<Either<E, A>>,
): Promise<Either<E | StoreFault, A>> => {
  try {
    return await work()
  } catch (error) {
    return left(faultOf(place, error))
  }
}

/** The same for pages: the error is the last of them. */
export async function* pagesTotally<A>(
  place: string,
  pages: () => AsyncIterable<Either<StoreFault, A>>,
): AsyncGenerator<Either<StoreFault, A>, void> {
  try {
    yield* pages()
  } catch (error) {
    yield left(faultOf(place, error))
  }
}

/** With jitter, so that two who met do not meet again. */
export const pauseAfter = (attempts: number): Promise<void> =>
  setTimeout(1 + Math.random() * Math.min(2 ** attempts, 250))

export const raced = (place: string): StoreFault => ({
  _tag: 'Busy',
  message: `Others wrote to ${place} first every time: try again later.`,
})

export const unreachable = (message: string): Unreachable => ({ _tag: 'Unreachable', message })

export const closedFault = (place: string): Closed => ({
  _tag: 'Closed',
  message: `The store ${place} was closed by its owner: open it again to go on.`,
})
