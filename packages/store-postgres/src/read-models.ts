import type { ReadModelStore, StoreFault } from '@kehu/event-store'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import { fromNullable } from 'fp-ts/lib/Option.js'
import type pg from 'pg'
import { query } from './connection.ts'
import type { Doing } from './faults.ts'

type Row = {
  readonly version: string
  readonly checkpoint: string
  readonly state: string
  readonly digest: string
}

/**
 * Read models beside the events: checkpoint and state in one row, so written together or not at all. Where this user may not
 * save them they are folded anew each time, and nobody is told off for it.
 */
export const createReadModels = (
  pool: pg.Pool,
  schema: string,
  run: <A>(work: () => Promise<A>, doing?: Doing) => Promise<Either<StoreFault, A>>,
): ReadModelStore => {
  let mayWrite = true
  return {
    load: (name) => () =>
      run(async () => {
        const [row] = await query<Row>(
          pool,
          `SELECT version, checkpoint, state, digest FROM ${schema}.read_models WHERE name = $1`,
          [name],
        )
        return fromNullable(row && { ...row, version: Number(row.version) })
      }),
    save: (name, saved) => async () => {
      if (!mayWrite) return right(undefined)
      const done = await run(async () => {
        const { version, checkpoint, state, digest } = saved
        await query(
          pool,
          `INSERT INTO ${schema}.read_models (name, version, checkpoint, state, digest) VALUES ($1, $2, $3, $4, $5)
           ON CONFLICT (name) DO UPDATE SET version = excluded.version, checkpoint = excluded.checkpoint,
             state = excluded.state, digest = excluded.digest`,
          [name, version, checkpoint, state, digest],
        )
      }, 'writing')
      if (!isLeft(done) || done.left._tag !== 'ReadOnly') return done
      mayWrite = false
      return right(undefined)
    },
  }
}
