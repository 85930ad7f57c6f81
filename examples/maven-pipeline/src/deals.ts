import type { CommandInput } from '@kehu/kehu'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import type { Findings } from './findings.ts'
import { agentCode, mended } from './mend.ts'
import type { DealRow } from './read-folder.ts'

const file = 'sales_pipeline.csv'
export const ledger = 'maven-crm'

export type Known = {
  readonly officeOf: ReadonlyMap<string, string>
  readonly products: ReadonlySet<string>
  readonly accounts: ReadonlySet<string>
}

/**
 * A deal as it stands in the file: a day, an account or a value that is not there stays unknown.
 * @returns the reason, for a row of which not even stage, region or money can be read
 */
export const dealCommand = (
  findings: Findings,
  today: string,
  row: DealRow,
  known: Known,
): Either<string, CommandInput> => {
  const importedStage = stageOf[row.deal_stage]
  if (importedStage === undefined) return left(`there is no stage "${row.deal_stage}"`)
  const region = known.officeOf.get(row.sales_agent)
  if (region === undefined) return left(`nobody knows the office of the agent "${row.sales_agent}"`)
  if (!/^\d{0,13}$/.test(row.close_value)) return left(`"${row.close_value}" is no amount of whole dollars`)
  const product = mended(findings, file, 'product', row.product)
  if (!known.products.has(product)) findings.note(file, `product "${product}"`, 'not in products.csv: kept')
  if (row.account === '') findings.note(file, 'no account', 'imported, the customer is unknown')
  else if (!known.accounts.has(row.account))
    findings.note(file, `account "${row.account}"`, 'not in accounts.csv: kept, not registered')
  if (row.engage_date === '') findings.note(file, 'no day of engagement', 'imported, the day is unknown')
  return right({
    type: 'ImportOpportunity',
    occurredOn: today,
    opportunity: row.opportunity_id,
    region,
    owner: agentCode(row.sales_agent),
    importedStage,
    ledger,
    ...(product === '' ? {} : { product }),
    ...(row.account === '' ? {} : { customer: row.account }),
    ...(row.engage_date === '' ? {} : { engagedOn: row.engage_date }),
    ...(row.close_date === '' ? {} : { closedOn: row.close_date }),
    // The file has whole dollars.
    ...(row.close_value === '' ? {} : { amount: Number(row.close_value) * 100, currency: 'USD' }),
  })
}

type ImportedStage = Extract<CommandInput, { type: 'ImportOpportunity' }>['importedStage']

const stageOf: Readonly<Record<string, ImportedStage | undefined>> = {
  Prospecting: 'prospecting',
  Engaging: 'engaging',
  Won: 'won',
  Lost: 'lost',
}
