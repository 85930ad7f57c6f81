import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import { type CatchingUp, type Household, type Progress, progressOf } from './catch-up.ts'
import { digestOfText } from './digest.ts'
import type { ProjectionFault } from './faults.ts'
import { type FoldOptions, foldLog, type Log, past } from './fold-log.ts'
import type { Hosted } from './hosted.ts'
import { samePlace } from './place.ts'
import type { NotSaved } from './saved-models.ts'
import type { Asking, Exclusive } from './shared-runs.ts'

export type RebuildReport = {
  /** Events of the log that were read. */
  readonly read: number
  readonly projections: ReadonlyArray<Rebuilt>
  readonly notSaved: ReadonlyArray<NotSaved>
}

export type Rebuilt = {
  readonly name: string
  readonly version: number
  /** Events of its own types that were folded. */
  readonly events: number
  readonly digest: string
  /** Digest of the state it replaces; null when there was none. */
  readonly before: string | null
  /** Whether the same events had made the same state; null when there was none. If not, the replaced state was wrong. */
  readonly same: boolean | null
}

/**
 * Every read model again from an empty state: prepare, replay beside the live ones (which go on answering), catch up,
 * compare both at the same event, go live, save. Any fault leaves the live ones as they are.
 */
export const rebuilding =
  ({ log, hosts }: Household, live: CatchingUp, exclusive: Exclusive) =>
  async ({ signal, onProgress }: Asking<Progress>): Promise<Either<ProjectionFault, RebuildReport>> => {
    const pairs = hosts.map((hosted) => ({ hosted, beside: hosted.beside() }))
    const fresh = pairs.map(({ beside }) => beside.fresh)
    const cancelling = signal === undefined ? {} : { signal }
    const folding = { ...cancelling, ...(await progressOf(log, onProgress)) }
    const replayed = await foldLog(log, fresh, folding)
    if (isLeft(replayed)) return replayed

    // From here on nobody else folds into the live ones.
    return exclusive(async () => {
      const taken = await live.takeUp()
      if (isLeft(taken)) return taken
      const begun = hosts.filter(({ place }) => place.last !== null)
      const caughtUp = await live.run({ signal: signal ?? new AbortController().signal }, begun)
      if (isLeft(caughtUp)) return caughtUp

      const projections: Rebuilt[] = []
      for (const { hosted, beside } of pairs) {
        const rebuilt = await compare(log, hosted, beside.fresh, folding)
        if (isLeft(rebuilt)) return rebuilt
        projections.push(rebuilt.right)
      }
      for (const { beside } of pairs) beside.goLive()
      const read = Math.max(0, ...fresh.map(({ place }) => place.read))
      return right({ read, projections, notSaved: await live.saveAll() })
    })
  }

/**
 * Brings the fresh one to just where the live one is, which has seen all that the fresh one has and is now kept still.
 */
const compare = async (
  log: Log,
  hosted: Hosted,
  fresh: Hosted,
  folding: FoldOptions,
): Promise<Either<ProjectionFault, Rebuilt>> => {
  const { last } = hosted.place
  if (last !== null && !samePlace(hosted.place, fresh.place)) {
    const caughtUp = await foldLog(log, [fresh], { ...folding, until: past(last.id) })
    if (isLeft(caughtUp)) return caughtUp
  }
  const now = await fresh.text()
  if (isLeft(now)) return now
  const { name, version } = fresh
  const rebuilt = { name, version, events: fresh.events(), digest: await digestOfText(now.right) }
  if (last === null) return right({ ...rebuilt, before: null, same: null })
  const before = await hosted.text()
  if (isLeft(before)) return before
  return right({ ...rebuilt, before: await digestOfText(before.right), same: before.right === now.right })
}
