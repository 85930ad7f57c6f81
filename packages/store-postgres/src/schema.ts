import type { Corrupt, ReadOnly, StoreFault } from '@kehu/event-store'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type pg from 'pg'
import { failureOf, openedReadOnly, unreachable } from './faults.ts'
import { digestSince, migrations } from './migrations.ts'

/** What was found or made. */
export type Prepared = {
  /** Identity of the log. */
  readonly id: string
  readonly hasDigest: boolean
  readonly readOnly: boolean
  /** Why no append is tried, null where the server has the last word: a standby may become the primary. */
  readonly refused: ReadOnly | null
}

type Options = {
  readonly schema: string
  readonly place: string
  readonly newId: () => string
  readonly create: boolean
  readonly readOnly: boolean
}

/** PostgreSQL 13 brought the transaction numbers that do not wrap round. */
const serverVersionMin = 130_000

/**
 * Finds the store's tables, and writes only where they have to be made or brought up to date, one process at a time.
 * @throws the driver's errors
 */
export const prepareSchema = async (
  pool: pg.Pool,
  options: Options,
): Promise<Either<StoreFault, Prepared>> => {
  const client = await pool.connect()
  let failed = true
  try {
    const suited = await checkServer(client, options.place)
    const prepared = suited === null ? await find(client, options) : left(suited)
    failed = false
    return prepared
  } finally {
    // A connection on which something failed goes, and its transaction and lock with it.
    client.release(failed)
  }
}

const find = async (client: pg.PoolClient, options: Options): Promise<Either<StoreFault, Prepared>> => {
  const { place, create, readOnly } = options
  const found = await look(client, options)
  if (isLeft(found)) return found
  const log = found.right
  if (log?.isUpToDate && !log.isForeign) {
    return right({
      id: log.id,
      hasDigest: true,
      readOnly: readOnly || (await mayOnlyRead(client, options)),
      refused: readOnly ? openedReadOnly(place) : null,
    })
  }
  if (log === null && (readOnly || !create)) return left(noStore(place))
  if (!readOnly) {
    try {
      return await make(client, options)
    } catch (error) {
      const failure = failureOf(place, error, 'writing')
      const isRefused = failure._tag === 'Lasting' && failure.fault._tag === 'ReadOnly'
      if (log === null || !isRefused) throw error
      await client.query('ROLLBACK')
    }
  }
  // Whoever may not bring it up to date reads it as it is.
  if (log === null) return left(noStore(place))
  if (log.isForeign) return left(needsOwner(place, 'was restored from another server'))
  return right({
    id: log.id,
    hasDigest: log.version >= digestSince,
    readOnly: true,
    refused: readOnly ? openedReadOnly(place) : needsOwner(place, `has an older schema (${log.version})`),
  })
}

type Log = {
  readonly id: string
  readonly version: number
  readonly isUpToDate: boolean
  /** Its transaction numbers are another cluster's. */
  readonly isForeign: boolean
}

/** Null where there is nothing yet. */
const look = async (
  client: pg.PoolClient,
  { schema, place }: Options,
): Promise<Either<StoreFault, Log | null>> => {
  const quoted = quoteSchema(schema)
  const tables = await tablesOf(client, schema)
  if (tables.length === 0) return right(null)
  if (!tables.includes('kehu_meta')) {
    return left({
      _tag: 'NotAStore',
      message: `${place} holds tables of another program: choose another schema; it was left as it is.`,
    })
  }
  const current = migrations(quoted).length
  const [version, id] = [
    Number(await getMeta(client, quoted, 'schema_version')),
    await getMeta(client, quoted, 'store_id'),
  ]
  if (version > current) {
    return left({
      _tag: 'NewerSchema',
      message: `${place} was written by a newer Kehu (schema ${version}, this one knows ${current}): update Kehu.`,
    })
  }
  if (!(version >= 1)) return left(damaged(place, 'its schema version is gone'))
  if (id === '') return left(damaged(place, 'its identity is gone'))
  return right({
    id,
    version,
    isUpToDate: version === current,
    isForeign: (await placesOf(client, quoted)).isForeign,
  })
}

