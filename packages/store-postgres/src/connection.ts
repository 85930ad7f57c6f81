import pg from 'pg'

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

export const connect = (connectionString: string, schema: string): Connection => {
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
    // A server told not to wait for its disk would acknowledge what a power cut can undo.
    client
      .query(
        `SELECT set_config('synchronous_commit', 'local', false) WHERE current_setting('synchronous_commit') = 'off'`,
      )
      .catch(() => undefined)
  })
  const { user, host, port, database } = new pg.Client(config)
  return {
    pool,
    newClient: () => new pg.Client({ ...config, query_timeout: connectMs }),
    place: `PostgreSQL ${user ?? ''}@${host}:${port}/${database ?? ''} (schema ${schema})`,
  }
}

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
