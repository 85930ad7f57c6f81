import {
  CalendarDate,
  Count,
  CustomerId,
  decode,
  fields,
  type Invalid,
  Period,
  present,
  RegionId,
  UserId,
} from '@kehu/domain'
import { totalPages, totalStore, totalTask } from '@kehu/event-store'
import { type Either, getOrElse, isLeft, left, right, tryCatch } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as t from 'io-ts'
import { checked } from './checked.ts'
import type { Given } from './deps.ts'
import type { KehuError } from './errors.ts'
import type { HistoryEntry } from './history.ts'
import type { SalesOf } from './import-sales.ts'
import type { EventsQuery, ExecuteOptions, Kehu, RunOptions, SenderOptions } from './kehu.ts'
import { type asOperator, type SeenEntry, viewerOf } from './viewing.ts'

/**
 * Kehu behind its door. Whatever a caller gives is read once, as plain data, and checked before anything behind sees it; what is
 * thrown behind the door all the same, by something of the host's, comes out as a Left. No method throws or rejects.
 */
export const atTheDoor = (open: () => Kehu): Kehu => {
  const opened = tryCatch(open, (thrown) => thrown)
  const behind = async (): Promise<Kehu> => {
    // Told at the first call, as a Left: there is nobody to tell while it is opened.
    if (isLeft(opened)) throw opened.left
    return opened.right
  }
  const ask = <Q, A>(
    question: Either<Invalid, Q>,
    of: (kehu: Kehu, question: Q) => TaskEither<KehuError, A>,
  ): TaskEither<KehuError, A> =>
    totalTask<KehuError, A>(async () => (isLeft(question) ? question : of(await behind(), question.right)()))

  const executeUnknown: Kehu['executeUnknown'] = (command, options) =>
    ask(
      checked({ command: box(decode(t.unknown)(command)), options: decode(executeOptions)(options) }),
      (kehu, asked) => kehu.executeUnknown(asked.command.value, asked.options),
    )

  function historyOf(customer: string, viewer: typeof asOperator): Answer<HistoryEntry>
  function historyOf(customer: string, viewer: Looking): Answer<SeenEntry>
  function historyOf(customer: string, viewer: Looking): Answer<SeenEntry> {
    return ask(checked({ customer: decode(CustomerId)(customer), viewer: viewerOf(viewer) }), (kehu, asked) =>
      kehu.history(asked.customer, asked.viewer),
    )
  }

  function eventsOf(viewer: typeof asOperator, query?: EventsQuery): Pages<HistoryEntry>
  function eventsOf(viewer: Looking, query?: EventsQuery): Pages<SeenEntry>
  function eventsOf(viewer: Looking, query: EventsQuery = {}): Pages<SeenEntry> {
    return totalPages<KehuError, ReadonlyArray<SeenEntry>>(async function* () {
      const asked = checked({ viewer: viewerOf(viewer), query: decode(eventsQuestion)(query) })
      if (isLeft(asked)) yield asked
      else yield* (await behind()).events(asked.right.viewer, asked.right.query)
    })
  }

  return {
    execute: executeUnknown,
    executeUnknown,
    importSales: (sales, options) =>
      ask(checked({ sales: salesIn(sales), options: decode(senderOptions)(options) }), (kehu, asked) =>
        kehu.importSales(asked.sales, asked.options),
      ),
    tiers: (query = {}) => ask(decode(tiersQuestion)(query), (kehu, asked) => kehu.tiers(asked)),
    tierChanges: (query) => ask(decode(tierChangesQuestion)(query), (kehu, asked) => kehu.tierChanges(asked)),
    due: (query = {}) => ask(decode(dueQuestion)(query), (kehu, asked) => kehu.due(asked)),
    kpis: (query) => ask(decode(kpisQuestion)(query), (kehu, asked) => kehu.kpis(asked)),
    history: historyOf,
    events: eventsOf,
    regions: () => ask(right(undefined), (kehu) => kehu.regions()),
    region: (region) => ask(decode(RegionId)(region), (kehu, asked) => kehu.region(asked)),
    catchUp: (options) => ask(runOptions(options), (kehu, asked) => kehu.catchUp(asked)),
    rebuild: (options) => ask(runOptions(options), (kehu, asked) => kehu.rebuild(asked)),
    settle: async () => {
      if (!isLeft(opened)) await opened.right.settle()
    },
    // Promises a date and no Either: without a clock there is none.
    today: (timeZone) => {
      if (isLeft(opened)) throw opened.left
      return opened.right.today(timeZone)
    },
  }
}

