import type { CommandInput, Kehu } from '@kehu/kehu'
import { isLeft } from 'fp-ts/lib/Either.js'
import { accountCommands, firstDeals } from './accounts.ts'
import { dealCommand } from './deals.ts'
import { createFindings, type Finding } from './findings.ts'
import { agentCode } from './mend.ts'
import type { Folder } from './read-folder.ts'

export type Refused = { readonly id: string; readonly reason: string }

export type Imported = {
  readonly rows: number
  readonly appended: number
  /** Commands that decided nothing because everything was stored already. */
  readonly repeated: number
  readonly refused: ReadonlyArray<Refused>
  readonly findings: ReadonlyArray<Finding>
}

const timeZone = 'America/New_York'
const actor = agentCode('import')

/** The whole data set through the commands of Kehu: offices, accounts, deals. Repeating it appends nothing. */
export const importPipeline = async (kehu: Kehu, folder: Folder): Promise<Imported> => {
  const findings = createFindings()
  const refused: Refused[] = []
  const today = kehu.today(timeZone)
  const officeOf = new Map(folder.sales_teams.map((row) => [row.sales_agent, row.regional_office]))
  const first = firstDeals(folder.sales_pipeline)
  missingColumns(folder).forEach((column) => {
    findings.note('data_dictionary.csv', `column ${column}`, 'promised, but not in the files')
  })

  const regions = [...new Set(officeOf.values())].map(
    (region): Addressed => [
      region,
      [{ type: 'OpenRegion', occurredOn: today, region, name: region, timeZone, currency: 'USD' }],
    ],
  )
  const accounts = folder.accounts.map(
    (row): Addressed => [
      row.account,
      accountCommands(findings, today, row, first.get(row.account), officeOf),
    ],
  )
  const known = {
    officeOf,
    products: new Set(folder.products.map(({ product }) => product)),
    accounts: new Set(folder.accounts.map(({ account }) => account)),
  }
  const deals: Addressed[] = []
  for (const row of folder.sales_pipeline) {
    const command = dealCommand(findings, today, row, known)
    if (isLeft(command)) refused.push({ id: row.opportunity_id, reason: command.left })
    else deals.push([row.opportunity_id, [command.right]])
  }

  let appended = 0
  let repeated = 0
  for (const group of [regions, accounts, deals]) {
    for (const outcome of await executeAll(kehu, group)) {
      appended += outcome.appended
      repeated += outcome.repeated
      refused.push(...outcome.refused)
    }
  }
  return { rows: folder.sales_pipeline.length, appended, repeated, refused, findings: findings.all() }
}

/** Commands that belong together, in their order. */
type Addressed = readonly [id: string, commands: ReadonlyArray<CommandInput>]
type Outcome = Pick<Imported, 'appended' | 'repeated' | 'refused'>

/** What a second run is told of that the first one did. */
const doneBefore: ReadonlySet<string> = new Set(['RegionAlreadyOpen', 'AlreadyRegistered', 'NothingChanges'])

// Many streams at a time, so that the store can make many appends durable at once; a stream's own commands one by one.
const inFlightMax = 64

const executeAll = async (
  kehu: Kehu,
  addressed: ReadonlyArray<Addressed>,
): Promise<ReadonlyArray<Outcome>> => {
  const outcomes: Outcome[] = []
  const waiting = streamsOf(addressed)
  for (let i = 0; i < waiting.length; i += inFlightMax) {
    const batch = waiting.slice(i, i + inFlightMax)
    outcomes.push(...(await Promise.all(batch.map((commands) => executeInOrder(kehu, commands)))))
  }
  return outcomes
}

/** An id that comes twice is one stream: its commands wait for one another. */
const streamsOf = (addressed: ReadonlyArray<Addressed>): ReadonlyArray<Addressed> => {
  const byId = new Map<string, ReadonlyArray<CommandInput>>()
  for (const [id, commands] of addressed) byId.set(id, [...(byId.get(id) ?? []), ...commands])
  return [...byId]
}

const executeInOrder = async (kehu: Kehu, [id, commands]: Addressed): Promise<Outcome> => {
  let appended = 0
  let repeated = 0
  const refused: Refused[] = []
  for (const command of commands) {
    const done = await kehu.execute(command, { actor, historical: true })()
    if (isLeft(done)) {
      if (doneBefore.has(done.left._tag)) repeated += 1
      else refused.push({ id, reason: done.left.message })
    } else if (done.right.events.length === 0) repeated += 1
    else appended += done.right.events.length
  }
  return { appended, repeated, refused }
}

/** Columns that the dictionary promises and the files do not have. */
const missingColumns = ({ data_dictionary, ...tables }: Folder): ReadonlyArray<string> =>
  data_dictionary
    .filter(({ Table, Field }) => {
      const rows: ReadonlyArray<object> | undefined = new Map(Object.entries(tables)).get(Table)
      const [row] = rows ?? []
      return row !== undefined && !Object.hasOwn(row, Field)
    })
    .map(({ Table, Field }) => `${Table}.${Field}`)
