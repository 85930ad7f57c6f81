import {
  CalendarDate,
  Count,
  CustomerId,
  decode,
  type Invalid,
  Period,
  present,
  RegionId,
  TimeZone,
  UserId,
} from '@kehu/domain'
import { openStreams } from '@kehu/event-store'
import { openProjections } from '@kehu/projection'
import { byDue, contactsDueProjection, due } from '@kehu/projection-contacts-due'
import { kpis, kpisProjection } from '@kehu/projection-kpis'
import { tierChanges, tiers, tiersProjection } from '@kehu/projection-tiers'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { checked, optional } from './checked.ts'
import { commandNames, decodeCommand } from './commands.ts'
import { loadRegion } from './context.ts'
import type { Deps, Given } from './deps.ts'
import { atTheDoor, hosted } from './door.ts'
import type { KehuError } from './errors.ts'
import { kehuEventCodec } from './event-codec.ts'
import { events, seenBy } from './events.ts'
import { type Executed, execute } from './execute.ts'
import { type HistoryEntry, history } from './history.ts'
import { importSales } from './import-sales.ts'
import type { EventsQuery, Kehu } from './kehu.ts'
import { senderOf } from './sender.ts'
import { observed, spanned } from './telemetry.ts'
import { askedToday } from './today.ts'
import { todayIn } from './today-in.ts'
import { type asOperator, type SeenEntry, viewerOf, viewFor } from './viewing.ts'

/**
 * Opens Kehu over a store. Nothing is read yet: the first question folds the log, or goes on from the read models that were
 * saved; every question is answered from what is stored at that moment.
 *
 * Spans and metrics go to OpenTelemetry where the host has registered an SDK before; otherwise nothing is measured.
 *
 * @param options.store where events live
 * @param options.clock UTC milliseconds, such as `Date.now`
 * @param options.newId a new UUID at each call, such as `v7` of the package `uuid`
 * @param options.governed whoever opens a region manages it at once, and none is left open to all; default false
 * @param options.patienceMs how long a command is decided again while other processes are faster; default 10 s
 * @param options.cache what is kept of loaded states at most
 * @param options.readModels where read models are kept between two runs; without it the first question folds the whole log
 * @example
 * const kehu = openKehu({ store, clock: Date.now, newId: uuidv7 })
 * await kehu.execute({ type: 'OpenRegion', … }, { actor: 'li.na' })()
 * await kehu.tiers({ asOf: '2026-03-31' })()
 */
export const openKehu = (given: Given): Kehu => atTheDoor(() => open(hosted(given)))

