import {
  type CustomerId,
  customer,
  type DatedPurchaseLine,
  type Period,
  type PurchaseLine,
  type RegionId,
  regionSales,
  type StandingLines,
  type Text,
} from '@kehu/domain'
import { type StreamName, streamName } from '@kehu/event-store'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { aggregates } from './aggregates.ts'
import { contextFor, todayIn } from './context.ts'
import type { Deps, Sender } from './deps.ts'
import type { KehuError } from './errors.ts'
import type { KehuEvent } from './event-codec.ts'

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
  ({ of, documents }: Sales): TaskEither<KehuError, OpenBooks> =>
  async () => {
    const regions = [...new Set(documents.flatMap(({ lines }) => lines.map(({ region }) => region)))]
    const occurredOn = todayIn(deps)
    const context = await contextFor(deps, sender)(regions, occurredOn)()
    if (isLeft(context)) return context
    const today = context.right.today
    if ('customer' in of) {
      const stream = streamName('customer', of.customer)
      if (isLeft(stream)) return stream
      const loaded = await deps.streams.load(stream.right, aggregates.customer)()
      if (isLeft(loaded)) return loaded
      const { state, revision } = loaded.right
      return right(
        books(stream.right, revision, state.purchases, (line) =>
          customer.decide(context.right)(
            { type: 'ImportPurchases', occurredOn: today, ...of, lines: [line] },
            state,
          ),
        ),
      )
    }
    const stream = streamName('regionSales', `${of.region}.${of.month}`)
    if (isLeft(stream)) return stream
    const loaded = await deps.streams.load(stream.right, aggregates.regionSales)()
    if (isLeft(loaded)) return loaded
    const { state, revision } = loaded.right
    return right(
      books(stream.right, revision, state.sales, (line) =>
        regionSales.decide(context.right)(
          { type: 'ImportUnattributedSales', occurredOn: today, ...of, lines: [line] },
          state,
        ),
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
