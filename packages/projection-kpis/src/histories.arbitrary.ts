import * as fc from 'fast-check'
import { type Complaint, defaultRules, type Fact, type KpiRules, type Line } from './business.arbitrary.ts'

// Random histories of a small business: few customers, regions and days, so that everything meets everything.

const regions = ['East', 'North', 'West']
const owners = ['anna', 'bo', null]
const customers = ['c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7']
const periods = ['2021', '2022', '2022', '2022-Q1', '2022-Q4', '2022-02', '2022-12', '2023-Q1']

const region = fc.constantFrom(...regions)
const owner = fc.constantFrom(...owners)
const customer = fc.constantFrom(...customers)

/** Month ends and the days around them more often than others. */
const day: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .tuple(
        fc.constantFrom('2022', '2022', '2022', '2021', '2023', '2019'),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 28 }),
      )
      .map(date),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      ...[
        '2020-02-29',
        '2021-12-31',
        '2022-01-01',
        '2022-01-31',
        '2022-02-28',
        '2022-03-01',
        '2022-03-31',
        '2022-04-01',
      ],
      ...[
        '2022-12-31',
        '2023-01-01',
        '2023-02-28',
        '2023-03-31',
        '2021-01-31',
        '2021-02-28',
        '2022-06-30',
        '2019-12-31',
      ],
    ),
  },
)

