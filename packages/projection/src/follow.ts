import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import type { CatchUpReport } from './catch-up.ts'
import type { ProjectionFault } from './faults.ts'
import type { Log } from './fold-log.ts'
import type { Place } from './place.ts'

/**
 * Stays at the end of the log until `signal` aborts. The subscription only says that there is more; what is more is read
 * from the place of the projections, so nothing is missed or folded twice, whoever else catches up meanwhile.
 *
 * @param onChange after every catch-up that read something, whoever had asked for it; each event is in one report
 */
export const following = async (
  log: Log,
  followed: {
    readonly catchUp: (asking: {
      readonly signal: AbortSignal
    }) => Promise<Either<ProjectionFault, CatchUpReport>>
    readonly place: () => Place
    readonly listen: (listener: (report: CatchUpReport) => void) => () => void
  },
  signal: AbortSignal,
  onChange: (report: CatchUpReport) => void,
): Promise<Either<ProjectionFault, void>> => {
  const reports: CatchUpReport[] = []
  const stopListening = followed.listen((report) => reports.push(report))
  const refresh = async (): Promise<Either<ProjectionFault, unknown>> => {
    const caughtUp = await followed.catchUp({ signal })
    for (const report of reports.splice(0)) onChange(report)
    return caughtUp
  }
  try {
    const first = await refresh()
    if (signal.aborted) return right(undefined)
    if (isLeft(first)) return first
    const { position } = followed.place()
    const after = position === null ? {} : { after: position }
    for await (const page of log.store.subscribe({ ...after, pageSize: log.batchSize, signal })) {
      if (isLeft(page)) return page
      if (page.right.events.length === 0) continue
      const refreshed = await refresh()
      if (signal.aborted) return right(undefined)
      if (isLeft(refreshed)) return refreshed
    }
    return right(undefined)
  } finally {
    stopListening()
  }
}
