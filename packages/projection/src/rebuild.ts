import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import { type CatchingUp, type Household, type Progress, progressOf } from './catch-up.ts'
import { digestOfText } from './digest.ts'
import type { ProjectionFault } from './faults.ts'
import { foldLog } from './fold-log.ts'
import type { Beside, Hosted } from './hosted.ts'
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
      const begun = pairs.filter(({ hosted }) => hosted.place.last !== null)
      const caughtUp = await live.run(
        { signal: signal ?? new AbortController().signal },
        begun.map(({ hosted }) => hosted),
      )
      if (isLeft(caughtUp)) return caughtUp
      // The live ones are now at least as far as the fresh ones, which pass them on their way to the end.
      for (const { hosted, beside } of begun) beside.markAt(hosted.events())
      const finished = await foldLog(log, fresh, folding)
      if (isLeft(finished)) return finished

      const projections: Rebuilt[] = []
      for (const { hosted, beside } of pairs) {
        const compared = await compare(hosted, beside)
        if (isLeft(compared)) return compared
        projections.push(compared.right)
      }
      for (const { beside } of pairs) beside.goLive()
      const read = Math.max(0, ...fresh.map(({ place }) => place.read))
      return right({ read, projections, notSaved: await live.saveAll() })
    })
  }

const compare = async (
  hosted: Hosted,
  { fresh, marked }: Beside,
): Promise<Either<ProjectionFault, Rebuilt>> => {
  const atMark = marked()
  const now = atMark !== null && fresh.events() === hosted.events() ? atMark : fresh.text()
  if (isLeft(now)) return now
  const { name, version } = fresh
  const rebuilt = { name, version, events: fresh.events(), digest: await digestOfText(now.right) }
  if (hosted.place.last === null) return right({ ...rebuilt, before: null, same: null })
  const before = hosted.text()
  if (isLeft(before)) return before
  const same = atMark !== null && !isLeft(atMark) && atMark.right === before.right
  return right({ ...rebuilt, before: await digestOfText(before.right), same })
}
