import { decode } from '@kehu/domain'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { type Failure, misuse } from '../failure.ts'

/** What a file of purchases may say, each with a word of explanation for `--help`. */
export const columns = {
  occurred_on: 'the day of the sale, YYYY-MM-DD (mandatory)',
  customer_id: "the customer's code; empty: a sale without customer, counted in the region's total",
  customer_name: "the customer's name",
  region: 'sales region (mandatory, or --region)',
  document: 'order or invoice; its lines are stored together',
  line: 'number of the line within the document; makes the line recognisable',
  product: 'what was sold',
  category: 'kind of product',
  quantity: 'how much',
  net_amount: 'net of tax and discounts, a plain decimal number; negative: a return (mandatory)',
  currency: 'ISO 4217 code (or --currency)',
  cost_amount: 'cost of the goods, for profit',
  profit_amount: 'in place of cost_amount: cost is then net_amount - profit_amount',
  owner: 'code of the salesperson credited',
  entered_on: 'the day the ledger learned it',
} as const

export type Column = keyof typeof columns

const mandatory: ReadonlyArray<Column> = ['occurred_on', 'region', 'net_amount']

/** Column to heading; the empty heading says that the file's own column of that name is not meant. */
export type Mapping = ReadonlyMap<Column, string>

/** Where each column stands in this file. */
export type Layout = {
  readonly headings: ReadonlyArray<string>
  /** Index of the cell, or undefined where the file has no such column. */
  readonly at: Readonly<Partial<Record<Column, number>>>
}

const isColumn = (name: string): name is Column => Object.hasOwn(columns, name)

/** Reads `net_amount=Sales` and its like. */
export const parseMapping = (given: ReadonlyArray<string>): Either<Failure, Mapping> => {
  const mapping = new Map<Column, string>()
  const texts = decode(t.readonlyArray(t.string))(given)
  if (isLeft(texts)) return misuse('--map needs COLUMN=HEADING, such as --map net_amount=Sales.')
  for (const text of texts.right) {
    const equals = text.indexOf('=')
    const name = text.slice(0, equals === -1 ? text.length : equals).trim()
    if (equals === -1) return misuse(`--map ${text}: write COLUMN=HEADING, such as --map net_amount=Sales.`)
    if (!isColumn(name)) {
      return misuse(
        `--map ${text}: there is no column "${name}". There are: ${Object.keys(columns).join(', ')}.`,
      )
    }
    if (mapping.has(name)) return misuse(`--map ${name} is given twice: which heading is meant?`)
    mapping.set(name, text.slice(equals + 1).trim())
  }
  return right(mapping)
}

/**
 * Finds the columns in a file's first line.
 * @param constants what the command line says for rows that do not say it themselves
 */
export const layoutOf = (
  headings: ReadonlyArray<string>,
  mapping: Mapping,
  constants: { readonly region?: string },
): Either<Failure, Layout> => {
  const at: Partial<Record<Column, number>> = {}
  for (const column of Object.keys(columns).filter(isColumn)) {
    const heading = mapping.get(column) ?? column
    if (heading === '') continue
    const index = headings.indexOf(heading)
    if (index === -1) {
      if (mapping.has(column))
        return misuse(`--map ${column}=${heading}: the file has no such column. ${found(headings)}`)
      continue
    }
    if (headings.indexOf(heading, index + 1) !== -1) {
      return misuse(
        `The file has two columns "${heading}": rename one of them, so that it is clear which is ${column}.`,
      )
    }
    at[column] = index
  }
  const complete = checkComplete(headings, at, constants)
  return isLeft(complete) ? complete : right({ headings, at })
}

const checkComplete = (
  headings: ReadonlyArray<string>,
  at: Layout['at'],
  constants: { readonly region?: string },
): Either<Failure, void> => {
  const missing = mandatory.filter(
    (column) => at[column] === undefined && !(column === 'region' && constants.region !== undefined),
  )
  if (missing.length > 0) {
    const hints = missing.map((column) => `--map ${column}=HEADING`).join(' ')
    return misuse(
      `The file has no column ${missing.join(', ')}. ${found(headings)} Say which is meant: ${hints}`,
    )
  }
  if (at.cost_amount !== undefined && at.profit_amount !== undefined) {
    return misuse(
      'The file has both cost_amount and profit_amount, which may contradict each other: leave one out, with --map cost_amount= or --map profit_amount= .',
    )
  }
  return right(undefined)
}

const found = (headings: ReadonlyArray<string>): string =>
  `Its columns are: ${headings.map((heading) => (heading === '' ? '(empty)' : heading)).join(', ')}.`
