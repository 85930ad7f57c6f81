import type { ReadModelStore } from '@kehu/event-store'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { ProjectionFault } from './faults.ts'
import { type FoldOptions, foldLog, type Log } from './fold-log.ts'
import type { Hosted } from './hosted.ts'
import { samePlace } from './place.ts'
import { type NotSaved, recall, type StartedOver, save } from './saved-models.ts'
import type { Running } from './shared-runs.ts'

/** Events of the log read so far, of how many; null where the store does not count them. */
export type Progress = { readonly read: number; readonly total: number | null }

export type CatchUpReport = {
  /** Events of the log that were new to at least one projection. */
  readonly read: number
  readonly projections: ReadonlyArray<CaughtUp>
  /** Read models that could not be saved now; their answers are right all the same. */
  readonly notSaved: ReadonlyArray<NotSaved>
}

export type CaughtUp = {
  readonly name: string
  readonly version: number
  /** Events of its own types that it folded now. */
  readonly events: number
  /** Why it was folded from the beginning; null when it went on from where it was. */
  readonly startedOver: StartedOver | null
}

/** Live projections over one log, and where they are kept. */
export type Household = {
  readonly log: Log
  readonly hosts: ReadonlyArray<Hosted>
  readonly readModels: ReadModelStore | null
  /** A read model is saved once so many events of the log have come since it was saved, and a tenth of all. */
  readonly saveEvery: number
}

export type CatchingUp = {
  /** Loads what was saved, the first time it is asked for. */
  readonly takeUp: () => Promise<Either<ProjectionFault, void>>
  /** Brings projections (all, unless some are named) to the end of the log, reading only what is new. */
  readonly run: (
    running: Running<Progress>,
    only?: ReadonlyArray<Hosted>,
  ) => Promise<Either<ProjectionFault, CatchUpReport>>
  readonly saveAll: () => Promise<ReadonlyArray<NotSaved>>
}

// States grow with the log. Saved each time the log has grown by a tenth, an event is saved about ten times in its life.
const saveShare = 10

export const catchingUp = ({ log, hosts, readModels, saveEvery }: Household): CatchingUp => {
  const savedAt = new Map<Hosted, number>()
  const startedOver = new Map<Hosted, StartedOver>()
  let takenUp = readModels === null

  const takeUp = async (): Promise<Either<ProjectionFault, void>> => {
    if (readModels === null || takenUp) return right(undefined)
    for (const hosted of hosts) {
      const recalled = await recall(readModels, log.store, hosted)
      if (isLeft(recalled)) return recalled
      if (recalled.right !== null) startedOver.set(hosted, recalled.right)
      savedAt.set(hosted, hosted.place.read)
    }
    takenUp = true
    return right(undefined)
  }

  const saveDue = async (isDue: (hosted: Hosted) => boolean): Promise<ReadonlyArray<NotSaved>> => {
    const notSaved: NotSaved[] = []
    if (readModels === null) return notSaved
    for (const hosted of hosts.filter(isDue)) {
      const saved = await save(readModels, log.store, hosted)
      if (isLeft(saved)) notSaved.push(saved.left)
      else savedAt.set(hosted, hosted.place.read)
    }
    return notSaved
  }
  const hasGrown = ({ place: { read } }: Hosted, savedAt = 0): boolean =>
    read - savedAt >= saveEvery && (read - savedAt) * saveShare >= read

  const run: CatchingUp['run'] = async ({ signal, onProgress }, only = hosts) => {
    const taken = await takeUp()
    if (isLeft(taken)) return taken
    const before = only.map((hosted) => ({ events: hosted.events(), read: hosted.place.read }))
    const folding = { signal, ...(await progressOf(log, onProgress)) }
    let fault: ProjectionFault | null = null
    for (const group of groupsOf(only)) {
      const folded = await foldLog(log, group, folding)
      if (isLeft(folded)) fault ??= folded.left
    }
    const worthSaving = fault === null || fault._tag === 'PoisonEvent'
    const notSaved = worthSaving ? await saveDue((hosted) => hasGrown(hosted, savedAt.get(hosted))) : []
    if (fault !== null) return left(fault)
    const projections = only.map((hosted, index) => ({
      name: hosted.name,
      version: hosted.version,
      events: hosted.events() - (before[index]?.events ?? 0),
      startedOver: startedOver.get(hosted) ?? null,
    }))
    for (const hosted of only) startedOver.delete(hosted)
    const read = Math.max(0, ...only.map(({ place }, index) => place.read - (before[index]?.read ?? 0)))
    return right({ read, projections, notSaved })
  }

  return { takeUp, run, saveAll: () => saveDue(() => true) }
}

/** A store that cannot count its events must not stop the work: then nobody knows how much is left. */
export const progressOf = async (
  { store }: Log,
  onProgress: ((progress: Progress) => void) | undefined,
): Promise<Pick<FoldOptions, 'onPage'>> => {
  if (onProgress === undefined) return {}
  const head = await store.head()
  const total = isLeft(head) ? null : head.right.events
  return { onPage: (read) => onProgress({ read, total }) }
}

/** One pass for all that stand at the same place; normally that is one. */
const groupsOf = (hosts: ReadonlyArray<Hosted>): ReadonlyArray<ReadonlyArray<Hosted>> => {
  const groups: Hosted[][] = []
  for (const hosted of hosts) {
    const group = groups.find(([first]) => first !== undefined && samePlace(first.place, hosted.place))
    if (group === undefined) groups.push([hosted])
    else group.push(hosted)
  }
  return groups
}
