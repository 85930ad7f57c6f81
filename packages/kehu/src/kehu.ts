import type { CalendarDate, RegionState } from '@kehu/domain'
import type { CatchUpReport, Progress, RebuildReport } from '@kehu/projection'
import type { DueItem } from '@kehu/projection-contacts-due'
import type { RegionKpis } from '@kehu/projection-kpis'
import type { RegionTiers, TierChange } from '@kehu/projection-tiers'
import type { Either } from 'fp-ts/lib/Either.js'
import type { Task } from 'fp-ts/lib/Task.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { CommandInput } from './commands.ts'
import type { KehuError } from './errors.ts'
import type { Executed } from './execute.ts'
import type { HistoryEntry } from './history.ts'
import type { ImportedSales, SalesOf } from './import-sales.ts'
import type { asOperator, SeenEntry } from './viewing.ts'

/**
 * Kehu for a service that embeds it: commands in, answers out. Every call returns a `TaskEither`, which does nothing until
 * it is called: `await kehu.tiers({ asOf: '2026-03-31' })()`.
 */
export type Kehu = {
  /**
   * Checks a command, decides and stores it. Given a `commandId`, a repeated call decides nothing and is answered as the first.
   * @rejects Invalid, the rules' rejections, Conflict, the store's faults
   */
  readonly execute: (command: CommandInput, options: ExecuteOptions) => TaskEither<KehuError, Executed>
  /** The same for input whose shape nobody has checked yet, such as a line of JSON. */
  readonly executeUnknown: (command: unknown, options: ExecuteOptions) => TaskEither<KehuError, Executed>
  /** Ledger documents of one customer or of one region and month; repeating it appends nothing. */
  readonly importSales: (sales: SalesOf, options: SenderOptions) => TaskEither<KehuError, ImportedSales>

  /** Who is A, B or C in each region as of a date, and why (policy 3.2). */
  readonly tiers: (query?: TiersInput) => TaskEither<KehuError, ReadonlyArray<AsOf & RegionTiers>>
  /** How a customer's computed tier came and went (policy 3.2). */
  readonly tierChanges: (query: TierChangesInput) => TaskEither<KehuError, ReadonlyArray<TierChange>>
  /** Whom to contact by when, as of a date (policy 5.1). */
  readonly due: (query?: DueInput) => TaskEither<KehuError, ReadonlyArray<AsOf & DueItem>>
  /** Scores of a calendar period (policy 8.1). */
  readonly kpis: (query: KpisInput) => TaskEither<KehuError, ReadonlyArray<RegionKpis>>
  /**
   * Everything recorded of a customer, its complaints and opportunities included, in the order in which it happened, as somebody
   * sees it today: who is neither owner, account team nor manager finds personal data and bottom lines withheld (A53). Whoever runs
   * the service asks for the whole by name (`asOperator`).
   */
  readonly history: {
    (customer: string, viewer: typeof asOperator): TaskEither<KehuError, ReadonlyArray<HistoryEntry>>
    (customer: string, viewer: string | typeof asOperator): TaskEither<KehuError, ReadonlyArray<SeenEntry>>
  }
  /** What is stored, in the order of the log, as somebody sees it today; of one customer, or all. Ends after a Left. */
  readonly events: {
    (viewer: typeof asOperator, query?: EventsQuery): Pages<HistoryEntry>
    (viewer: string | typeof asOperator, query?: EventsQuery): Pages<SeenEntry>
  }
  /** The codes of all regions that were ever opened. */
  readonly regions: () => TaskEither<KehuError, ReadonlyArray<string>>
  /** A region as it is now: its terms, policies and targets, its people and teams, and what they are at. */
  readonly region: (region: string) => TaskEither<KehuError, RegionState>

  /** Brings the read models up to the log; every query does so first. */
  readonly catchUp: (options?: RunOptions) => TaskEither<KehuError, CatchUpReport>
  /** Every read model again from the log, compared with what it was. */
  readonly rebuild: (options?: RunOptions) => TaskEither<KehuError, RebuildReport>
  /** What is saved in the background is saved, or given up: for whoever is about to close the store. */
  readonly settle: Task<void>
  /** Today in Shanghai, or in the time zone given. */
  readonly today: (timeZone?: string) => string
}

/** Of one customer, with the duplicates merged into it; without, of all. */
export type EventsQuery = { readonly customer?: string }

type Pages<A> = AsyncIterable<Either<KehuError, ReadonlyArray<A>>>

export type SenderOptions = {
  /** Who gives the command: an opaque code. */
  readonly actor: string
  readonly correlationId?: string
  readonly causationId?: string
  /** History is entered from elsewhere: back-dating is then unbounded. It takes the role of an importer. */
  readonly historical?: boolean
  /**
   * The command comes from whoever runs the store, to whom nothing is forbidden: somebody has to appoint a manager where nobody
   * can. Never take it from a request.
   */
  readonly asOperator?: boolean
}

export type ExecuteOptions = SenderOptions & {
  /**
   * Makes a retry recognisable; give the same one again when the outcome of the first call is unknown. With another command, or
   * by another actor, it is refused (`CommandIdReused`). An empty one is none.
   */
  readonly commandId?: string
  /** The revision you have seen (null: no stream); another one is then a `Conflict`, yours to solve. */
  readonly expectedRevision?: number | null
}

/** The day that an answer is as of. */
export type AsOf = { readonly asOf: CalendarDate }

export type TiersInput = {
  /** Default: today, in the time zone of each region. */
  readonly asOf?: string
  readonly region?: string
  readonly window?: 'trailing-12-months' | 'calendar-year'
}
export type TierChangesInput = { readonly customer: string; readonly from: string; readonly to: string }
export type DueInput = {
  /** Default: today, in the time zone of each customer's home region. */
  readonly asOf?: string
  /** Also what falls due within so many days; default 7. */
  readonly withinDays?: number
  readonly region?: string
  readonly owner?: string
}
export type KpisInput = { readonly period: string; readonly region?: string; readonly owner?: string }

export type RunOptions = {
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
}
