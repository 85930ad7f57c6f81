import type { DomainEvent, EventStore, RecordedEvent, StoredEvent, Undecodable } from '@kehu/event-store'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { breathe } from './breathe.ts'
import {
  cancelled,
  type PoisonEvent,
  type ProjectionFault,
  undecodableEvent,
  unfoldableEvent,
} from './faults.ts'
import type { Hosted } from './hosted.ts'
import { beginning, type Place, step } from './place.ts'

/** A log and how its events are read. */
export type Log = {
  readonly store: EventStore
  readonly decode: (stored: StoredEvent) => Either<Undecodable, RecordedEvent<DomainEvent>>
  /** Events read, decoded and folded in one go; between two goes the event loop is free. */
  readonly batchSize: number
}

export type FoldOptions = {
  readonly signal?: AbortSignal
  /** After each page, with the number of events of the log read so far. */
  readonly onPage?: (read: number) => void
  /** Stops before the first event for which it is true. */
  readonly until?: (stored: StoredEvent) => boolean
}

/**
 * One pass over the log for many projections that stand at the same place: every event is read and decoded once, and
 * goes to each that reads its type. After any ending all of them stand at the same place again, and their states hold
 * just the events up to it.
 *
 * The log is read whole, not filtered: a place is then the same for every projection, whichever types it reads.
 */
export const foldLog = async (
  log: Log,
  hosts: ReadonlyArray<Hosted>,
  options: FoldOptions = {},
): Promise<Either<ProjectionFault, void>> => {
  const { signal, onPage } = options
  let place = hosts[0]?.place ?? beginning
  if (signal?.aborted) return left(cancelled)
  for (const { stuck } of hosts) if (stuck !== null) return left(stuck)
  for await (const page of log.store.readAll({ ...after(place), pageSize: log.batchSize })) {
    if (isLeft(page)) return page
    if (signal?.aborted) return left(cancelled)
    const folded = foldPage(log, hosts, place, page.right.events, options.until)
    place =
      folded.poison === null && !folded.stopped
        ? { ...folded.place, position: page.right.position }
        : folded.place
    for (const hosted of hosts) hosted.place = place
    if (folded.damaged) {
      const restored = await refold(log, hosts, place)
      if (isLeft(restored)) return restored
    }
    if (folded.poison !== null) {
      for (const hosted of hosts) hosted.stuck = folded.poison
      return left(folded.poison)
    }
    onPage?.(place.read)
    if (folded.stopped) return right(undefined)
    await breathe()
  }
  return right(undefined)
}

type FoldedPage = {
  /** After the last event that all have folded. */
  readonly place: Place
  readonly poison: PoisonEvent | null
  /** A fold threw: its state, and those of the others, may hold more than `place` says. */
  readonly damaged: boolean
  readonly stopped: boolean
}

const foldPage = (
  { decode }: Log,
  hosts: ReadonlyArray<Hosted>,
  from: Place,
  page: ReadonlyArray<StoredEvent>,
  until: (stored: StoredEvent) => boolean = () => false,
): FoldedPage => {
  let place = from
  for (const stored of page) {
    if (until(stored)) return { place, poison: null, damaged: false, stopped: true }
    const readers = hosts.filter(({ types }) => types.has(stored.type))
    if (readers.length > 0) {
      const recorded = decode(stored)
      if (isLeft(recorded)) {
        return {
          place,
          poison: undecodableEvent(stored, recorded.left.message),
          damaged: false,
          stopped: false,
        }
      }
      for (const reader of readers) {
        try {
          reader.fold(recorded.right)
        } catch (thrown) {
          return {
            place,
            poison: unfoldableEvent(stored, reader.name, thrown),
            damaged: true,
            stopped: false,
          }
        }
      }
    }
    place = step(place, stored)
  }
  return { place, poison: null, damaged: false, stopped: false }
}

/** Makes the states anew from the events up to a place: a fold may mutate its state, so what it left behind is no state. */
const refold = async (
  log: Log,
  hosts: ReadonlyArray<Hosted>,
  place: Place,
): Promise<Either<ProjectionFault, void>> => {
  for (const hosted of hosts) hosted.reset()
  if (place.last === null) return right(undefined)
  return foldLog(log, hosts, { until: past(place.last.id) })
}

/** Stops just behind an event. */
export const past = (id: string): ((stored: StoredEvent) => boolean) => {
  let reached = false
  return (stored) => {
    if (reached) return true
    reached = stored.id === id
    return false
  }
}

const after = ({ position }: Place) => (position === null ? {} : { after: position })