/** Makes the tables or brings them up to date, whoever else has the same in mind. */
const make = async (client: pg.PoolClient, options: Options): Promise<Either<StoreFault, Prepared>> => {
  const { schema, newId } = options
  const quoted = quoteSchema(schema)
  const steps = migrations(quoted)
  await client.query('BEGIN')
  await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`kehu ${schema}`])
  // Another process may have been here between the look and the lock.
  const found = await look(client, options)
  if (isLeft(found)) {
    await client.query('ROLLBACK')
    return found
  }
  if (found.right === null) {
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${quoted}`)
    await client.query(`CREATE TABLE ${quoted}.kehu_meta (key text PRIMARY KEY, value text NOT NULL)`)
    await setMeta(client, quoted, 'store_id', newId())
  }
  const version = found.right?.version ?? 0
  for (const step of steps.slice(version)) await client.query(step)
  if (version < steps.length) await setMeta(client, quoted, 'schema_version', String(steps.length))
  await settleIn(client, quoted, newId)
  const id = await getMeta(client, quoted, 'store_id')
  await client.query('COMMIT')
  return right({ id, hasDigest: true, readOnly: false, refused: null })
}

/** Asked, not tried: who only reads leaves no trace. */
const mayOnlyRead = async (client: pg.PoolClient, { schema }: Options): Promise<boolean> => {
  const { rows } = await client.query<{ readOnly: boolean }>(
    `SELECT current_setting('transaction_read_only') = 'on'
       OR NOT has_table_privilege('${quoteSchema(schema)}.events', 'INSERT') AS "readOnly"`,
  )
  return rows[0]?.readOnly === true
}

const noStore = (place: string): StoreFault => ({
  _tag: 'NotAStore',
  message: `${place} holds no Kehu store: check the database and the schema.`,
})

const needsOwner = (place: string, what: string): ReadOnly => ({
  _tag: 'ReadOnly',
  message: `${place} ${what} and this user may not change its tables, so nothing can be written: open it once as the owner of the schema.`,
})

const damaged = (place: string, what: string): Corrupt => ({
  _tag: 'Corrupt',
  message: `${place} is damaged (${what}): stop writing to it and restore it from a backup.`,
})

const checkServer = async (client: pg.PoolClient, place: string): Promise<StoreFault | null> => {
  const { rows } = await client.query<{ version: number; encoding: string }>(
    `SELECT current_setting('server_version_num')::int AS version, current_setting('server_encoding') AS encoding`,
  )
  const [found] = rows
  if (found === undefined || found.version < serverVersionMin) {
    return unreachable(`${place} is older than PostgreSQL 13: update the server.`)
  }
  return found.encoding === 'UTF8'
    ? null
    : unreachable(`${place} keeps texts as ${found.encoding}: create a database with the encoding UTF8.`)
}

/**
 * Events restored into another cluster carry the transaction numbers of the old one, which may lie in the future here: nobody
 * would read them, and new events would stand before them. They get numbers before all of this cluster, in their order; and
 * because positions change, the log gets another identity.
 */
const settleIn = async (client: pg.PoolClient, quoted: string, newId: () => string): Promise<void> => {
  const { isForeign, settled } = await placesOf(client, quoted)
  if (!isForeign) return
  await client.query(
    `UPDATE ${quoted}.events SET tx = $1::xid8, seq = ordered.place
     FROM (SELECT id AS of, row_number() OVER (ORDER BY tx, seq) AS place FROM ${quoted}.events) ordered
     WHERE id = ordered.of`,
    [settled],
  )
  await setMeta(client, quoted, 'store_id', newId())
}

/** Whether events lie in the future here, and a transaction number for them before all of this cluster. */
const placesOf = async (
  client: pg.PoolClient,
  quoted: string,
): Promise<{ readonly isForeign: boolean; readonly settled: string }> => {
  const { rows } = await client.query<{ foreign: boolean; settled: string }>(
    `SELECT coalesce(max(tx) >= pg_snapshot_xmax(pg_current_snapshot()), false) AS foreign,
      CASE min(tx)::text WHEN '1' THEN '2' ELSE '1' END AS settled FROM ${quoted}.events`,
  )
  const [found] = rows
  return { isForeign: found?.foreign === true, settled: found?.settled ?? '1' }
}

const tablesOf = async (client: pg.PoolClient, schema: string): Promise<ReadonlyArray<string>> => {
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = $1 AND c.relkind IN ('r', 'p', 'v', 'm', 'f')`,
    [schema],
  )
  return rows.map(({ name }) => name)
}

const getMeta = async (client: pg.PoolClient, quoted: string, key: string): Promise<string> => {
  const { rows } = await client.query<{ value: string }>(
    `SELECT value FROM ${quoted}.kehu_meta WHERE key = $1`,
    [key],
  )
  return rows[0]?.value ?? ''
}

const setMeta = async (client: pg.PoolClient, quoted: string, key: string, value: string): Promise<void> => {
  await client.query(
    `INSERT INTO ${quoted}.kehu_meta (key, value) VALUES ($1, $2)
     ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
    [key, value],
  )
}

/** What may be the name of a schema: no quoting to remember when one looks into it by hand, and none of PostgreSQL's own. */
export const isSchemaName = (schema: unknown): schema is string =>
  typeof schema === 'string' && /^(?!pg_)[a-z_][a-z0-9_]{0,50}$/.test(schema)

export const quoteSchema = (schema: string): string => `"${schema}"`
