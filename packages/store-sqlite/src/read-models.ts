import type { DatabaseSync } from 'node:sqlite'
import type { ReadModelStore, StoreFault } from '@kehu/event-store'
import { type Either, right } from 'fp-ts/lib/Either.js'
import { fromNullable } from 'fp-ts/lib/Option.js'
import { attempt } from './faults.ts'
import { text, whole } from './row.ts'

/** Read models in the file of the events: checkpoint and state in one row, so written together or not at all. */
export const createReadModels = (
  db: DatabaseSync,
  path: string,
  run: {
    readonly read: <A>(work: () => Either<StoreFault, A>) => Promise<Either<StoreFault, A>>
    readonly write: <A>(work: () => Either<StoreFault, A>) => Promise<Either<StoreFault, A>>
  },
): ReadModelStore => {
  const select = db.prepare('SELECT version, checkpoint, state, digest FROM read_models WHERE name = ?')
  const replace = db.prepare(
    'INSERT OR REPLACE INTO read_models (name, version, checkpoint, state, digest) VALUES (?, ?, ?, ?, ?)',
  )
  return {
    load: (name) => () =>
      run.read(() =>
        attempt(path, () => {
          const row = select.get(name)
          const saved = row && {
            version: whole(row.version),
            checkpoint: text(row.checkpoint),
            state: text(row.state),
            digest: text(row.digest),
          }
          return fromNullable(saved)
        }),
      ),
    save:
      (name, { version, checkpoint, state, digest }) =>
      () =>
        run.write(() => {
          replace.run(name, version, checkpoint, state, digest)
          return right(undefined)
        }),
  }
}
