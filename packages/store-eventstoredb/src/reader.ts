import { BACKWARDS, END, FORWARDS, START } from '@eventstore/db-client'
import type { Direction, LogFilter, Position, StoredEvent, StreamName } from '@kehu/event-store'
import type { Connection } from './connection.ts'
import { type FromServer, fromServer } from './event.ts'
import { failureOf } from './faults.ts'
import { type Place, placeOf } from './position.ts'
import { drain } from './reading.ts'

const pageSizeDefault = 500
const pageSizeMax = 5_000
const pageCharsMax = 1_048_576

/** Reads that fail as the client does: who calls them tries again from where he was. */
export type Reader = {
  /** Events of this log beyond a position (exclusive), in either direction, to the end. */
  readonly log: (direction: Direction, after: Position | null) => AsyncGenerator<StoredEvent, void>
  /** Events of a stream from a revision (inclusive) on; nothing where there is no stream. */
  readonly stream: (
    stream: StreamName,
    direction: Direction,
    from: number | null,
    countMax?: number,
  ) => AsyncGenerator<FromServer, void>
  /** The last event of the log, null for none. */
  readonly head: () => Promise<Position | null>
  /** Revision of a stream's last event, null for none. */
  readonly lastRevision: (stream: StreamName) => Promise<number | null>
}

export const createReader = (
  { client, options: always, place }: Connection,
  options: { readonly prefix: string; readonly silentMs: number },
): Reader => {
  const { prefix, silentMs } = options

  async function* log(direction: Direction, after: Position | null): AsyncGenerator<StoredEvent, void> {
    const forwards = direction === 'forwards'
    const from = after === null ? null : placeOf(after)
    const stream = client.readAll({
      direction: forwards ? FORWARDS : BACKWARDS,
      fromPosition: from === null || isBeginning(from) ? (forwards ? START : END) : from,
      ...always,
    })
    for await (const resolved of drain(stream, silentMs)) {
      const found = fromServer(resolved, prefix)
      // The server begins with the event at the position itself.
      if (found !== null && found.event.position !== after) yield found.event
    }
  }

  async function* stream(
    name: StreamName,
    direction: Direction,
    from: number | null,
    countMax?: number,
  ): AsyncGenerator<FromServer, void> {
    const forwards = direction === 'forwards'
    const read = client.readStream(prefix + name, {
      direction: forwards ? FORWARDS : BACKWARDS,
      fromRevision: from === null ? (forwards ? START : END) : BigInt(from),
      ...(countMax === undefined ? {} : { maxCount: countMax }),
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
    head: async () => {
      for await (const { position } of log('backwards', null)) return position
      return null
    },
    lastRevision: async (name) => {
      for await (const { event } of stream(name, 'backwards', null, 1)) return event.revision
      return null
    },
  }
}

const isBeginning = ({ commit, prepare }: Place): boolean => commit === 0n && prepare === 0n

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

export const passes = ({ types, categories }: LogFilter, { type, stream }: StoredEvent): boolean =>
  (types?.includes(type) ?? true) && (categories?.includes(stream.slice(0, stream.indexOf('-'))) ?? true)
