import type { CommandInput } from '@kehu/kehu'
import type { Findings } from './findings.ts'
import { agentCode, mended } from './mend.ts'
import type { AccountRow, DealRow, Folder } from './read-folder.ts'

const file = 'accounts.csv'

/** The industry codes of the default policy: its own three, and the sections of GB/T 4754 for the rest (A3). */
const industryOf: Readonly<Record<string, string>> = {
  technology: 'technology',
  services: 'services',
  retail: 'F',
  software: 'I',
  telecommunications: 'I',
  finance: 'J',
  marketing: 'L',
  employment: 'L',
  medical: 'Q',
  entertainment: 'R',
}

/** Registers an account where its first deal was made, and says what kind of company it is (policy 3.1, 4.1-A). */
export const accountCommands = (
  findings: Findings,
  today: string,
  row: AccountRow,
  firstDeal: DealRow | undefined,
  officeOf: ReadonlyMap<string, string>,
): ReadonlyArray<CommandInput> => {
  const region = firstDeal === undefined ? undefined : officeOf.get(firstDeal.sales_agent)
  if (firstDeal === undefined || region === undefined) {
    findings.note(file, 'account without a deal of a known agent', 'not registered: its region is unknown')
    return []
  }
  const customer = row.account
  const sector = mended(findings, file, 'sector', row.sector)
  const industry = industryOf[sector]
  if (industry === undefined) findings.note(file, `sector "${sector}"`, 'unknown: not segmented')
  const address = mended(findings, file, 'office_location', row.office_location)
  const staff = Number(row.employees)
  const measured = /^\d+$/.test(row.employees)
  if (!measured) findings.note(file, 'employees not a number', 'not segmented')
  return [
    {
      type: 'RegisterCustomer',
      occurredOn: today,
      customer,
      region,
      owner: agentCode(firstDeal.sales_agent),
      profile: { name: row.account, ...(address === '' ? {} : { address }) },
    },
    ...(industry === undefined || !measured
      ? []
      : [
          {
            type: 'SegmentCustomer',
            occurredOn: today,
            customer,
            segment: { industry, industryLabel: sector, size: sizeOf(staff), staff },
          } as const,
        ]),
  ]
}

/** Declared from the staff alone, by the bounds of China's classes for industry (A4): 1,000 and 300. */
const sizeOf = (staff: number): 'large' | 'medium' | 'small' =>
  staff >= 1_000 ? 'large' : staff >= 300 ? 'medium' : 'small'

/** The first deal of each account, in the order of the file. */
export const firstDeals = (deals: Folder['sales_pipeline']): ReadonlyMap<string, DealRow> => {
  const first = new Map<string, DealRow>()
  for (const deal of deals) if (deal.account !== '' && !first.has(deal.account)) first.set(deal.account, deal)
  return first
}
