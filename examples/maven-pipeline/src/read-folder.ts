import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { decode } from '@kehu/domain'
import { parse } from 'csv-parse/sync'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

const text = t.string

const tables = {
  accounts: t.readonlyArray(
    t.type({ account: text, sector: text, revenue: text, employees: text, office_location: text }),
  ),
  products: t.readonlyArray(t.type({ product: text })),
  sales_teams: t.readonlyArray(t.type({ sales_agent: text, regional_office: text })),
  sales_pipeline: t.readonlyArray(
    t.type({
      opportunity_id: text,
      sales_agent: text,
      product: text,
      account: text,
      deal_stage: text,
      engage_date: text,
      close_date: text,
      close_value: text,
    }),
  ),
  data_dictionary: t.readonlyArray(t.type({ Table: text, Field: text })),
} as const

type Table = keyof typeof tables

/** The five files, row by row, every cell as it stands there. */
export type Folder = { readonly [K in Table]: t.TypeOf<(typeof tables)[K]> }
export type AccountRow = Folder['accounts'][number]
export type DealRow = Folder['sales_pipeline'][number]

export type Unreadable = { readonly message: string }

/** Reads the data set; nothing is imported of a folder that lacks a file or a column. */
export const readFolder = async (folder: string): Promise<Either<Unreadable, Folder>> => {
  const accounts = await readTable(folder, 'accounts', tables.accounts)
  if (isLeft(accounts)) return accounts
  const products = await readTable(folder, 'products', tables.products)
  if (isLeft(products)) return products
  const salesTeams = await readTable(folder, 'sales_teams', tables.sales_teams)
  if (isLeft(salesTeams)) return salesTeams
  const pipeline = await readTable(folder, 'sales_pipeline', tables.sales_pipeline)
  if (isLeft(pipeline)) return pipeline
  const dictionary = await readTable(folder, 'data_dictionary', tables.data_dictionary)
  if (isLeft(dictionary)) return dictionary
  return right({
    accounts: accounts.right,
    products: products.right,
    sales_teams: salesTeams.right,
    sales_pipeline: pipeline.right,
    data_dictionary: dictionary.right,
  })
}

const readTable = async <A, O>(
  folder: string,
  table: Table,
  codec: t.Type<A, O> & { readonly type: { readonly props: t.Props } },
): Promise<Either<Unreadable, A>> => {
  const file = join(folder, `${table}.csv`)
  try {
    const text = await readFile(file, 'utf8')
    const rows: unknown = parse(text, { bom: true, columns: true })
    const [heading = []]: ReadonlyArray<ReadonlyArray<string>> = parse(text, { bom: true, to: 1 })
    const absent = Object.keys(codec.type.props).filter((column) => !heading.includes(column))
    if (absent.length > 0) return left({ message: `"${file}" lacks the columns ${absent.join(', ')}.` })
    const decoded = decode(codec)(rows)
    return isLeft(decoded) ? left({ message: `"${file}": ${decoded.left.message}` }) : decoded
  } catch (error) {
    return left({ message: `"${file}" cannot be read: ${error instanceof Error ? error.message : error}` })
  }
}
