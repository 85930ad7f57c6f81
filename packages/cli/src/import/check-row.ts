import {
  CalendarDate,
  Code,
  Currency,
  CustomerId,
  type DatedPurchaseLine,
  decode,
  exponentOf,
  present,
  Quantity,
  RegionId,
  Text,
  UserId,
} from '@kehu/domain'
import type Big from 'big.js'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { parseDecimal, type Rounded, toMinorUnits } from './amount.ts'
import type { Column, Layout } from './columns.ts'
import type { Row } from './read-rows.ts'
import { harmDone } from './spoiled.ts'

/** Why a row is left out: a tag for programs, a sentence for people. */
export type Reason = { readonly tag: string; readonly message: string }

/** A row that says something a ledger can say; its id is still to be found. */
export type CheckedRow = {
  readonly customer: CustomerId | null
  readonly customerName: Text | null
  readonly line: Omit<DatedPurchaseLine, 'purchase'>
  /** What rounding the net amount to minor units added, in major units. */
  readonly rounding: Big
}

export type RowSettings = {
  readonly layout: Layout
  readonly source: Code
  /** For rows that do not say it themselves. */
  readonly region: string | null
  readonly currency: Currency | null
}

/** The cell of a column, without the blanks around it; undefined where there is none or it is empty. */
const cellOf =
  ({ layout: { at } }: RowSettings, { cells }: Row) =>
  (column: Column): string | undefined => {
    const index = at[column]
    // One spelling of one text: the same word typed on another system may come in other code points.
    const cell = index === undefined ? undefined : cells[index]?.trim().normalize('NFC')
    return cell === '' ? undefined : cell
  }

/** The region of a row, before anything else of it can be judged: its currency says what an amount means. */
export const regionOf = (settings: RowSettings, row: Row): Either<Reason, RegionId> => {
  const { headings } = settings.layout
  if (row.unreadable !== undefined) return left({ tag: 'TooLarge', message: row.unreadable })
  if (row.cells.length !== headings.length) {
    return left({
      tag: 'WrongColumnCount',
      message: `the row has ${row.cells.length} cells, the heading ${headings.length}: a comma or a quote is missing, or one too many`,
    })
  }
  const given = cellOf(settings, row)('region') ?? settings.region
  if (given === null) return left({ tag: 'Missing', message: `${headingOf(settings, 'region')}: is missing` })
  const harm = harmDone(given)
  if (harm !== null) return left({ tag: 'Spoiled', message: `${headingOf(settings, 'region')}: ${harm}` })
  const region = decode(RegionId)(given)
  return isLeft(region)
    ? left({ tag: 'Invalid', message: `${headingOf(settings, 'region')}: ${region.left.message}` })
    : region
}

/** What is wrong with a row, all of it. */
type Problems = { readonly tag: string; readonly message: string }[]

/**
 * Checks every cell of a row.
 * @param regionCurrency what an amount without currency is in
 */
export const checkRow = (
  settings: RowSettings,
  row: Row,
  region: RegionId,
  regionCurrency: Currency,
): Either<Reason, CheckedRow> => {
  const problems: Problems = []
  const cell = cellOf(settings, row)
  const complain = (column: Column, tag: string, message: string): undefined => {
    problems.push({ tag, message: `${headingOf(settings, column)}: ${message}` })
  }
  const optional = <A extends string>(column: Column, codec: t.Type<A, string>): A | undefined => {
    const text = cell(column)
    if (text === undefined) return text
    const harm = codes.has(codec) ? harmDone(text) : null
    if (harm !== null) return complain(column, 'Spoiled', harm)
    const decoded = decode(codec)(text)
    return isLeft(decoded) ? complain(column, 'Invalid', decoded.left.message) : decoded.right
  }
  const decimal = (column: Column): Big | undefined => {
    const text = cell(column)
    if (text === undefined) return undefined
    const parsed = parseDecimal(text)
    return isLeft(parsed) ? complain(column, 'InvalidAmount', parsed.left) : parsed.right
  }
  const units = (column: Column, amount: Big | undefined, currency: Currency): Rounded | undefined => {
    if (amount === undefined) return undefined
    return toMinorUnits(amount, exponentOf(currency)) ?? complain(column, 'InvalidAmount', 'is too large')
  }
  const quantity = (): string | undefined => {
    const text = cell('quantity')
    const parsed = text === undefined ? null : parseDecimal(text)
    // 2.0 and 2 are the same quantity, whichever program wrote the file.
    const canonical = parsed === null || isLeft(parsed) ? text : parsed.right.toFixed()
    if (canonical === undefined || Quantity.is(canonical)) return canonical
    return complain(
      'quantity',
      'Invalid',
      `${JSON.stringify(text)} is not a quantity: write a plain decimal number`,
    )
  }

  for (const column of ['occurred_on', 'net_amount'] as const) {
    if (cell(column) === undefined) complain(column, 'Missing', 'is missing')
  }
  const occurredOn = optional('occurred_on', CalendarDate)
  const currency = optional('currency', Currency) ?? settings.currency ?? regionCurrency
  const netAmount = decimal('net_amount')
  const net = units('net_amount', netAmount, currency)
  const profit = decimal('profit_amount')
  const costAmount = profit === undefined ? decimal('cost_amount') : netAmount?.minus(profit)
  const cost = units(profit === undefined ? 'cost_amount' : 'profit_amount', costAmount, currency)
  const customer = optional('customer_id', CustomerId) ?? null
  const customerName = optional('customer_name', Text) ?? null
  const owner = optional('owner', UserId)
  const document = optional('document', Code)
  const line = optional('line', Code)
  const product = optional('product', Text)
  const category = optional('category', Text)
  const sold = quantity()
  const enteredOn = optional('entered_on', CalendarDate)
  const [first] = problems
  if (first !== undefined)
    return left({ tag: first.tag, message: problems.map(({ message }) => message).join('; ') })
  if (occurredOn === undefined || net === undefined)
    return left({ tag: 'Missing', message: 'the row is not complete' })
  return right({
    customer,
    customerName,
    rounding: net.rounding,
    line: {
      region,
      currency,
      netAmount: net.minor,
      occurredOn,
      source: settings.source,
      ...(cost === undefined ? {} : { costAmount: cost.minor }),
      ...present({ owner, document, line, product, category, quantity: sold, enteredOn }),
    },
  })
}

const codes: ReadonlySet<t.Mixed> = new Set<t.Mixed>([Code, CustomerId, UserId])

/** What the file calls a column. */
const headingOf = ({ layout: { at, headings } }: RowSettings, column: Column): string => {
  const index = at[column]
  return (index === undefined ? undefined : headings[index]) ?? column
}
