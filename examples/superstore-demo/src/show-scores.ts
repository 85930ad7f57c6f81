import { money, remark, type Style, table } from '@kehu/cli'
import { percent, type Quotient } from '@kehu/domain'
import type { Kehu } from '@kehu/kehu'
import { sure } from './sure.ts'

const names: Readonly<Record<string, string>> = {
  newCustomers: 'New customers',
  newCustomerSales: 'Sales to new ones',
  satisfaction: 'Satisfaction',
  loyalty: 'Loyalty',
  complaintRate: 'Complaint rate',
  sales: 'Sales',
  growthRate: 'Growth',
  profit: 'Gross profit',
}

/** Key figures of the regions side by side: what was reached, and how much of the target that is. */
export const showScores = async (kehu: Kehu, style: Style, period: string): Promise<string> => {
  const regions = sure(await kehu.kpis({ period })())
  const figure = (
    actual: bigint | Quotient | null,
    unit: string,
    currency: (typeof regions)[number]['currency'],
  ): string => {
    if (actual === null) return '–'
    if (typeof actual !== 'bigint') return percent(actual)
    return unit === 'money' ? money(actual, currency).replace(/\.\d+$/, '') : String(actual)
  }
  const kinds = regions[0]?.kpis ?? []
  const rows = kinds.map(({ kpi }, index) => [
    names[kpi] ?? kpi,
    ...regions.flatMap(({ kpis, currency }) => {
      const answer = kpis[index]
      if (answer === undefined) return ['', '']
      const reached = answer.attainment === null ? '–' : percent(answer.attainment).replace(/\.\d+/, '')
      return [figure(answer.actual, answer.unit, currency), reached]
    }),
  ])
  const scores = [
    'Score',
    ...regions.flatMap(({ score }) => ['', score === null ? '–' : percent(score).replace(/\.\d+/, '')]),
  ]
  return [
    table(
      style,
      [
        { head: period },
        ...regions.flatMap(({ region }) => [
          { head: region, align: 'right' } as const,
          { head: '', align: 'right' } as const,
        ]),
      ],
      [...rows, scores],
    ),
    remark(
      style,
      'Beside each figure: how much of its target was reached, at most 120 %; the score is the weighted mean (8.1, A69–A71).',
    ),
  ].join('\n')
}
