import type { Unreachable } from '@kehu/event-store'
import { type Either, map } from 'fp-ts/lib/Either.js'
import pg from 'pg'
import { readAddress } from './address.ts'

/** A statement that takes longer is given up; the next attempt finds out what became of it. */
const statementMs = 60_000
const connectMs = 10_000

export type Connection = {
  readonly pool: pg.Pool
  /** A connection of its own, for LISTEN. */
  readonly newClient: () => pg.Client
  /** Where it leads, for people: never the password. */
  readonly place: string
}

export const connect = (options: {
  readonly connectionString: string
  readonly schema: string
  readonly readOnly: boolean
}): Either<Unreachable, Connection> => {
  const { connectionString, schema, readOnly } = options
  return map(
    ({ user, host, port, database }: { user: string; host: string; port: number; database: string }) => {
      const config = {
        connectionString,
        application_name: 'kehu',
        connectionTimeoutMillis: connectMs,
        query_timeout: statementMs,
        keepAlive: true,
      }
      const pool = new pg.Pool({ ...config, max: 4, allowExitOnIdle: true })
      // An idle connection that breaks is replaced at the next use; without a listener it would end the process.
      pool.on('error', () => undefined)
      pool.on('connect', (client) => {
        client.on('error', () => undefined)
        // Where this fails nothing is lost: every append looks at the setting.
        client.query(readOnly ? onlyRead : waitForDisk).catch(() => undefined)
      })
      return {
        pool,
        newClient: () => new pg.Client({ ...config, query_timeout: connectMs }),
        place: `PostgreSQL ${user}@${host}:${port}/${database} (schema ${schema})`,
      }
    },
  )(readAddress(connectionString))
}

/** A server told not to wait for its disk would acknowledge what a power cut can undo. */
const waitForDisk = `SELECT set_config('synchronous_commit', 'local', false) WHERE current_setting('synchronous_commit') = 'off'`

const onlyRead = 'SET default_transaction_read_only = on'

/** Runs one statement; a connection on which it failed is not used again, for nobody knows what it still does. */
export const query = async <Row extends pg.QueryResultRow>(
  pool: pg.Pool,
  text: string,
  values: unknown[] = [],
): Promise<ReadonlyArray<Row>> => {
  const client = await pool.connect()
  let failed = true
  try {
    const { rows } = await client.query<Row>(text, values)
    failed = false
    return rows
  } finally {
    client.release(failed)
  }
}
