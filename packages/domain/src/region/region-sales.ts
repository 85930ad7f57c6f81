import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import { match } from 'ts-pattern'
import { aggregate } from '../aggregate/aggregate.ts'
import type { BusinessDateRejection } from '../aggregate/business-date.ts'
import type { Context } from '../aggregate/context.ts'
import type { NotPermitted } from '../aggregate/permission.ts'
import {
  type CurrencyMismatch,
  checkTerms,
  openRegion,
  type RegionNotOpen,
  regionNotOpen,
} from '../aggregate/region-terms.ts'
import { importers, sellers } from '../aggregate/roles.ts'
import { type Named, rulesFor } from '../aggregate/rule.ts'
import { type Touched, touching } from '../aggregate/touched.ts'
import type { DatedPurchaseLine } from '../purchases/line.ts'
import {
  corrected,
  differing,
  lineDiffers,
  type StandingLines,
  sortLines,
  standing,
} from '../purchases/standing-lines.ts'
import { forkOfMap } from '../vocabulary/forked.ts'
import { type Fact, refuse } from '../vocabulary/rejection.ts'
import type { RegionSalesCommand } from './commands.ts'
import { regionSalesCommands } from './commands.ts'
import type { RegionSalesEvent } from './events.ts'
import { regionSalesEvents } from './events.ts'

/** Why a command on a region's unattributed sales is refused. */
export type RegionSalesRejection =
  | RegionNotOpen
  | CurrencyMismatch
  | Fact<'SaleExists', { purchase: string }>
  | Fact<'NoSuchSale', { purchase: string }>
  | Fact<'NothingChanges'>
  | Fact<'OtherMonth', { month: string }>
  | Fact<'LineDiffers', { purchase: string; differing: ReadonlyArray<string> }>
  | NotPermitted
  | BusinessDateRejection

type Decision = Either<RegionSalesRejection, ReadonlyArray<RegionSalesEvent>>
type Command<Type extends RegionSalesCommand['type']> = Named<RegionSalesCommand, Type>

/** One month of a region's sales without a customer, by the id of the line. */
export type RegionSalesState = { readonly sales: StandingLines }

/** Many events further, as `evolve` one by one but copying once. */
export const foldRegionSales = (
  state: RegionSalesState,
  events: ReadonlyArray<RegionSalesEvent>,
): RegionSalesState => {
  const sales = forkOfMap(state.sales)
  for (const event of events) {
    if (event.type === 'UnattributedSaleCorrected') {
      sales.set(event.data.after.purchase, corrected(sales, event.data.before, event.data.after))
    } else sales.set(event.data.line.purchase, standing(event.occurredOn, event.data.line))
  }
  return { sales }
}

const record = (
  c: Command<'RecordUnattributedSale'>,
  state: RegionSalesState,
  context: Context,
): Decision => {
  const here = checkTerms(context, c.region, c.currency)
  if (isLeft(here)) return here
  if (state.sales.has(c.purchase)) {
    return refuse(
      'SaleExists',
      `Sale ${c.purchase} is recorded already: correct it, or give the new one its own id.`,
      { purchase: c.purchase },
    )
  }
  const { type: _, occurredOn, ...facts } = c
  return right([recorded({ ...facts, occurredOn, currency: here.right.currency })])
}

const importSales = (
  c: Command<'ImportUnattributedSales'>,
  state: RegionSalesState,
  context: Context,
): Decision => {
  const sorted = sortLines(c.lines, state.sales)
  const differs = sorted.differing[0]
  if (differs !== undefined) return lineDiffers(differs.line.purchase, differs.fields)
  for (const line of sorted.fresh) {
    const here = checkTerms(context, c.region, line.currency)
    if (isLeft(here)) return here
    if (line.region !== c.region || line.occurredOn.slice(0, 7) !== c.month) return otherMonth(c.month)
    if (line.occurredOn > context.today) return inTheFuture(context, line)
  }
  return right(sorted.fresh.map(recorded))
}

const correct = (
  c: Command<'CorrectUnattributedSale'>,
  state: RegionSalesState,
  context: Context,
): Decision => {
  const known = state.sales.get(c.purchase)
  if (known === undefined) {
    return refuse(
      'NoSuchSale',
      `There is no sale ${c.purchase} in ${c.soldOn.slice(0, 7)}: check its id and its day.`,
      { purchase: c.purchase },
    )
  }
  const { type: _, occurredOn: __, reason, correctedOn, soldOn: ___, ...facts } = c
  const before: DatedPurchaseLine = { ...known.line, occurredOn: known.occurredOn }
  const after: DatedPurchaseLine = { ...before, ...facts, occurredOn: correctedOn ?? known.occurredOn }
  if (after.occurredOn.slice(0, 7) !== known.occurredOn.slice(0, 7))
    return otherMonth(known.occurredOn.slice(0, 7))
  if (after.occurredOn > context.today) return inTheFuture(context, after)
  if (differing(before, after).length === 0)
    return refuse('NothingChanges', 'Nothing changes: the sale is so already.', {})
  return right([
    { type: 'UnattributedSaleCorrected', occurredOn: after.occurredOn, data: { before, after, reason } },
  ])
}

const recorded = ({ occurredOn, ...line }: DatedPurchaseLine): RegionSalesEvent => ({
  type: line.netAmount < 0 ? 'UnattributedSaleReturned' : 'UnattributedSaleRecorded',
  occurredOn,
  data: { line },
})

const otherMonth = (month: string) =>
  refuse(
    'OtherMonth',
    `The sale belongs to ${month}: set it to zero there and record it anew in the other month.`,
    { month },
  )

const inTheFuture = (context: Context, line: DatedPurchaseLine) =>
  refuse('InTheFuture', `${line.occurredOn} has not come yet (today is ${context.today}).`, {
    occurredOn: line.occurredOn,
    today: context.today,
  })

const month = (region: string, date: string): string => `${region}.${date.slice(0, 7)}`

const idOf = (command: RegionSalesCommand): string =>
  match(command)
    .with({ type: 'RecordUnattributedSale' }, (c) => month(c.region, c.occurredOn))
    .with({ type: 'ImportUnattributedSales' }, (c) => `${c.region}.${c.month}`)
    .with({ type: 'CorrectUnattributedSale' }, (c) => month(c.region, c.soldOn))
    .exhaustive()

/** The region and month of the stream, and the regions of the lines, which must be the same. */
const touches = (c: RegionSalesCommand): Touched =>
  touching({
    regions: [c.region, ...(c.type === 'ImportUnattributedSales' ? c.lines.map(({ region }) => region) : [])],
  })

const rule = rulesFor<RegionSalesState, RegionSalesEvent, RegionSalesRejection, 'kept'>()

/** Sales without a customer: they count in the region's total (A11). One stream a region and month, so that none grows for ever. */
export const regionSales = aggregate({
  category: 'regionSales',
  commands: regionSalesCommands,
  events: regionSalesEvents,
  initial: { sales: new Map() },
  fold: foldRegionSales,
  stateVersion: 1,
  idOf,
  stageOf: () => 'kept',
  chargeOf: () => null,
  rules: {
    RecordUnattributedSale: rule(['kept'], sellers, touches, record),
    ImportUnattributedSales: rule(['kept'], importers, touches, importSales),
    CorrectUnattributedSale: rule(['kept'], sellers, touches, correct),
  },
  outOfTurn: ({ region }): Either<RegionSalesRejection, never> => regionNotOpen(region),
  fits: ({ region }, _, context) => openRegion(context, region),
})
