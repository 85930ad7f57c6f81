import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { checkAppend } from './check-append.ts'
import type { EventStore } from './event-store.ts'
import type { StoreFault } from './faults.ts'
import type { StoredEvent } from './stored-event.ts'
import { parseStreamName } from './stream-name.ts'
import { totalTask } from './total.ts'

/** Something in a log that no store can have written. */
export type LogFinding = {
  readonly stream: string
  readonly revision: number
  /** What is wrong, in a sentence. */
  readonly message: string
}

export type LogReport = {
  readonly events: number
  readonly streams: number
  /** The first of them, in the order of the log. */
  readonly findings: ReadonlyArray<LogFinding>
  readonly found: number
}

const findingsMax = 100

/**
 * Reads a whole log and checks what every store promises of it: revisions that follow one another in each stream, ids that
 * occur once, a position of its own for each event, data that can be read, and a head that is the last event.
 *
 * It remembers each stream and id, some 200 bytes an event.
 *
 * @param options.read also reads an event as its owner does, and says what stands against it
 */
export const checkLog = (
  store: Pick<EventStore, 'readAll' | 'head'>,
  options: {
    readonly read?: (event: StoredEvent) => Either<{ readonly message: string }, unknown>
    readonly signal?: AbortSignal
    readonly onProgress?: (progress: { readonly read: number; readonly total: number | null }) => void
  } = {},
): TaskEither<StoreFault, LogReport> =>
  totalTask<StoreFault, LogReport>(async () => {
    const head = await store.head()
    if (isLeft(head)) return head
    const findings: LogFinding[] = []
    let found = 0
    let events = 0
    let last: StoredEvent | null = null
    const expected = new Map<string, number>()
    const ids = new Set<string>()
    const positions = new Set<string>()
    const find = ({ stream, revision }: StoredEvent, message: string) => {
      if (found++ < findingsMax) findings.push({ stream, revision, message })
    }

    for await (const page of store.readAll()) {
      if (isLeft(page)) return page
      for (const event of page.right.events) {
        events++
        last = event
        const next = expected.get(event.stream) ?? 0
        if (event.revision !== next) {
          find(event, `Stream "${event.stream}" goes on at revision ${event.revision} in place of ${next}.`)
        }
        expected.set(event.stream, event.revision + 1)
        if (ids.has(event.id)) find(event, `Event id ${event.id} occurs a second time.`)
        ids.add(event.id)
        if (positions.has(event.position)) find(event, `Two events stand at position ${event.position}.`)
        positions.add(event.position)
        const fault = faultOf(event, options.read)
        if (fault !== null) find(event, fault)
      }
      options.onProgress?.({ read: events, total: head.right.events })
      if (options.signal?.aborted) break
    }
    const complete = options.signal?.aborted !== true
    // What came while the log was read is neither here nor there.
    if (complete && last !== null && head.right.position !== null && !positions.has(head.right.position)) {
      find(last, 'The head of the log is none of its events.')
    }
    return right({ events, streams: expected.size, findings, found })
  })

const faultOf = (
  event: StoredEvent,
  read: (event: StoredEvent) => Either<{ readonly message: string }, unknown> = right,
): string | null => {
  const name = parseStreamName(event.stream)
  if (isLeft(name)) return name.left.message
  const kept = checkAppend(name.right.name, [event])
  // An append is limited, not what an earlier Kehu stored.
  if (isLeft(kept) && kept.left._tag !== 'TooLarge') return kept.left.message
  const known = read(event)
  return isLeft(known) ? known.left.message : null
}
