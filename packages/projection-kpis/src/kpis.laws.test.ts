import type { Quotient } from '@kehu/domain'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runs } from '../../../tools/laws.ts'
import { defaultRules, type Fact, queryOf, stateAfter } from './business.arbitrary.ts'
import { history, question } from './histories.arbitrary.ts'
import { kpis, type RegionKpis } from './kpis.ts'
import { type NaiveKpis, naiveKpis, rate } from './naive-kpis.arbitrary.ts'

describe('key figures', () => {
  it('are what the policy’s text says, for any history, period and person', async () => {
    const met = new Map<string, number>()
    const lengths: number[] = []
    await fc.assert(
      fc.asyncProperty(
        history,
        fc.array(question, { minLength: 2, maxLength: 2 }),
        async (facts, questions) => {
          const state = await stateAfter(facts)
          const features = featuresOf(facts)
          for (const { period, owner } of questions) {
            const asked = queryOf({ period, ...(owner === null ? {} : { owner }) })
            const expected = naiveKpis(facts, period, owner, defaultRules)
            const answered = kpis(state, asked)
            expect(answered.map(({ region }) => region)).toEqual([...expected.keys()].sort())
            for (const region of answered) {
              expect({ region: region.region, ...plainly(region) }).toEqual({
                region: region.region,
                ...expected.get(region.region),
              })
              for (const feature of featuresOfAnswer(region)) features.add(feature)
            }
          }
          lengths.push(facts.length)
          for (const feature of features) met.set(feature, (met.get(feature) ?? 0) + 1)
        },
      ),
      { numRuns: runs({ everyday: 100, full: 1_000 }) },
    )
    expect(median(lengths)).toBeGreaterThanOrEqual(60)
    // Each in at least one history of twenty; a law that never met the hard cases would prove nothing.
    for (const feature of hardCases)
      expect([feature, (met.get(feature) ?? 0) >= runs({ everyday: 1, full: 50 })]).toEqual([feature, true])
  })

  it('do not depend on the order in which independent facts are told, nor on the batch', async () => {
    await fc.assert(
      fc.asyncProperty(
        history,
        question,
        fc.integer({ min: 1, max: 40 }),
        async (facts, { period }, batchSize) => {
          const sales = facts.filter(({ fact }) => fact === 'sale' || fact === 'answer')
          const asked = queryOf({ period })
          expect(kpis(await stateAfter(sales, batchSize), asked)).toEqual(
            kpis(await stateAfter(lastFirst(sales)), asked),
          )
        },
      ),
      { numRuns: 100 },
    )
  })

  it('are as if a corrected line had been right from the beginning', async () => {
    let corrections = 0
    await fc.assert(
      fc.asyncProperty(history, question, async (facts, { period, owner }) => {
        const last = new Map(
          facts.flatMap((fact) => (fact.fact === 'correction' ? [[fact.after.id, fact.after] as const] : [])),
        )
        corrections += last.size
        const right = facts.flatMap((fact): ReadonlyArray<Fact> => {
          if (fact.fact === 'correction') return []
          return fact.fact === 'sale' ? [{ fact: 'sale', line: last.get(fact.line.id) ?? fact.line }] : [fact]
        })
        const asked = queryOf({ period, ...(owner === null ? {} : { owner }) })
        expect(kpis(await stateAfter(facts), asked)).toEqual(kpis(await stateAfter(right), asked))
      }),
      { numRuns: 200 },
    )
    expect(corrections).toBeGreaterThan(runs({ everyday: 25, full: 500 }))
  })
})

/** An answer in the words of the naive model. */
const plainly = ({ policy, kpis: answers, score, coverage, secondary }: RegionKpis): NaiveKpis => ({
  policy,
  actual: Object.fromEntries(
    answers.map(({ kpi, actual }) => [
      kpi,
      typeof actual === 'bigint' ? rate([actual, 1n]) : written(actual),
    ]),
  ),
  attainment: Object.fromEntries(answers.map(({ kpi, attainment }) => [kpi, written(attainment)])),
  score: written(score),
  coverage: rate([coverage.numerator, coverage.denominator]),
  prospects: secondary.prospects,
  reactivated: secondary.reactivated,
  repeatRate: written(secondary.repeatPurchase.rate),
  orders: secondary.repeatPurchase.orders,
  followUp: written(secondary.followUp.rate),
  nps: written(secondary.nps.score),
  complaints: {
    received: secondary.complaints.received,
    valid: secondary.complaints.valid,
    per100Orders: written(secondary.complaints.per100Orders),
  },
  unattributed: String(secondary.sales.unattributed),
  margin: written(secondary.profit.margin),
  costCoverage: written(secondary.profit.costCoverage),
})

