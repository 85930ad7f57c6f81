import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import { match } from 'ts-pattern'
import type { DatedPurchaseLine } from '../customer/purchases/purchase.ts'
import { checkPermission, type NotPermitted } from '../permissions/check.ts'
import {
  corrected,
  differing,
  lineDiffers,
  type StandingLines,
  sortLines,
  standing,
} from '../sales/standing-lines.ts'
import { type BusinessDateRejection, checkBusinessDate } from '../vocabulary/business-date.ts'
import type { Context, Decider, RegionTerms } from '../vocabulary/decider.ts'
import { forkOfMap } from '../vocabulary/forked.ts'
import { type Fact, refuse } from '../vocabulary/rejection.ts'
import type { RegionSalesCommand } from './commands.ts'
import type { RegionSalesEvent } from './events.ts'

/** Why a command on a region's unattributed sales is refused. */
export type RegionSalesRejection =
  | Fact<'RegionNotOpen', { region: string }>
  | Fact<'CurrencyMismatch', { expected: string; given: string }>
  | Fact<'SaleExists', { purchase: string }>
  | Fact<'NoSuchSale', { purchase: string }>
  | Fact<'NothingChanges'>
  | Fact<'OtherMonth', { month: string }>
  | Fact<'LineDiffers', { purchase: string; differing: ReadonlyArray<string> }>
  | NotPermitted
  | BusinessDateRejection

/** One month of a region's sales without a customer, by the id of the line. */
export type RegionSalesState = { readonly sales: StandingLines }

type Decision = Either<RegionSalesRejection, ReadonlyArray<RegionSalesEvent>>
type Command<Type extends RegionSalesCommand['type']> = Extract<RegionSalesCommand, { type: Type }>

const decide =
  (context: Context) =>
  (command: RegionSalesCommand, state: RegionSalesState): Decision => {
    const dated = checkBusinessDate(context, command.occurredOn)
    if (isLeft(dated)) return dated
    const permitted = checkPermission(context, command.type)
    if (isLeft(permitted)) return permitted
    const terms = context.regions.get(command.region)
    if (terms === undefined) {
      return refuse(
        'RegionNotOpen',
        `Region ${command.region} is not open: open it first, with its time zone and currency (OpenRegion).`,
        {
          region: command.region,
        },
      )
    }
    return match<RegionSalesCommand, Decision>(command)
      .with({ type: 'RecordUnattributedSale' }, (c) => record(terms, c, state))
      .with({ type: 'ImportUnattributedSales' }, (c) => importSales(context, terms, c, state))
      .with({ type: 'CorrectUnattributedSale' }, (c) => correct(context, c, state))
      .exhaustive()
  }

/** One event further; the state given is left alone. */
const evolve = (state: RegionSalesState, event: RegionSalesEvent): RegionSalesState =>
  foldRegionSales(state, [event])

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

/** Sales without a customer: they count in the region's total (A11). One stream a region and month, so that none grows for ever. */
export const regionSales: Decider<
  RegionSalesCommand,
  RegionSalesState,
  RegionSalesEvent,
  RegionSalesRejection
> = {
  initial: { sales: new Map() },
  decide,
  evolve,
}

/** The id of the stream a command writes to: the region and the month of the sale. */
export const regionSalesIdOf = (command: RegionSalesCommand): string =>
  match(command)
    .with({ type: 'RecordUnattributedSale' }, (c) => regionSalesId(c.region, c.occurredOn))
    .with({ type: 'ImportUnattributedSales' }, (c) => `${c.region}.${c.month}`)
    .with({ type: 'CorrectUnattributedSale' }, (c) => regionSalesId(c.region, c.soldOn))
    .exhaustive()

const regionSalesId = (region: string, date: string): string => `${region}.${date.slice(0, 7)}`

const record = (
  terms: RegionTerms,
  c: Command<'RecordUnattributedSale'>,
  state: RegionSalesState,
): Decision => {
  if (c.currency !== undefined && c.currency !== terms.currency) return currencyMismatch(terms, c.currency)
  if (state.sales.has(c.purchase)) {
    return refuse(
      'SaleExists',
      `Sale ${c.purchase} is recorded already: correct it, or give the new one its own id.`,
      { purchase: c.purchase },
    )
  }
  const { type: _, occurredOn, ...facts } = c
  return right([recorded({ ...facts, occurredOn, currency: terms.currency })])
}

const importSales = (
  context: Context,
  terms: RegionTerms,
  c: Command<'ImportUnattributedSales'>,
  state: RegionSalesState,
): Decision => {
  const sorted = sortLines(c.lines, state.sales)
  const differs = sorted.differing[0]
  if (differs !== undefined) return lineDiffers(differs.line.purchase, differs.fields)
  for (const line of sorted.fresh) {
    if (line.currency !== terms.currency) return currencyMismatch(terms, line.currency)
    if (line.region !== c.region || line.occurredOn.slice(0, 7) !== c.month) return otherMonth(c.month)
    if (line.occurredOn > context.today) return inTheFuture(context, line)
  }
  return right(sorted.fresh.map(recorded))
}

const correct = (
  context: Context,
  c: Command<'CorrectUnattributedSale'>,
  state: RegionSalesState,
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

const currencyMismatch = (terms: RegionTerms, given: string) =>
  refuse(
    'CurrencyMismatch',
    `Region ${terms.region} sells in ${terms.currency}, not ${given}: convert the amount first.`,
    {
      expected: terms.currency,
      given,
    },
  )

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
