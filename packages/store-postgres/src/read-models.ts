import type { ReadModelStore, StoreFault } from '@kehu/event-store'
import type { Either } from 'fp-ts/lib/Either.js'
import { fromNullable } from 'fp-ts/lib/Option.js'
import type pg from 'pg'
import { query } from './connection.ts'

type Row = {
  readonly version: string
  readonly checkpoint: string
  readonly state: string
  readonly digest: string
}

/** Read models beside the events: checkpoint and state in one row, so written together or not at all. */
export const createReadModels = (
  pool: pg.Pool,
  schema: string,
  run: <A>(work: () => Promise<A>) => Promise<Either<StoreFault, A>>,
): ReadModelStore => ({
  load: (name) => () =>
    run(async () => {
      const [row] = await query<Row>(
        pool,
        `SELECT version, checkpoint, state, digest FROM ${schema}.read_models WHERE name = $1`,
        [name],
      )
      return fromNullable(row && { ...row, version: Number(row.version) })
    }),
  save:
    (name, { version, checkpoint, state, digest }) =>
    () =>
      run(async () => {
        await query(
          pool,
          `INSERT INTO ${schema}.read_models (name, version, checkpoint, state, digest) VALUES ($1, $2, $3, $4, $5)
           ON CONFLICT (name) DO UPDATE SET version = excluded.version, checkpoint = excluded.checkpoint,
             state = excluded.state, digest = excluded.digest`,
          [name, version, checkpoint, state, digest],
        )
      }),
})