const written = (quotient: Quotient | null): string | null =>
  quotient === null ? null : rate([quotient.numerator, quotient.denominator])

const hardCases = [
  ...[
    'five customers',
    'two regions',
    'a return',
    'a correction',
    'a back-dated fact',
    'a month end',
    'several sellers on the first day',
    'a policy of its own',
  ],
  ...[
    'negative sales',
    'a new customer',
    'a reactivated one',
    'a prospect',
    'no loyalty',
    'some loyalty',
    'no growth',
    'some growth',
  ],
  ...[
    'complaints over 100 %',
    'no profit known',
    'a capped attainment',
    'an attainment of nothing',
    'a score of a part',
    'a person',
    'repeat purchases',
  ],
]

const featuresOf = (facts: ReadonlyArray<Fact>): Set<string> => {
  const features = new Set<string>()
  const lines = facts.flatMap((fact) => (fact.fact === 'sale' ? [fact.line] : []))
  if (new Set(lines.map(({ customer }) => customer)).size >= 5) features.add('five customers')
  if (new Set(lines.map(({ region }) => region)).size >= 2) features.add('two regions')
  if (lines.some(({ net }) => net < 0)) features.add('a return')
  if (facts.some(({ fact }) => fact === 'correction')) features.add('a correction')
  if (facts.some(({ fact }) => fact === 'policy')) features.add('a policy of its own')
  if (lines.some(({ on }, i) => lines.slice(0, i).some((earlier) => earlier.on > on)))
    features.add('a back-dated fact')
  if (lines.some(({ on }) => ['2022-01-31', '2022-02-28', '2022-03-31', '2022-12-31'].includes(on)))
    features.add('a month end')
  const firsts = lines.filter(
    ({ customer, on, net }) =>
      net > 0 && lines.every((other) => other.customer !== customer || other.net <= 0 || other.on >= on),
  )
  const sellers = new Map<string, Set<string>>()
  for (const { customer, region, owner } of firsts) {
    if (customer !== null)
      sellers.set(customer, (sellers.get(customer) ?? new Set()).add(`${region} ${owner}`))
  }
  if ([...sellers.values()].some(({ size }) => size > 1)) features.add('several sellers on the first day')
  return features
}

const featuresOfAnswer = ({
  kpis: answers,
  score,
  coverage,
  owner,
  secondary,
}: RegionKpis): ReadonlyArray<string> => {
  const actual = new Map(answers.map((answer) => [answer.kpi, answer.actual]))
  const isNegative = (value: bigint | Quotient | null | undefined) => typeof value === 'bigint' && value < 0n
  const complaintRate = actual.get('complaintRate')
  const found: ReadonlyArray<readonly [string, boolean]> = [
    ['negative sales', isNegative(actual.get('sales'))],
    ['a new customer', actual.get('newCustomers') !== 0n],
    ['a reactivated one', secondary.reactivated > 0],
    ['a prospect', secondary.prospects > 0],
    ['no loyalty', actual.get('loyalty') === null],
    ['some loyalty', secondary.customers.retained > 0],
    ['no growth', actual.get('growthRate') === null],
    ['some growth', actual.get('growthRate') !== null],
    [
      'complaints over 100 %',
      typeof complaintRate === 'object' &&
        complaintRate !== null &&
        complaintRate.numerator > complaintRate.denominator,
    ],
    ['no profit known', actual.get('profit') === null],
    [
      'a capped attainment',
      answers.some(({ attainment }) => written(attainment) === '6/5' || written(attainment) === '3/2'),
    ],
    ['an attainment of nothing', answers.some(({ attainment }) => attainment?.numerator === 0n)],
    ['a score of a part', score !== null && coverage.numerator < coverage.denominator],
    ['a person', owner !== null],
    ['repeat purchases', secondary.repeatPurchase.customers > 0],
  ]
  return found.flatMap(([feature, isMet]) => (isMet ? [feature] : []))
}

const lastFirst = <A>(all: ReadonlyArray<A>): ReadonlyArray<A> => [...all].reverse()

const median = (numbers: ReadonlyArray<number>): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