type Looking = string | typeof asOperator
type Answer<A> = TaskEither<KehuError, ReadonlyArray<A>>
type Pages<A> = AsyncIterable<Either<KehuError, ReadonlyArray<A>>>

/** What the host brings, held to its word: a store that answers with Eithers, a clock that tells the time, ids that are UUIDs. */
export const hosted = (given: Given): Given => ({
  ...given,
  store: totalStore(given.store),
  clock: () => {
    const told: unknown = given.clock()
    const now = typeof told === 'number' ? Math.floor(told) : Number.NaN
    if (now >= earliest && now <= latest) return now
    throw new RangeError(
      `the clock given to openKehu says ${now}: it must tell UTC milliseconds, as Date.now`,
    )
  },
  newId: () => {
    const id: unknown = given.newId()
    if (typeof id === 'string' && uuid.test(id)) return id
    throw new TypeError(
      'newId given to openKehu makes no UUID in lower-case digits, as v7 of the package uuid does',
    )
  },
})

// What business dates can say in every time zone: from 0001-01-02 to 9999-12-30.
const earliest = -62_135_510_400_000
const latest = 253_402_214_399_999
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** `checked` leaves out what is undefined, and a command may be that. */
const box = <A>(read: Either<Invalid, A>): Either<Invalid, { readonly value: A }> =>
  isLeft(read) ? read : right({ value: read.right })

type Codecs<T> = { readonly [K in keyof T]-?: t.Mixed }

const sender = {
  correlationId: t.string,
  causationId: t.string,
  historical: t.boolean,
  asOperator: t.boolean,
}
// A new option does not compile before it is checked here.
const senderOptions = fields(
  'SenderOptions',
  { actor: t.string },
  sender satisfies Codecs<Omit<SenderOptions, 'actor'>>,
)
const executeOptions = fields('ExecuteOptions', { actor: t.string }, {
  ...sender,
  commandId: t.string,
  expectedRevision: t.union([t.null, Count], 'a revision: a whole number from 0, or null'),
} satisfies Codecs<Omit<ExecuteOptions, 'actor'>>)

const tiersQuestion = fields(
  'TiersInput',
  {},
  {
    asOf: CalendarDate,
    region: RegionId,
    window: t.keyof(
      { 'trailing-12-months': null, 'calendar-year': null },
      'a window: "trailing-12-months" or "calendar-year"',
    ),
  },
)
const tierChangesQuestion = fields('TierChangesInput', {
  customer: CustomerId,
  from: CalendarDate,
  to: CalendarDate,
})
const dueQuestion = fields(
  'DueInput',
  {},
  { asOf: CalendarDate, withinDays: Count, region: RegionId, owner: UserId },
)
const kpisQuestion = fields('KpisInput', { period: Period }, { region: RegionId, owner: UserId })
const eventsQuestion = fields('EventsInput', {}, { customer: CustomerId })

/** Lines come out of their codec by the hundred thousand: only that there are lists of them is asked again. */
const salesIn = (sales: SalesOf): Either<Invalid, SalesOf> =>
  getOrElse((): Either<Invalid, SalesOf> => noSales)(
    tryCatch(
      () => {
        const { of, documents } = sales
        if (typeof of !== 'object' || of === null || !isList(documents)) return noSales
        let lines = 0
        for (const document of documents) {
          if (!isList(document.lines)) return noSales
          lines += document.lines.length
        }
        return lines <= linesMax ? right({ of, documents }) : noSales
      },
      (thrown) => thrown,
    ),
  )

const linesMax = 1_000_000
const isList = (list: unknown): boolean => Array.isArray(list) && list.length <= linesMax
const salesProblem = `sales are {of, documents}: documents with their lists of lines, at most ${linesMax} lines in all`
const noSales: Either<Invalid, never> = left({
  _tag: 'Invalid',
  problems: [salesProblem],
  message: salesProblem,
})

/** A signal and a listener are no data: they are taken as what they are. */
const runOptions = (options: RunOptions = {}): Either<Invalid, RunOptions> =>
  getOrElse((): Either<Invalid, RunOptions> => noRunOptions)(
    tryCatch(
      () => {
        const { signal, onProgress } = options
        if (signal !== undefined && !(signal instanceof AbortSignal)) return noRunOptions
        if (onProgress !== undefined && typeof onProgress !== 'function') return noRunOptions
        return right({
          ...present({ signal, onProgress }),
        })
      },
      (thrown) => thrown,
    ),
  )

const problem = 'options may hold a signal (an AbortSignal) and onProgress (a function), and nothing else'
const noRunOptions: Either<Invalid, never> = left({ _tag: 'Invalid', problems: [problem], message: problem })
