import { counted, money, type Style, table } from '@kehu/cli'
import type { Stored } from './count-stored.ts'
import type { Imported } from './import-pipeline.ts'

const n = (count: number): string => count.toLocaleString('en-US')

/** What was imported, what is stored, and what was dirty. */
export const show = (style: Style, imported: Imported, stored: Stored): string => {
  const deals = [...stored.stages.values()].reduce((sum, count) => sum + count, 0)
  const of = (stage: string): string => n(stored.stages.get(stage) ?? 0)
  return [
    `${counted(imported.rows, 'deal')} in the file, ${counted(deals, 'deal')} stored, of ${counted(stored.customers, 'registered customer')}`,
    `${counted(imported.appended, 'event')} appended, ${counted(imported.repeated, 'command')} decided nothing: stored already`,
    '',
    table(
      style,
      [{ head: 'Stage' }, { head: 'Deals', align: 'right' }],
      ['won', 'lost', 'engaging', 'prospecting'].map((stage) => [stage, of(stage)]),
    ),
    '',
    table(
      style,
      [{ head: 'Won in' }, { head: 'Deals', align: 'right' }, { head: 'USD', align: 'right' }],
      [
        ...[...stored.wonByRegion]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([region, won]) => [region, n(won.deals), dollars(won.amount)]),
        ['all', of('won'), dollars(stored.wonAmount)],
      ],
    ),
    '',
    'Dirty in the files',
    '',
    imported.findings.length === 0
      ? 'nothing'
      : table(
          style,
          [{ head: 'File' }, { head: 'What' }, { head: 'Rows', align: 'right' }, { head: 'Made of it' }],
          imported.findings.map(({ file, what, rows, madeOfIt }) => [file, what, n(rows), madeOfIt]),
        ),
    '',
    `Stored without customer: ${n(stored.withoutCustomer)}; without day of engagement: ${n(stored.withoutDay)}; refused: ${n(imported.refused.length)}`,
    ...imported.refused.map(({ id, reason }) => `  ${id}: ${reason}`),
  ].join('\n')
}

const dollars = (cents: bigint): string => money(cents, null)
