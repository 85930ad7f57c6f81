import { setTimeout } from 'node:timers/promises'
import type { Closed, StoreFault, Unreachable } from '@kehu/event-store'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'

/** How a failed statement is to be taken. */
export type Failure =
  /** Somebody else was there first: read again and decide again. */
  | { readonly _tag: 'Raced' }
  /** The server or the way to it failed; it may work in a moment, and what was sent may have arrived. */
  | { readonly _tag: 'Passing'; readonly fault: StoreFault }
  | { readonly _tag: 'Lasting'; readonly fault: StoreFault }

/** @throws what is no error of PostgreSQL's or the network's: a bug */
export const failureOf = (place: string, error: unknown): Failure => {
  const { code, message } = told(error)
  if (code === '23505' || code === '40001' || code === '40P01') return { _tag: 'Raced' }
  const lasting = lastingFault(place, code, message)
  if (lasting !== null) return { _tag: 'Lasting', fault: lasting }
  if (isPassing(code, message)) {
    const busy = code === '53300' || code === '55P03'
    return {
      _tag: 'Passing',
      fault: busy
        ? { _tag: 'Busy', message: `${place} is busy (${message}): try again later.` }
        : unreachable(`${place} cannot be reached (${message}): see that the server runs, then try again.`),
    }
  }
  throw error
}

/** The driver's own errors have no code; those of PostgreSQL have five characters, those of the network begin with E. */
const told = (error: unknown): { readonly code: string; readonly message: string } => {
  if (!(error instanceof Error)) throw error
  // Node joins what several addresses of one host said.
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error
  const told_ = first instanceof Error ? first : error
  const code: unknown = Reflect.get(told_, 'code')
  return { code: typeof code === 'string' ? code : '', message: told_.message || error.message }
}

const lastingFault = (place: string, code: string, says: string): StoreFault | null => {
  switch (code) {
    case '28P01': // invalid_password
    case '28000': // invalid_authorization_specification
      return unreachable(`${place} refuses this user (${says}): check the name and the password.`)
    case '3D000': // invalid_catalog_name
      return unreachable(`${place} does not exist (${says}): create the database, or name another one.`)
    case '42501': // insufficient_privilege
      return unreachable(
        `${place} does not let this user do it (${says}): grant the right to the schema and its tables.`,
      )
    case '25006': // read_only_sql_transaction
      return unreachable(`${place} is read only (${says}): name the primary server.`)
    case '53100': // disk_full
      return {
        _tag: 'Full',
        message: `The disk of ${place} is full (${says}): free some space, then try again.`,
      }
    case 'XX001': // data_corrupted
    case 'XX002': // index_corrupted
    case '42P01': // undefined_table
    case '42703': // undefined_column
      return {
        _tag: 'Corrupt',
        message: `${place} is damaged (${says}): stop writing to it and restore it from a backup.`,
      }
    case 'ENOTFOUND':
      return unreachable(`${place}: there is no such host (${says}): check its name.`)
  }
  if (says.includes('does not support SSL')) {
    return unreachable(
      `${place} does not offer TLS: set it up there, or say sslmode=disable in a network you trust.`,
    )
  }
  if (/certificate|CERT|SSL|TLS|self.signed/i.test(`${code} ${says}`)) {
    return unreachable(
      `${place}: the server's certificate is not trusted (${says}): give its authority with sslrootcert=FILE, or see sslmode.`,
    )
  }
  // The driver's words for a password it would need and was not given.
  if (/password must be a (non-empty )?string|no password/i.test(says)) {
    return unreachable(`${place} asks for a password: put it into PGPASSWORD or a pgpass file.`)
  }
  return null
}

const isPassing = (code: string, says: string): boolean =>
  /^(08|57P|53|55P03|57014)/.test(code) ||
  /^E[A-Z]+$/.test(code) ||
  /connection terminated|timeout|client has encountered|ended|not queryable/i.test(says)

/** Tries again while what failed may pass, by timers, and answers the last fault when the patience is over. */
export const patiently = async <A>(
  place: string,
  work: () => Promise<A>,
  patienceMs: number,
): Promise<Either<StoreFault, A>> => {
  const from = performance.now()
  for (let attempts = 1; ; attempts++) {
    const result = await attempt(place, work)
    if (!isLeft(result)) return result
    const failure = result.left
    if (failure._tag === 'Lasting') return left(failure.fault)
    if (performance.now() - from >= patienceMs) {
      return left(failure._tag === 'Raced' ? raced(place) : failure.fault)
    }
    await pauseAfter(attempts)
  }
}

export const attempt = async <A>(place: string, work: () => Promise<A>): Promise<Either<Failure, A>> => {
  try {
    return right(await work())
  } catch (error) {
    return left(failureOf(place, error))
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
