import { right } from 'fp-ts/lib/Either.js'
import { fromNullable, type Option } from 'fp-ts/lib/Option.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { StoreFault } from './faults.ts'
import { totalTask } from './total.ts'

/** Where read models are kept between two runs. Checkpoint and state are written together or not at all. */
export type ReadModelStore = {
  readonly load: (name: string) => TaskEither<StoreFault, Option<SavedReadModel>>
  /** Replaces what was saved under this name. */
  readonly save: (name: string, saved: SavedReadModel) => TaskEither<StoreFault, void>
}

export type SavedReadModel = {
  /** Version of the projection that made the state: another version's state is not read. */
  readonly version: number
  /** How far the log was read: store id, position and last event id, as the engine writes them. */
  readonly checkpoint: string
  /** The state as text. */
  readonly state: string
  /** Digest of the state, to notice what was altered or cut short. */
  readonly digest: string
}

/** For tests and for stores without a place of their own. */
export const createMemoryReadModelStore = (): ReadModelStore => {
  const saved = new Map<string, SavedReadModel>()
  return {
    load: (name) => async () => right(fromNullable(saved.get(name))),
    save: (name, model) =>
      totalTask(async () => {
        const { version, checkpoint, state, digest } = model
        saved.set(name, { version, checkpoint, state, digest })
        return right(undefined)
      }),
  }
}
