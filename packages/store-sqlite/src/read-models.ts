import type { DatabaseSync } from 'node:sqlite'
import type { ReadModelStore, StoreFault } from '@kehu/event-store'
import { type Either, right } from 'fp-ts/lib/Either.js'
import { fromNullable } from 'fp-ts/lib/Option.js'
import { attempt } from './faults.ts'
import { text, whole } from './row.ts'

/**
 * Read models in the file of the events: checkpoint and state in one row, so written together or not at all. Where nothing may
 * be written they are folded anew each time, and nobody is told off for it.
 */
export const createReadModels = (
  path: string,
  run: {
    readonly read: <A>(
      work: (open: { readonly db: DatabaseSync }) => Either<StoreFault, A>,
    ) => Promise<Either<StoreFault, A>>
    /** Null where nothing may be written. */
    readonly write:
      | (<A>(work: (db: DatabaseSync) => Either<StoreFault, A>) => Promise<Either<StoreFault, A>>)
      | null
  },
): ReadModelStore => ({
  load: (name) => () =>
    run.read(({ db }) =>
      attempt(path, () => {
        const row = db
          .prepare('SELECT version, checkpoint, state, digest FROM read_models WHERE name = ?')
          .get(name)
        const saved = row && {
          version: whole(row.version),
          checkpoint: text(row.checkpoint),
          state: text(row.state),
          digest: text(row.digest),
        }
        return fromNullable(saved)
      }),
    ),
  save: (name, saved) => async () => {
    if (run.write === null) return right(undefined)
    return run.write((db) => {
      const { version, checkpoint, state, digest } = saved
      db.prepare(
        'INSERT OR REPLACE INTO read_models (name, version, checkpoint, state, digest) VALUES (?, ?, ?, ?, ?)',
      ).run(name, version, checkpoint, state, digest)
      return right(undefined)
    })
  },
})
