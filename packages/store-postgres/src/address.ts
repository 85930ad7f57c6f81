import type { Unreachable } from '@kehu/event-store'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import pg from 'pg'
import { unreachable } from './faults.ts'

/** Where a connection string leads, for people: whatever may be secret is not in it. */
export type Address = {
  readonly user: string
  readonly host: string
  readonly port: number
  readonly database: string
}

/**
 * Only strings that can be read in one way. A password with an unwritten `/`, `@` or `#` in it would otherwise be taken for a
 * host or a database, and be shown as one; what the driver says of a string it cannot read would repeat it.
 *
 * @rejects Unreachable, in words that hold nothing of what was given
 */
export const readAddress = (connectionString: unknown): Either<Unreachable, Address> => {
  if (typeof connectionString !== 'string' || !oneWay.test(connectionString)) return left(unreadable)
  try {
    const { user, host, port, database } = new pg.Client({ connectionString })
    const found = { user: user ?? '', host, port, database: database ?? '' }
    const isPlain =
      !/[:@]/.test(found.user) && !found.database.includes('@') && isHost(host) && Number.isInteger(port)
    return isPlain ? right(found) : left(unreadable)
  } catch (error) {
    const isFile = error instanceof Error && 'syscall' in error
    return left(isFile ? noCertificate : unreadable)
  }
}

/** After the host nobody can be named any more. */
const oneWay = /^postgres(?:ql)?:\/\/[^/?#]*[^@#]*$/i

/** A name, an address, or the directory of a socket. */
const isHost = (host: string): boolean =>
  /^[\p{L}\p{N}._-]*$/u.test(host) || /^\[?[\da-f:.]+\]?$/i.test(host) || /^\/[^@:]*$/.test(host)

const unreadable = unreachable(
  'The connection string cannot be read: write postgres://USER@HOST:PORT/DATABASE?sslmode=…, and in names and passwords %40 for @, %3A for :, %2F for /, %23 for #, %3F for ? and %25 for %.',
)

const noCertificate = unreachable(
  'A file that sslrootcert, sslcert or sslkey of the connection string names cannot be read: check its path and its rights.',
)
