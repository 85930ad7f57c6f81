import {
  type DomainEvent,
  decodeStored,
  type EventCodec,
  type EventStore,
  present,
  type ReadModelStore,
  type StoreFailed,
  totalStore,
  totalTask,
} from '@kehu/event-store'
import { isLeft, isRight, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { type CatchingUp, type CatchUpReport, catchingUp, type Progress, progressOf } from './catch-up.ts'
import { digestOfText } from './digest.ts'
import type { ProjectionFault, UnencodableState } from './faults.ts'
import { foldLog } from './fold-log.ts'
import { following } from './follow.ts'
import { type Hosted, type HostedOf, host } from './hosted.ts'
import { beginning } from './place.ts'
import type { Foldable, Projection } from './projection.ts'
import { type RebuildReport, rebuilding } from './rebuild.ts'
import { type Asking, oneAtATime, sharedRuns } from './shared-runs.ts'

/** Projections kept alive over one log. */
export type Projections<E extends DomainEvent> = {
  /**
   * Folds what is new. Many who ask at once share one reading of the log, and each sees at least what was stored when it asked.
   * @rejects PoisonEvent an event cannot be read or folded: the states stay as they were before it
   * @rejects Cancelled by `signal`; what was folded stays
   */
  readonly catchUp: (asking?: Asking<Progress>) => TaskEither<ProjectionFault, CatchUpReport>
  /** The state as far as it was caught up. It is the live one: read from it, and ask again after the next catch-up. */
  readonly stateOf: <S, F extends E>(projection: Projection<S, F>) => S
  /** SHA-256 of the state's canonical JSON: equal wherever the same events were folded. */
  readonly digestOf: <S, F extends E>(
    projection: Projection<S, F>,
  ) => TaskEither<UnencodableState | StoreFailed, string>
  /** Every read model again from an empty state, beside the live one, with a comparison of the two. */
  readonly rebuild: (asking?: Asking<Progress>) => TaskEither<ProjectionFault, RebuildReport>
  /** Stays at the end of the log until `signal` aborts; `onChange` is told of every catch-up that read something. */
  readonly follow: (options: {
    readonly signal: AbortSignal
    readonly onChange?: (report: CatchUpReport) => void
  }) => TaskEither<ProjectionFault, void>
  /**
   * What was known at a moment: the state from the longest beginning of the log that was recorded by then, folded anew.
   * @param millis UTC milliseconds since 1970, inclusive
   */
  readonly foldKnownAt: <S, F extends E>(
    projection: Projection<S, F>,
    millis: number,
    asking?: Asking<Progress>,
  ) => TaskEither<ProjectionFault, S>
}

export type ProjectionOptions<E extends DomainEvent> = {
  readonly store: EventStore
  readonly codec: EventCodec<E>
  /** Where read models are kept between two runs; without it every run folds the log from the beginning. */
  readonly readModels?: ReadModelStore
  /** Events read, decoded and folded in one go; between two goes the event loop is free. Default 500. */
  readonly batchSize?: number
  /**
   * A read model is saved when so many events have come since it was saved, or a tenth of the log if that is more: fewer
   * are sooner folded again than a large state is written. Default 1,000.
   */
  readonly saveEvery?: number
}

/**
 * Opens projections over a log: one pass for all of them, states and checkpoints saved together.
 *
 * A saved read model is taken up only if the same version of the projection made it from the same log; otherwise it is
 * folded from the beginning, and the report says why.
 *
 * @example
 * const read = openProjections({ store, codec }, [orderBook])
 * await read.catchUp()()
 * read.stateOf(orderBook)
 */
export const openProjections = <E extends DomainEvent, const S extends ReadonlyArray<unknown>>(
  options: ProjectionOptions<E>,
  projections: { readonly [I in keyof S]: Foldable<S[I], E> },
): Projections<E> => {
  const { codec, readModels = null, batchSize = 500, saveEvery = 1_000 } = options
  const store = totalStore(options.store)
  const log = { store, decode: decodeStored(codec), batchSize }
  const hosts: ReadonlyArray<Hosted> = projections.map((projection) => host(projection))
  refuseTwins(hosts)
  const household = { log, hosts, readModels, saveEvery }
  const exclusive = oneAtATime()
  const listeners = new Set<(report: CatchUpReport) => void>()
  const catchingUpAlone = catchingUp(household)
  const live: CatchingUp = {
    ...catchingUpAlone,
    run: async (running, only) => {
      const report = await catchingUpAlone.run(running, only)
      if (isRight(report) && report.right.read > 0) for (const listener of listeners) listener(report.right)
      return report
    },
  }
  const catchUp = sharedRuns<ProjectionFault, CatchUpReport, Progress>(exclusive, (running) =>
    live.run(running),
  )
  const rebuild = rebuilding(household, live, exclusive)

  const hostOf = <State, F extends E>(projection: Projection<State, F>): HostedOf<State> => {
    // A host is made from its projection and never lent to another: the same projection has the same state.
    const hosted = hosts.find((found): found is HostedOf<State> => found.projection === projection)
    if (hosted === undefined)
      throw new Error(`Projection "${projection.name}" is not among those that were opened.`)
    return hosted
  }

  return {
    catchUp: (asking) => totalTask(() => catchUp(asking)),
    stateOf: (projection) => hostOf(projection).state(),
    digestOf: (projection) =>
      totalTask(() =>
        exclusive(async () => {
          const text = await hostOf(projection).text()
          return isLeft(text) ? text : right(await digestOfText(text.right))
        }),
      ),
    rebuild: (asking = {}) => totalTask(() => rebuild(asking)),
    follow: (options) =>
      totalTask(() => {
        const { signal, onChange = () => undefined } = options
        return following(
          log,
          {
            catchUp,
            place: () => hosts[0]?.place ?? beginning,
            listen: (listener) => {
              listeners.add(listener)
              return () => listeners.delete(listener)
            },
          },
          signal,
          onChange,
        )
      }),
    foldKnownAt: (projection, millis, asking = {}) =>
      totalTask(async () => {
        const { signal, onProgress } = asking
        const alone = host(projection)
        const folded = await foldLog(log, [alone], {
          until: ({ recordedAt }) => recordedAt > millis,
          ...present({ signal }),
          ...(await progressOf(log, onProgress)),
        })
        return isLeft(folded) ? folded : right(alone.state())
      }),
  }
}

/** Two under one name would overwrite each other's read model. */
const refuseTwins = (hosts: ReadonlyArray<Hosted>): void => {
  const names = new Set<string>()
  for (const { name } of hosts) {
    if (names.has(name)) throw new Error(`Two projections are called "${name}": give each a name of its own.`)
    names.add(name)
  }
}
