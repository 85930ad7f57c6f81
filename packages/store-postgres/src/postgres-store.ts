import {
  type Appended,
  type AppendFault,
  checkAppend,
  type EventStore,
  followLog,
  type InvalidPosition,
  type LivePage,
  type Page,
  type Position,
  present,
  type ReadAllOptions,
  type ReadModelStore,
  type ReadStreamOptions,
  type StoredEvent,
  type StoreFault,
  type StreamName,
} from '@kehu/event-store'
import { type Either, isLeft, left, map, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { createAppender } from './appender.ts'
import { type Connection, connect } from './connection.ts'
import type { SafetySetting } from './durability.ts'
import { closedFault, type Doing, pagesTotally, patiently, totally, unreachable } from './faults.ts'
import { beginning, comparePlaces, type Place, placeOf, toPosition } from './position.ts'
import { createReadModels } from './read-models.ts'
import { createReader } from './reader.ts'
import { isSchemaName, type Prepared, prepareSchema, quoteSchema } from './schema.ts'
import { createWakeUps } from './wake-ups.ts'
import { createWriteQueue } from './write-queue.ts'

export type PostgresStoreOptions = {
  /** `postgres://user@host/database?sslmode=verify-full`; what is left out comes from PGHOST, PGPASSWORD and so on. */
  readonly connectionString: string
  /** Where the tables are: small letters, digits and `_`; default `kehu`. It is made when it is not there. */
  readonly schema?: string
  /** A fresh UUID; becomes the identity of a new log. */
  readonly newId: () => string
  /** Now, in UTC milliseconds, for `recordedAt`; default the server's clock, one for all who write. */
  readonly clock?: () => number
  /** How long a server that does not answer is tried again; default 10,000. */
  readonly patienceMs?: number
  /** False: open only what is there already. */
  readonly create?: boolean
  /** True: only read, also where this user may write. Where he may not, the store is read without being asked. */
  readonly readOnly?: boolean
  /**
   * Settings that may be off at the server although a power cut can then lose or damage what it has acknowledged; default none,
   * and an append is refused. For data that may be lost, and for servers whose storage keeps them in another way.
   */
  readonly allowOff?: ReadonlyArray<SafetySetting>
}

export type PostgresStore = EventStore & {
  /** This user could not write when the store was opened: every question is answered, and read models are not saved. */
  readonly readOnly: boolean
  readonly readModels: ReadModelStore
}

/**
 * Events in a schema of a PostgreSQL database, 13 or later, written by any number of processes.
 *
 * Reading needs no more than SELECT: a role, a database or a standby that may not be written is read.
 *
 * @rejects Unreachable no server, a wrong password or database, no right, no TLS, a server that is not UTF8
 * @rejects NotAStore the schema holds other tables; it is left as it is
 * @rejects NewerSchema written by a newer Kehu
 */
export const openPostgresStore =
  (options: PostgresStoreOptions): TaskEither<StoreFault, PostgresStore> =>
  () =>
    totally('PostgreSQL', async () => {
      const { connectionString, schema = 'kehu', newId, create = true, readOnly = false } = options
      if (!isSchemaName(schema)) {
        return left(
          unreachable(
            `${shortly(schema)} is no name for a schema: use at most 51 small letters, digits and _, beginning with a letter, and not with pg_.`,
          ),
        )
      }
      const connection = connect({ connectionString, schema, readOnly })
      if (isLeft(connection)) return connection
      const { pool, place } = connection.right
      const prepared = await patiently(
        place,
        () => prepareSchema(pool, { schema, place, newId, create, readOnly }),
        1_000,
      )
      const found = isLeft(prepared) ? prepared : prepared.right
      if (isLeft(found)) {
        await pool.end().catch(() => undefined)
        return found
      }
      return right(storeOf(options, schema, connection.right, found.right))
    })

const storeOf = (
  { patienceMs = 10_000, clock, allowOff = [] }: PostgresStoreOptions,
  schema: string,
  { pool, newClient, place }: Connection,
  { id, hasDigest, readOnly, refused }: Prepared,
): PostgresStore => {
  const quoted = quoteSchema(schema)
  const channel = `kehu_${schema}`
  const reader = createReader(pool, quoted, hasDigest)
  /** The last transaction in which this handle has written. */
  let own: string | null = null
  const wakeUps = createWakeUps({
    head: async () => positionOf(await reader.head()),
    newClient,
    channel,
  })
  const queue = createWriteQueue({
    appender: createAppender(pool, {
      ...{ schema: quoted, channel, place, id, allowOff },
      ...present({ clock }),
    }),
    place,
    patienceMs,
    committed: (tx) => {
      own = tx
      wakeUps.grown()
    },
  })
  const closed = left(closedFault(place))
  let closing: Promise<Either<StoreFault, void>> | null = null

  const run = async <A>(work: () => Promise<A>, doing?: Doing): Promise<Either<StoreFault, A>> => {
    if (closing !== null) return closed
    const result = await patiently(place, work, patienceMs, doing)
    // Whatever a closing pool says, the store was closed.
    return closing !== null && isLeft(result) ? closed : result
  }

  async function* readStream(
    stream: StreamName,
    { direction = 'forwards', from, pageSize }: ReadStreamOptions,
  ): Pages<ReadonlyArray<StoredEvent>> {
    let next: number | null = from ?? (direction === 'forwards' ? 0 : null)
    do {
      const start: number | null = next
      const page = await run(() => reader.streamPage(stream, direction, start, pageSize))
      if (isLeft(page)) return yield* ending(page)
      if (page.right.events.length > 0) yield right(page.right.events)
      next = page.right.next
    } while (next !== null)
  }

  async function* readAll(options: ReadAllOptions): Pages<Page> {
    const { direction = 'forwards', after } = options
    const start = after === undefined ? right(null) : checkPosition(after, place)
    if (isLeft(start)) return yield* ending(start)
    const head = await run(() => reader.headAfter(own))
    if (isLeft(head)) return yield* ending(head)
    if (head.right === null) return
    const to = head.right
    let from = start.right ?? (direction === 'forwards' ? beginning : justAfter(to))
    if (direction === 'backwards' && comparePlaces(from, to) > 0) from = justAfter(to)
    const end = direction === 'forwards' ? to : beginning
    while (direction === 'forwards' ? comparePlaces(from, to) < 0 : comparePlaces(from, beginning) > 0) {
      const at: Place = from
      const scanned = await run(() => reader.scan({ direction, from: at, to }, options))
      if (isLeft(scanned)) return yield* ending(scanned)
      const { events } = scanned.right
      from = scanned.right.at
      if (events.length > 0 || comparePlaces(from, end) === 0) {
        yield right({ events, position: toPosition(from) })
      }
    }
  }

  const readLive = async (
    after: Position | undefined,
    options: Pick<ReadAllOptions, 'filter' | 'pageSize'>,
  ): Promise<Either<StoreFault, LivePage>> => {
    const from = after === undefined ? right(beginning) : checkPosition(after, place)
    if (isLeft(from)) return from
    return run(async () => {
      const to = await reader.head()
      if (to === null || comparePlaces(from.right, to) >= 0) {
        return { events: [], position: toPosition(from.right), caughtUp: true }
      }
      const { events, at } = await reader.scan({ direction: 'forwards', from: from.right, to }, options)
      return { events, position: toPosition(at), caughtUp: comparePlaces(at, to) === 0 }
    })
  }

  const pages = <A>(
    of: () => AsyncIterable<Either<StoreFault, A>>,
  ): AsyncIterable<Either<StoreFault, A>> => ({
    [Symbol.asyncIterator]: () => pagesTotally(place, of),
  })

  return {
    id,
    readOnly,
    append: (stream, expected, events) => () =>
      totally<AppendFault, Appended>(place, async () => {
        if (closing !== null) return closed
        const checked = checkAppend(stream, events)
        if (isLeft(checked)) return checked
        return refused === null ? queue.write({ stream, expected, events }) : left(refused)
      }),
    readStream: (stream, options = {}) => pages(() => readStream(stream, options)),
    readAll: (options = {}) => pages(() => readAll(options)),
    subscribe: (options) => pages(() => followLog({ readPage: readLive, changed: wakeUps.changed }, options)),
    head: async () =>
      map((head: Place | null) => ({ position: positionOf(head), events: null }))(
        await run(() => reader.headAfter(own)),
      ),
    readModels: createReadModels(pool, quoted, run),
    close: () => {
      closing ??= totally(place, close)
      return closing
    },
  }

  async function close(): Promise<Either<StoreFault, void>> {
    // What was accepted before is written and answered first.
    await queue.idle()
    await wakeUps.close()
    await pool.end()
    return right(undefined)
  }
}

type Pages<A> = AsyncGenerator<Either<StoreFault, A>, void>

async function* ending(fault: Either<StoreFault, never>): Pages<never> {
  yield fault
}

/** A name that may be anything, so that it fits into a sentence. */
const shortly = (given: unknown): string => {
  const text = String(given)
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text)
}

const positionOf = (place: Place | null): Position | null => (place === null ? null : toPosition(place))

const justAfter = ({ tx, seq }: Place): Place => ({ tx, seq: String(BigInt(seq) + 1n) })

const checkPosition = (position: Position, place: string): Either<InvalidPosition, Place> => {
  const found = placeOf(position)
  return found === null
    ? left({
        _tag: 'InvalidPosition',
        message: `${shortly(position)} is no position of ${place}: read it from the beginning.`,
      })
    : right(found)
}
