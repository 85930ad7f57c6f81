import type { EventStore, ReadModelStore, SavedReadModel, StoreFault } from '@kehu/event-store'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { isNone } from 'fp-ts/lib/Option.js'
import * as t from 'io-ts'
import { digestOfText } from './digest.ts'
import type { UnencodableState } from './faults.ts'
import type { Hosted } from './hosted.ts'
import { Place } from './place.ts'

/**
 * Why a read model is folded from the beginning.
 *
 * - `NothingSaved`: there is none yet;
 * - `OtherVersion`, `OtherTypes`: another version of the projection made it, or one that read other events;
 * - `OtherLog`, `OtherEvent`: it was made from another log, or from this one before it was restored from a backup;
 * - `Altered`: the state is not what was saved;
 * - `Unreadable`: the place where read models are kept does not answer.
 */
export type StartedOver =
  | 'NothingSaved'
  | 'OtherVersion'
  | 'OtherTypes'
  | 'OtherLog'
  | 'OtherEvent'
  | 'Altered'
  | 'Unreadable'

/** A read model that could not be saved; its answers are right, the next start reads more of the log. */
export type NotSaved = { readonly projection: string; readonly fault: StoreFault | UnencodableState }

// What stands in `checkpoint` of a saved read model.
const Checkpoint = t.type({ store: t.string, place: Place, types: t.array(t.string) }, 'Checkpoint')

/** Takes up a saved read model where it was left, or says why it cannot be. */
export const recall = async (
  readModels: ReadModelStore,
  store: EventStore,
  hosted: Hosted,
): Promise<Either<StoreFault, StartedOver | null>> => {
  const loaded = await readModels.load(hosted.name)()
  if (isLeft(loaded)) return right('Unreadable')
  if (isNone(loaded.right)) return right('NothingSaved')
  const saved = loaded.right.value
  if (saved.version !== hosted.version) return right('OtherVersion')
  const checkpoint = Checkpoint.decode(parse(saved.checkpoint))
  if (isLeft(checkpoint)) return right('Altered')
  const { store: savedStore, place, types } = checkpoint.right
  if (savedStore !== store.id) return right('OtherLog')
  if (types.join() !== typesOf(hosted).join()) return right('OtherTypes')
  const standing = await stands(store, place)
  if (isLeft(standing)) return standing
  if (!standing.right) return right('OtherEvent')
  if ((await digestOfText(saved.state)) !== saved.digest) return right('Altered')
  return right(hosted.restore(parse(saved.state), place) ? null : 'Altered')
}

/** State and checkpoint in one record, taken in one go. */
export const save = async (
  readModels: ReadModelStore,
  store: EventStore,
  hosted: Hosted,
): Promise<Either<NotSaved, SavedReadModel>> => {
  const { name, version, place } = hosted
  const checkpoint = JSON.stringify(Checkpoint.encode({ store: store.id, place, types: typesOf(hosted) }))
  const state = await hosted.text()
  if (isLeft(state)) return left({ projection: name, fault: state.left })
  const model = { version, checkpoint, state: state.right, digest: await digestOfText(state.right) }
  const saved = await readModels.save(name, model)()
  return isLeft(saved) ? left({ projection: name, fault: saved.left }) : right(model)
}

/** Whether the log still has at that place the event it had: reading one event from just before must give it. */
const stands = async (store: EventStore, { last }: Place): Promise<Either<StoreFault, boolean>> => {
  if (last === null) return right(true)
  const from = last.before === null ? {} : { after: last.before }
  for await (const page of store.readAll({ ...from, pageSize: 1 })) {
    if (isLeft(page)) return page.left._tag === 'InvalidPosition' ? right(false) : page
    const found = page.right.events[0]
    if (found !== undefined) return right(found.id === last.id && found.position === last.position)
  }
  return right(false)
}

const typesOf = ({ types }: Hosted): string[] => [...types].sort()

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
