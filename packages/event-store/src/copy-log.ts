import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { EventStore } from './event-store.ts'
import type { AppendFault, StoreFault } from './faults.ts'
import { appendBytesMax, type Position, type StoredEvent } from './stored-event.ts'
import { totalTask } from './total.ts'

export type CopyReport = {
  /** Events written by this run. */
  readonly copied: number
  /** False when it was interrupted: the same call goes on from there. */
  readonly complete: boolean
}

/** The target holds events that the source does not: nothing of either is lost, but they cannot be one log. */
export type OtherLog = { readonly _tag: 'OtherLog'; readonly message: string }

/**
 * Copies a log into a store of any kind, event by event in its order, with ids, metadata and both times. Nothing is written
 * twice: interrupted or killed, it goes on where the target ends. The source may grow meanwhile; what is stored by the time
 * it is read is copied.
 *
 * @rejects OtherLog the target is neither empty nor the beginning of the source
 */
export const copyLog = (
  source: EventStore,
  target: EventStore,
  options: {
    readonly signal?: AbortSignal
    readonly onProgress?: (progress: { readonly copied: number; readonly total: number | null }) => void
  } = {},
): TaskEither<StoreFault | AppendFault | OtherLog, CopyReport> =>
  totalTask<StoreFault | AppendFault | OtherLog, CopyReport>(async () => {
    const head = await source.head()
    if (isLeft(head)) return head
    const start = await endOf(source, target)
    if (isLeft(start)) return start
    const total = start.right === null ? head.right.events : null
    let copied = 0
    for await (const page of source.readAll(start.right === null ? {} : { after: start.right })) {
      if (isLeft(page)) return page
      for (const group of appendsOf(page.right.events)) {
        if (options.signal?.aborted) return right({ copied, complete: false })
        const [first] = group
        const expected = first.revision === 0 ? 'noStream' : first.revision - 1
        const appended = await target.append(first.stream, expected, group)()
        if (isLeft(appended)) return left(asOtherLog(appended.left))
        if (!appended.right.repeated) copied += group.length
        options.onProgress?.({ copied, total })
      }
    }
    return right({ copied, complete: true })
  })

/** The position in the source of the last event that the target holds; null while it is empty. */
const endOf = async (
  source: EventStore,
  target: EventStore,
): Promise<Either<StoreFault | OtherLog, Position | null>> => {
  for await (const page of target.readAll({ direction: 'backwards', pageSize: 1 })) {
    if (isLeft(page)) return page
    const last = page.right.events[0]
    if (last === undefined) continue
    for await (const found of source.readStream(last.stream, { from: last.revision, pageSize: 1 })) {
      if (isLeft(found)) return found
      const original = found.right[0]
      if (original?.revision === last.revision && original.id === last.id) return right(original.position)
      break
    }
    return left(
      otherLog(
        `The target ends with event ${last.revision} of stream "${last.stream}", which the source does not have there`,
      ),
    )
  }
  return right(null)
}

/** Neighbours of one stream go together, as far as one append may hold them. */
const appendsOf = (
  events: ReadonlyArray<StoredEvent>,
): ReadonlyArray<readonly [StoredEvent, ...StoredEvent[]]> => {
  const groups: Array<[StoredEvent, ...StoredEvent[]]> = []
  let chars = 0
  for (const event of events) {
    const last = groups.at(-1)
    chars += charsOf(event)
    // A character takes at most six bytes of JSON.
    if (last?.[0].stream === event.stream && chars * 6 < appendBytesMax) last.push(event)
    else {
      groups.push([event])
      chars = charsOf(event)
    }
  }
  return groups
}

const charsOf = ({ data, metadata }: StoredEvent): number => data.length + JSON.stringify(metadata).length

const asOtherLog = (fault: AppendFault): AppendFault | OtherLog =>
  fault._tag === 'Conflict' || fault._tag === 'DuplicateId' ? otherLog(fault.message) : fault

const otherLog = (why: string): OtherLog => ({
  _tag: 'OtherLog',
  message: `The target is another log (${why.replace(/\.$/, '')}): copy into an empty store, or into one that holds the beginning of this log.`,
})
