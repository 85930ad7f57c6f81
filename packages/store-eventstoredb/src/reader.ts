import { BACKWARDS, END, FORWARDS, type ReadAllOptions, START } from '@eventstore/db-client'
import type { Direction, LogFilter, Position, StoredEvent, StreamName } from '@kehu/event-store'
import { present } from '@kehu/event-store'
import type { Connection } from './connection.ts'
import { type FromServer, fromServer } from './event.ts'
import { failureOf, ofAll, Silent } from './faults.ts'
import { readAllOf, streamsOf } from './filtered-read.ts'
import { isAfter, type Place } from './position.ts'
import { drain } from './reading.ts'
import type { ReadableStream } from './reading-types.ts'

const pageSizeDefault = 500
const pageSizeMax = 5_000
const pageCharsMax = 1_048_576

/** Reads that fail as the client does: who calls them tries again from where he was. */
export type Reader = {
  /**
   * Events of this log beyond a place (exclusive), in either direction, to the end; of some categories only, where they are named.
   * `looked` hears how far the server's log was looked at.
   */
  readonly log: (
    direction: Direction,
    from: Place | null,
    categories?: ReadonlyArray<string>,
    looked?: (place: Place) => void,
  ) => AsyncGenerator<StoredEvent, void>
  /** Events of a stream from a revision (inclusive) on; nothing where there is no stream. */
  readonly stream: (
    stream: StreamName,
    direction: Direction,
    from: number | null,
    countMax?: number,
  ) => AsyncGenerator<FromServer, void>
  /** The last event that the server keeps, whoever's it is. */
  readonly end: () => Promise<End | null>
  /** Revision of a stream's last event, null for none. */
  readonly lastRevision: (stream: StreamName) => Promise<number | null>
}

/** `position` is null where the last event is none of this log. */
export type End = { readonly place: Place; readonly position: Position | null }

export const createReader = (
  { client, options: always, place }: Connection,
  options: { readonly prefix: string; readonly silentMs: number },
): Reader => {
  const { prefix, silentMs } = options

  async function* log(
    direction: Direction,
    from: Place | null,
    categories?: ReadonlyArray<string>,
    looked: (place: Place) => void = () => undefined,
  ): AsyncGenerator<StoredEvent, void> {
    const isForwards = direction === 'forwards'
    let at = from
    const read = (): ReadAllOptions => ({
      direction: isForwards ? FORWARDS : BACKWARDS,
      fromPosition: at ?? (isForwards ? START : END),
      ...always,
    })
    // A server that looks for long among what is others' says nothing meanwhile: then it is walked with it, event by event.
    const ways = [
      () => readAllOf(client, streamsOf(prefix, categories), read()),
      () => client.readAll(read()),
    ]
    for (const [index, way] of ways.entries()) {
      try {
        for await (const resolved of all(way())) {
          const here = resolved.event?.position
          // Forwards, the server begins with the event at the place itself.
          if (here === undefined || (isForwards && !isAfter(here, at))) continue
          at = here
          looked(here)
          const found = fromServer(resolved, prefix)
          if (found !== null && isOf(categories, found.event)) yield found.event
        }
        return
      } catch (error) {
        if (!(error instanceof Silent) || index > 0) throw error
      }
    }
  }

  async function* all<A>(read: ReadableStream<A>): AsyncGenerator<A, void> {
    try {
      yield* drain(read, silentMs)
    } catch (error) {
      throw ofAll(error)
    }
  }

  async function* stream(
    name: StreamName,
    direction: Direction,
    from: number | null,
    countMax?: number,
  ): AsyncGenerator<FromServer, void> {
    const isForwards = direction === 'forwards'
    const read = client.readStream(prefix + name, {
      direction: isForwards ? FORWARDS : BACKWARDS,
      fromRevision: from === null ? (isForwards ? START : END) : BigInt(from),
      ...present({ maxCount: countMax }),
      ...always,
    })
    try {
      for await (const resolved of drain(read, silentMs)) {
        const found = fromServer(resolved, prefix)
        if (found !== null) yield found
      }
    } catch (error) {
      if (failureOf(place, error)._tag !== 'NoStream') throw error
    }
  }

  return {
    log,
    stream,
    end: async () => {
      const last = client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 1, ...always })
      for await (const resolved of all(last)) {
        const here = resolved.event?.position
        if (here === undefined) continue
        return { place: here, position: fromServer(resolved, prefix)?.event.position ?? null }
      }
      return null
    },
    lastRevision: async (name) => {
      for await (const { event } of stream(name, 'backwards', null, 1)) return event.revision
      return null
    },
  }
}

/** Collects events into a page: so many of them, or about 1 MiB. */
export const createPage = (pageSize = pageSizeDefault) => {
  const size = pageSize >= 1 ? Math.min(Math.floor(pageSize), pageSizeMax) : 1
  let events: StoredEvent[] = []
  let chars = 0
  return {
    add: (event: StoredEvent): void => {
      events.push(event)
      chars += event.data.length
    },
    isFull: (): boolean => events.length >= size || chars >= pageCharsMax,
    take: (): ReadonlyArray<StoredEvent> => {
      const taken = events
      events = []
      chars = 0
      return taken
    },
  }
}

export const passes = ({ types, categories }: LogFilter, event: StoredEvent): boolean =>
  (types?.includes(event.type) ?? true) && isOf(categories, event)

const isOf = (categories: ReadonlyArray<string> | undefined, { stream }: StoredEvent): boolean =>
  categories?.includes(stream.slice(0, stream.indexOf('-'))) ?? true