/** Behind the door: every argument is what its type says. */
const open = ({ readModels, governed = false, patienceMs, cache, ...given }: Given): Kehu => {
  const store = observed(given.store)
  const deps: Deps = {
    ...given,
    governed,
    store,
    streams: openStreams({
      store,
      codec: kehuEventCodec,
      newId: given.newId,
      ...(readModels === undefined ? {} : { snapshots: { store: readModels } }),
      ...present({ patienceMs, cache }),
    }),
  }
  const read = openProjections({ store, codec: kehuEventCodec, ...present({ readModels }) }, [
    tiersProjection,
    contactsDueProjection,
    kpisProjection,
  ])

  const executeUnknown: Kehu['executeUnknown'] = (command, options) => () =>
    spanned<KehuError, Executed>('kehu.execute', { 'kehu.command': typeOf(command) }, async () => {
      const sender = senderOf(deps, options)
      if (isLeft(sender)) return sender
      const addressed = decodeCommand(command)
      if (isLeft(addressed)) return addressed
      const { expectedRevision } = options
      return execute(
        deps,
        sender.right,
        expectedRevision === undefined ? {} : { expectedRevision },
      )(addressed.right)()
    })

  /** Checks what was asked, reads what is new, and answers. */
  const answer =
    <Q, A>(query: Either<Invalid, Q>, from: (query: Q) => A): TaskEither<KehuError, A> =>
    () =>
      spanned<KehuError, A>('kehu.answer', {}, async () => {
        if (isLeft(query)) return query
        const caughtUp = await read.catchUp()()
        return isLeft(caughtUp) ? caughtUp : right(from(query.right))
      })

  type Looking = string | typeof asOperator
  function historyOf(
    customer: string,
    viewer: typeof asOperator,
  ): TaskEither<KehuError, ReadonlyArray<HistoryEntry>>
  function historyOf(customer: string, viewer: Looking): TaskEither<KehuError, ReadonlyArray<SeenEntry>>
  function historyOf(customer: string, viewer: Looking): TaskEither<KehuError, ReadonlyArray<SeenEntry>> {
    return async () => {
      const asked = checked({ customer: decode(CustomerId)(customer), viewer: viewerOf(viewer) })
      if (isLeft(asked)) return asked
      const entries = await history(deps)(asked.right.customer)()
      return isLeft(entries) ? entries : seenBy(viewFor(deps, asked.right.viewer), entries.right)
    }
  }

  type Pages<A> = AsyncGenerator<Either<KehuError, ReadonlyArray<A>>>
  function eventsOf(viewer: typeof asOperator, query?: EventsQuery): Pages<HistoryEntry>
  function eventsOf(viewer: Looking, query?: EventsQuery): Pages<SeenEntry>
  async function* eventsOf(viewer: Looking, query: EventsQuery = {}): Pages<SeenEntry> {
    const asked = checked({ customer: optional(CustomerId, query.customer), viewer: viewerOf(viewer) })
    if (isLeft(asked)) yield asked
    else yield* events(deps, asked.right.viewer, asked.right.customer)
  }

  return {
    execute: executeUnknown,
    executeUnknown,
    importSales: (sales, options) => async () => {
      const sender = senderOf(deps, { ...options, historical: true })
      return isLeft(sender) ? sender : importSales(deps, sender.right)(sales)()
    },
    tiers: ({ asOf, region, window } = {}) =>
      answer(
        checked({ asOf: optional(CalendarDate, asOf), region: optional(RegionId, region) }),
        ({ asOf, ...query }) => {
          const state = read.stateOf(tiersProjection)
          const on = (day: CalendarDate) =>
            tiers(state, { ...query, asOf: day, ...present({ window }) }).map((regionTiers) => ({
              asOf: day,
              ...regionTiers,
            }))
          return asOf === undefined ? askedToday(deps, state.regions, on) : on(asOf)
        },
      ),
    tierChanges: ({ customer, from, to }) =>
      answer(
        checked({
          customer: decode(CustomerId)(customer),
          from: decode(CalendarDate)(from),
          to: decode(CalendarDate)(to),
        }),
        (query) => tierChanges(read.stateOf(tiersProjection), query.customer, query),
      ),
    due: ({ asOf, withinDays, region, owner } = {}) =>
      answer(
        checked({
          asOf: optional(CalendarDate, asOf),
          withinDays: optional(Count, withinDays),
          region: optional(RegionId, region),
          owner: optional(UserId, owner),
        }),
        ({ asOf, ...query }) => {
          const state = read.stateOf(contactsDueProjection)
          const on = (day: CalendarDate) =>
            due(state, { ...query, asOf: day }).map((item) => ({ asOf: day, ...item }))
          return asOf === undefined ? askedToday(deps, state.regions, on).toSorted(byDue) : on(asOf)
        },
      ),
    kpis: ({ period, region, owner }) =>
      answer(
        checked({
          period: decode(Period)(period),
          region: optional(RegionId, region),
          owner: optional(UserId, owner),
        }),
        (query) => kpis(read.stateOf(kpisProjection), query),
      ),
    history: historyOf,
    events: eventsOf,
    regions: () =>
      answer(right({}), () =>
        [...read.stateOf(tiersProjection).regions]
          .filter(([, { opened }]) => opened !== null)
          .map(([region]) => region),
      ),
    region: (region) => async () => {
      const id = decode(RegionId)(region)
      return isLeft(id) ? id : loadRegion(deps)(id.right)()
    },
    settle: deps.streams.settle,
    catchUp: (options) => read.catchUp(options),
    rebuild: (options) => read.rebuild(options),
    today: (timeZone) => {
      const zone = decode(TimeZone)(timeZone)
      return isLeft(zone) ? todayIn(deps) : todayIn(deps, zone.right)
    },
  }
}

/** The name of a command that nobody has checked yet, as far as there is such a command: a stranger's text is no attribute. */
const typeOf = (command: unknown): string => {
  const type: unknown = typeof command === 'object' && command !== null ? Reflect.get(command, 'type') : null
  return (
    Object.values(commandNames)
      .flat()
      .find((name) => name === type) ?? 'unknown'
  )
}