function date([year, month, dayOfMonth]: readonly [string, number, number]): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`
}

const amount = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 500 }) },
  { weight: 3, arbitrary: fc.integer({ min: -600, max: -1 }) },
  { weight: 1, arbitrary: fc.constant(0) },
)

const content = fc.record({
  region,
  owner,
  document: fc.constantFrom('d1', 'd2', 'd3', null, null),
  on: day,
  net: amount,
  cost: fc.option(fc.integer({ min: -300, max: 400 }), { freq: 2 }),
})

const fraction = (numeratorMax: number, denominator: number) =>
  fc.integer({ min: -1, max: numeratorMax }).map((numerator) => ({ numerator, denominator }))

const rules: fc.Arbitrary<KpiRules> = fc
  .record({
    attainmentMax: fc.constantFrom(
      { numerator: 6, denominator: 5 },
      { numerator: 3, denominator: 2 },
      { numerator: 1, denominator: 2 },
    ),
    reactivatedAfterMonths: fc.constantFrom(1, 2, 12, 24),
    satisfiedFrom: fc.constantFrom(3, 4, 5),
    third: fc.boolean(),
  })
  .map(({ third, ...own }) => {
    // Acquisition may count for nothing, and growth may be left out of the sales group.
    const none = { numerator: 0, denominator: 1 }
    const half = { numerator: 1, denominator: 2 }
    const uneven = {
      acquisition: { ...defaultRules.acquisition, group: none },
      maintenance: { ...defaultRules.maintenance, group: half },
      sales: {
        group: half,
        kpis: [
          { kpi: 'sales', weight: { numerator: 3, denominator: 4 } },
          { kpi: 'profit', weight: { numerator: 1, denominator: 4 } },
        ],
      },
    }
    return { ...defaultRules, ...own, ...(third ? {} : uneven) }
  })

const kpi = fc.constantFrom('newCustomers', 'newCustomerSales', 'sales', 'profit')
const rateKpi = fc.constantFrom('satisfaction', 'loyalty', 'complaintRate', 'growthRate')

/** Facts that need nothing before them. */
const plain: fc.Arbitrary<Fact> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      fact: fc.constant('answer' as const),
      scale: fc.constant('csat' as const),
      value: fc.integer({ min: 1, max: 5 }),
      region,
      owner,
      on: day,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      fact: fc.constant('answer' as const),
      scale: fc.constant('nps' as const),
      value: fc.integer({ min: 0, max: 10 }),
      region,
      owner,
      on: day,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      fact: fc.constant('registration' as const),
      customer: fc.constantFrom(...customers, 'c8', 'c9'),
      region,
      owner,
      on: day,
    }),
  },
  { weight: 1, arbitrary: fc.record({ fact: fc.constant('opening' as const), region, on: day }) },
  {
    weight: 2,
    arbitrary: fc.record({
      fact: fc.constant('policy' as const),
      region,
      from: day,
      version: fc.constantFrom('v1', 'v2', 'v3'),
      rules,
    }),
  },
  {
    weight: 14,
    arbitrary: fc.record({
      fact: fc.constant('target' as const),
      region,
      owner,
      kpi,
      period: fc.constantFrom(...periods),
      target: fc.constantFrom(-50, 0, 1, 3, 20, 300),
    }),
  },
  {
    weight: 14,
    arbitrary: fc.record({
      fact: fc.constant('target' as const),
      region,
      owner,
      kpi: rateKpi,
      period: fc.constantFrom(...periods),
      target: fraction(14, 10),
    }),
  },
)

type Draft =
  | { readonly draft: 'plain'; readonly fact: Fact }
  | {
      readonly draft: 'sale'
      readonly customer: string | null
      readonly content: Omit<Line, 'id' | 'customer'>
    }
  | {
      readonly draft: 'correction'
      readonly pick: number
      readonly change: Partial<Omit<Line, 'id' | 'customer'>>
    }
  | { readonly draft: 'complaint'; readonly complaint: Omit<Complaint, 'id'>; readonly on: string }
  | {
      readonly draft: 'complaintEnds'
      readonly pick: number
      readonly how: 'Rejected' | 'Withdrawn' | 'Merged' | 'Reopened'
      readonly on: string
    }
  | {
      readonly draft: 'followUp'
      readonly pick: number
      readonly outcome: 'satisfied' | 'notSatisfied' | 'unreachable'
      readonly on: string
    }

const draft: fc.Arbitrary<Draft> = fc.oneof(
  { weight: 22, arbitrary: fc.record({ draft: fc.constant('sale' as const), customer, content }) },
  {
    weight: 3,
    arbitrary: fc.record({ draft: fc.constant('sale' as const), customer: fc.constant(null), content }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      draft: fc.constant('correction' as const),
      pick: fc.nat(),
      change: fc.record(
        {
          region,
          owner,
          document: fc.constantFrom('d1', 'd4', null),
          on: day,
          net: amount,
          cost: fc.constantFrom(null, 5, 70),
        },
        { requiredKeys: [] },
      ),
    }),
  },
  {
    weight: 9,
    arbitrary: fc.record({
      draft: fc.constant('complaint' as const),
      complaint: fc.record({ region, owner }),
      on: day,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      draft: fc.constant('complaintEnds' as const),
      pick: fc.nat(),
      how: fc.constantFrom('Rejected' as const, 'Withdrawn' as const, 'Merged' as const, 'Reopened' as const),
      on: day,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      draft: fc.constant('followUp' as const),
      pick: fc.nat(),
      outcome: fc.constantFrom('satisfied' as const, 'notSatisfied' as const, 'unreachable' as const),
      on: day,
    }),
  },
  { weight: 12, arbitrary: plain.map((fact) => ({ draft: 'plain' as const, fact })) },
)

/** Corrections correct what stands, complaints end that were received; the rest is chance. */
const told = (drafts: ReadonlyArray<Draft>): ReadonlyArray<Fact> => {
  const lines: Line[] = []
  const complaints: Complaint[] = []
  const tell = (d: Draft, index: number): ReadonlyArray<Fact> => {
    switch (d.draft) {
      case 'plain':
        return [d.fact]
      case 'sale': {
        const line = { id: `line-${index}`, customer: d.customer, ...d.content }
        lines.push(line)
        return [{ fact: 'sale', line }]
      }
      case 'correction': {
        const at = d.pick % Math.max(lines.length, 1)
        const before = lines[at]
        if (before === undefined) return []
        const after = { ...before, ...d.change }
        lines[at] = after
        return [{ fact: 'correction', before, after }]
      }
      case 'complaint': {
        const complaint = { id: `complaint-${index}`, ...d.complaint }
        complaints.push(complaint)
        return [{ fact: 'complaint', ...complaint, on: d.on }]
      }
      case 'complaintEnds':
      case 'followUp': {
        const complaint = complaints[d.pick % Math.max(complaints.length, 1)]
        if (complaint === undefined) return []
        return d.draft === 'followUp'
          ? [{ fact: 'followUp', complaint, outcome: d.outcome, on: d.on }]
          : [{ fact: 'complaintEnds', complaint, how: d.how, on: d.on }]
      }
    }
  }
  return drafts.flatMap(tell)
}

export const history: fc.Arbitrary<ReadonlyArray<Fact>> = fc
  .array(draft, { minLength: 55, maxLength: 90, size: 'max' })
  .map(told)

export const question = fc.record({
  period: fc.constantFrom(...periods),
  owner: fc.constantFrom('anna', 'bo', null, null),
})
