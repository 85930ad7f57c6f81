import {
  type Appended,
  answerStale,
  type Conflict,
  checkRevision,
  type DuplicateId,
  duplicateId,
  type EventToAppend,
  type ExpectedRevision,
  type StreamName,
} from '@kehu/event-store'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'

/** An append that waits to be written. */
export type Attempt = {
  readonly stream: StreamName
  readonly expected: ExpectedRevision
  readonly events: ReadonlyArray<EventToAppend>
  /** Its events were sent before, and nobody knows whether they arrived. */
  readonly sentBefore: boolean
}

export type Holder = { readonly stream: StreamName; readonly revision: number }

/** What the database knew of the streams and ids of some appends, a moment ago. */
export type Known = {
  /** Revision of each stream's last event; streams without one are absent. */
  readonly actual: ReadonlyMap<string, number>
  /** Where the ids of the appends stand that are stored already. */
  readonly holders: ReadonlyMap<string, Holder>
}

export type EventToWrite = {
  readonly stream: StreamName
  readonly revision: number
  readonly event: EventToAppend
}

export type Decided = {
  /** In the order of the attempts. */
  readonly answers: ReadonlyArray<Either<Conflict | DuplicateId, Appended>>
  readonly toWrite: ReadonlyArray<EventToWrite>
}

/** Decides appends one after another, each as if those before it were written already. The indices of the table have the last word. */
export const decideAppends = (attempts: ReadonlyArray<Attempt>, known: Known): Decided => {
  const actual = new Map(known.actual)
  const holders = new Map(known.holders)
  const toWrite: EventToWrite[] = []

  const decide = ({ stream, expected, events, sentBefore }: Attempt): Decided['answers'][number] => {
    if (sentBefore) {
      const last = arrivedAt(stream, events, holders)
      if (last !== null) return right({ revision: last, repeated: false })
    }
    const found = actual.get(stream) ?? null
    const checked = checkRevision(stream, expected, found)
    if (isLeft(checked)) return checked
    const { first } = checked.right
    if (checked.right._tag === 'Stale') {
      const storedIds = events.map(({ id }, index) => {
        const holder = holders.get(id)
        return holder?.stream === stream && holder.revision === first + index ? id : ''
      })
      return answerStale(stream, expected, found, events, checked.right, storedIds)
    }
    for (const { id } of events) {
      const holder = holders.get(id)
      if (holder !== undefined) return left(duplicateId(holder.stream, id))
    }
    for (const [index, event] of events.entries()) {
      const place = { stream, revision: first + index }
      toWrite.push({ ...place, event })
      holders.set(event.id, place)
    }
    const revision = first + events.length - 1
    actual.set(stream, revision)
    return right({ revision, repeated: false })
  }

  return { answers: attempts.map(decide), toWrite }
}

/** The revision of the last event when all of them stand in the stream, one after another. */
const arrivedAt = (
  stream: StreamName,
  events: ReadonlyArray<EventToAppend>,
  holders: ReadonlyMap<string, Holder>,
): number | null => {
  const first = holders.get(events[0]?.id ?? '')
  if (first === undefined) return null
  const all = events.every(({ id }, index) => {
    const holder = holders.get(id)
    return holder?.stream === stream && holder.revision === first.revision + index
  })
  return all ? first.revision + events.length - 1 : null
}
