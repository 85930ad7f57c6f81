import { describe, expect, it } from 'vitest'
import { answers, defaultRules, type Fact, of, opening, sale, shown } from './business.arbitrary.ts'

describe('the score (policy 8.1, A69–A71)', () => {
  const target = (
    kpi: string,
    value: Extract<Fact, { fact: 'target' }>['target'],
    with_: Partial<Extract<Fact, { fact: 'target' }>> = {},
  ): Fact => ({
    ...{ fact: 'target' as const, region: 'East', owner: null, kpi, period: '2022', target: value },
    ...with_,
  })
  const sold = [
    sale({ customer: 'c', on: '2022-01-01', net: 900 }),
    sale({ customer: 'd', on: '2022-01-02', net: 100 }),
  ]

  it('is the weighted attainment of what has a target; the rest is listed', async () => {
    const facts = [...sold, target('sales', 2_000), target('newCustomers', 2), target('satisfaction', 1)]
    const [east] = await answers(facts, { period: '2022' })
    expect(shown(of(east, 'sales').attainment)).toBe('50.00 %')
    expect(shown(of(east, 'newCustomers').attainment)).toBe('100.00 %')
    // Weights 1/9 and 1/6: (1/2 · 1/9 + 1 · 1/6) / (1/9 + 1/6).
    expect(east?.score).toEqual({ numerator: 4n, denominator: 5n })
    expect(east?.coverage).toEqual({ numerator: 5n, denominator: 18n })
    expect(east?.notScored).toEqual([
      'newCustomerSales',
      'satisfaction',
      'loyalty',
      'complaintRate',
      'growthRate',
      'profit',
    ])
    expect(of(east, 'satisfaction').reason).toMatch(/not measured: not scored/)
    expect(of(east, 'loyalty').reason).toMatch(/no target: not scored/)
  })

  it('counts what is beyond the cap as the cap, and less than nothing as nothing', async () => {
    const facts = [...sold, target('sales', 500), target('newCustomerSales', 1_000)]
    const [east] = await answers(facts, { period: '2022' })
    expect(shown(of(east, 'sales').attainment)).toBe('120.00 %')
    const [worse] = await answers([...facts, sale({ customer: 'c', on: '2022-02-01', net: -3_000 })], {
      period: '2022',
    })
    expect(shown(of(worse, 'newCustomerSales').attainment)).toBe('0.00 %')
    expect(worse?.score).toEqual({ numerator: 0n, denominator: 1n })
  })

  it('turns round where less is better, and nothing at all is best', async () => {
    const complaint = { fact: 'complaint', id: 'k', region: 'East', owner: null, on: '2022-05-05' } as const
    const rate = target('complaintRate', { numerator: 1, denominator: 4 })
    expect(
      shown(
        of((await answers([...sold, complaint, rate], { period: '2022' }))[0], 'complaintRate').attainment,
      ),
    ).toBe('50.00 %')
    expect(
      shown(of((await answers([...sold, rate], { period: '2022' }))[0], 'complaintRate').attainment),
    ).toBe('120.00 %')
  })

  it('asks of a target of nothing only whether it is reached', async () => {
    const growth = target('growthRate', { numerator: -1, denominator: 10 })
    const before = (net: number) => sale({ customer: 'c', on: '2021-01-01', net })
    expect(
      shown(
        of((await answers([...sold, before(1_100), growth], { period: '2022' }))[0], 'growthRate').attainment,
      ),
    ).toBe('100.00 %')
    expect(
      shown(
        of((await answers([...sold, before(2_000), growth], { period: '2022' }))[0], 'growthRate').attainment,
      ),
    ).toBe('0.00 %')
  })

  it('knows targets of just this period and just this person', async () => {
    const facts = [
      ...[sale({ customer: 'c', on: '2022-01-01', net: 100, owner: 'anna' })],
      ...[target('sales', 100, { period: '2022-01' }), target('sales', 200, { owner: 'anna' })],
    ]
    expect((await answers(facts, { period: '2022' }))[0]?.score).toBeNull()
    expect((await answers(facts, { period: '2022', owner: 'anna' }))[0]?.score).toEqual({
      numerator: 1n,
      denominator: 2n,
    })
    expect((await answers(facts, { period: '2022-01' }))[0]?.score).toEqual({
      numerator: 1n,
      denominator: 1n,
    })
    // A person with a target and nothing sold did not reach it, and is seen.
    expect(
      (await answers([target('sales', 9, { owner: 'bo' })], { period: '2022', owner: 'bo' }))[0]?.score,
    ).toEqual({ numerator: 0n, denominator: 1n })
  })

  it('takes its weights from the policy in force at the period’s end', async () => {
    const all = {
      group: { numerator: 1, denominator: 1 },
      kpis: [{ kpi: 'sales', weight: { numerator: 1, denominator: 1 } }],
    }
    const nothing = { ...defaultRules.acquisition, group: { numerator: 0, denominator: 1 } }
    const own = (from: string): Fact => ({
      fact: 'policy',
      region: 'East',
      from,
      version: 'sales only',
      rules: { ...defaultRules, acquisition: nothing, maintenance: nothing, sales: all },
    })
    const facts = [...sold, target('sales', 2_000), target('newCustomers', 2)]
    const [last] = await answers([...facts, own('2022-12-31')], { period: '2022' })
    expect(last).toMatchObject({
      policy: 'sales only',
      score: { numerator: 1n, denominator: 2n },
      coverage: { numerator: 1n, denominator: 1n },
    })
    expect(of(last, 'newCustomers').reason).toMatch(/gives it no weight: not scored/)
    const [next] = await answers([...facts, own('2023-01-01')], { period: '2022' })
    expect(next).toMatchObject({ policy: 'default-1', score: { numerator: 4n, denominator: 5n } })
  })

  it('is absent where nothing can be scored, with every KPI and its clause still there', async () => {
    const [east] = await answers([opening], { period: '2022' })
    expect(east).toMatchObject({
      region: 'East',
      currency: 'CNY',
      score: null,
      coverage: { numerator: 0n, denominator: 1n },
    })
    expect(east?.kpis.map(({ kpi, clause, better }) => `${kpi} ${clause} ${better}`)).toEqual([
      'newCustomers 8.1-A higher',
      'newCustomerSales 8.1-A higher',
      'satisfaction 8.1-B higher',
      'loyalty 8.1-B higher',
      'complaintRate 8.1-B lower',
      'sales 8.1-C higher',
      'growthRate 8.1-C higher',
      'profit 8.1-C higher',
    ])
    for (const { reason, policy } of east?.kpis ?? []) {
      expect(reason).toMatch(/policy 8\.1-[ABC], A\d\d.*not scored/)
      expect(policy).toBe('default-1')
    }
  })
})
