import { checkAppend, type EventStore, followLog, type Position, type StoreFault } from '@kehu/event-store'
import { type Either, isLeft, left, map, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { createAppender } from './appending.ts'
import { connect, connectionOf } from './connection.ts'
import { closedFault, patiently, unreachable, within } from './faults.ts'
import { createFrontier } from './frontier.ts'
import { createLogReading } from './log-reading.ts'
import { createReader } from './reader.ts'
import { storeId } from './store-id.ts'
import { createWakeUps } from './wake-up.ts'

/**
 * What a client of `@eventstore/db-client` looks like. Its own type is not named, for its typings do not pass every compiler's
 * settings; whether it is one is seen when the store is opened.
 */
export type HostClient = { readonly connectionName: string; readonly dispose: () => Promise<void> }

export type EventStoreDbStoreOptions = (
  | {
      /** `esdb://user:password@host:2113?tls=true`, as the server's documentation has it. */
      readonly connectionString: string
    }
  | {
      /** An `EventStoreDBClient` of yours, which you dispose of. Leave its `throwOnAppendFailure` on. */
      readonly client: HostClient
    }
) & {
  /** A fresh UUID at each call; the first becomes the identity of a new log. */
  readonly newId: () => string
  /** Name of the log, where one server keeps several: small letters and digits. Without it, streams have their plain names. */
  readonly log?: string
  /** How long one attempt to append, or the next event of a read, may take; default 10,000. */
  readonly deadlineMs?: number
  /** How long a server that does not answer is tried again; default 10,000. */
  readonly patienceMs?: number
  /** False: open only what is there already. */
  readonly create?: boolean
}

/**
 * Events in EventStoreDB or KurrentDB, 22.6 or later, written by any number of processes.
 *
 * @rejects Unreachable no server, a wrong name or password, a certificate that is not trusted
 * @rejects NotAStore there is no log and none is to be made
 */
export const openEventStoreDbStore =
  (options: EventStoreDbStoreOptions): TaskEither<StoreFault, EventStore> =>
  async () => {
    const { newId, log, deadlineMs = 10_000, patienceMs = 10_000, create = true } = options
    if (log !== undefined && !/^[a-z][a-z0-9]{0,30}$/.test(log)) {
      return left(unreachable(`"${log}" is no name for a log: use small letters and digits.`))
    }
    // No category has a colon, so that no log is part of another.
    const prefix = log === undefined ? '' : `${log}:`
    const connected = 'client' in options ? connectionOf(options.client) : connect(options.connectionString)
    if (isLeft(connected)) return connected
    const connection = connected.right
    const { place } = connection
    const opened = await patiently(
      place,
      () => storeId(connection, { prefix, silentMs: deadlineMs, newId, create }),
      Math.min(patienceMs, 2_000),
    )
    const id = isLeft(opened) ? opened : opened.right
    if (isLeft(id)) {
      await connection.dispose()
      return id
    }

    let closing: Promise<Either<StoreFault, void>> | null = null
    const isClosed = () => closing !== null
    const closed = left(closedFault(place))
    const reader = createReader(connection, { prefix, silentMs: deadlineMs })
    const frontier = createFrontier()
    const logs = createLogReading({ place, reader, frontier, patienceMs, isClosed })
    const append = createAppender(connection, reader, { prefix, deadlineMs, patienceMs, isClosed })
    const wakeUps = createWakeUps(connection, prefix, frontier)
    const underWay = new Set<Promise<unknown>>()

    return right({
      id: id.right,
      append: (stream, expected, events) => async () => {
        if (isClosed()) return closed
        const checked = checkAppend(stream, events)
        if (isLeft(checked)) return checked
        const appending = append(stream, expected, events)
        underWay.add(appending)
        return appending.finally(() => underWay.delete(appending))
      },
      readStream: (stream, read = {}) => ({
        [Symbol.asyncIterator]: () => logs.readStream(stream, read),
      }),
      readAll: (read = {}) => ({ [Symbol.asyncIterator]: () => logs.readAll(read) }),
      subscribe: (subscription) =>
        followLog({ readPage: logs.readPage, changed: wakeUps.changed }, subscription),
      head: async () => map((position: Position | null) => ({ position, events: null }))(await logs.head()),
      close: () => {
        closing ??= close()
        return closing
      },
    })

    async function close(): Promise<Either<StoreFault, void>> {
      // What was accepted before is written and answered first.
      await Promise.allSettled(underWay)
      wakeUps.close()
      // The client waits for the end of every call, and of one that broke at the wrong moment it never hears.
      await within(disposalMs, connection.dispose()).catch(() => undefined)
      return right(undefined)
    }
  }

const disposalMs = 1_000
