import type {
  CalendarDate,
  CustomerId,
  DatedPurchaseLine,
  Period,
  PurchaseLine,
  RegionId,
  StandingLines,
  Text,
} from '@kehu/domain'
import { type StreamName, streamName } from '@kehu/event-store'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { type Addressee, type Route, routes } from './commands.ts'
import { contextFor } from './context.ts'
import type { Deps, Sender } from './deps.ts'
import type { KehuError } from './errors.ts'
import type { KehuEvent } from './event-codec.ts'
import { todayIn } from './today-in.ts'

/** Whose sales they are: a customer's, or a region's of one month that no customer can be named for. */
export type Seller =
  | { readonly customer: CustomerId; readonly customerName?: Text }
  | { readonly region: RegionId; readonly month: Period }

/** A stream of sales as loaded for an import. */
export type OpenBooks = {
  readonly stream: StreamName
  readonly revision: number | null
  readonly lines: StandingLines
  /** Documents of which lines are stored, by `documentKey`. */
  readonly documents: ReadonlySet<string>
  readonly decide: (
    line: DatedPurchaseLine,
  ) => Either<{ readonly _tag: string; readonly message: string }, KehuEvent>
}

/** Two ledgers may number their documents alike. */
export const documentKey = ({ source, document }: PurchaseLine): string | null =>
  document === undefined ? null : JSON.stringify([source ?? null, document])

type Sales = {
  readonly of: Seller
  readonly documents: ReadonlyArray<{ readonly lines: ReadonlyArray<DatedPurchaseLine> }>
}

/** Loads the stream that these sales belong to, and what is needed to decide each line. */
export const openBooks =
  (deps: Deps, sender: Sender) =>
  ({ of, documents }: Sales): TaskEither<KehuError, OpenBooks> => {
    const lines = documents.flatMap((document) => document.lines)
    return 'customer' in of
      ? booksOf(deps, sender)(
          routes.customer,
          ({ purchases }) => purchases,
          lines,
          (some, occurredOn) => ({ type: 'ImportPurchases' as const, occurredOn, ...of, lines: some }),
        )
      : booksOf(deps, sender)(
          routes.regionSales,
          ({ sales }) => sales,
          lines,
          (some, occurredOn) => ({
            type: 'ImportUnattributedSales' as const,
            occurredOn,
            ...of,
            lines: some,
          }),
        )
  }

/** One stream's book: the command that would enter all its lines says what they touch; each line is then decided by itself. */
const booksOf =
  (deps: Deps, sender: Sender) =>
  <C extends Addressee, S, E extends KehuEvent, R extends KehuError>(
    route: Route<C, S, E, R>,
    standing: (state: S) => StandingLines,
    lines: ReadonlyArray<DatedPurchaseLine>,
    entering: (lines: ReadonlyArray<DatedPurchaseLine>, occurredOn: CalendarDate) => C,
  ): TaskEither<KehuError, OpenBooks> =>
  async () => {
    const whole = entering(lines, todayIn(deps))
    const stream = streamName(route.category, route.idOf(whole))
    if (isLeft(stream)) return stream
    const loaded = await deps.streams.load(stream.right, route.kept)()
    if (isLeft(loaded)) return loaded
    const { state, revision } = loaded.right
    const context = await contextFor(deps, sender)(route.touches(whole, state), whole.occurredOn)()
    if (isLeft(context)) return context
    // The day of the import is today where the sales are.
    const { today } = context.right
    return right(
      books(stream.right, revision, standing(state), (line) =>
        route.decide(context.right)(entering([line], today), state),
      ),
    )
  }

const books = (
  stream: StreamName,
  revision: number | null,
  lines: StandingLines,
  decide: (line: DatedPurchaseLine) => Either<{ _tag: string; message: string }, ReadonlyArray<KehuEvent>>,
): OpenBooks => ({
  stream,
  revision,
  lines,
  documents: new Set([...lines.values()].flatMap(({ line }) => documentKey(line) ?? [])),
  decide: (line) => {
    const decided = decide(line)
    if (isLeft(decided)) return decided
    const event = decided.right[0]
    return event === undefined ? left({ _tag: 'NothingNew', message: 'stored already' }) : right(event)
  },
})
