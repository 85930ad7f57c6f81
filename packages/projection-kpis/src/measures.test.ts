import { describe, expect, it } from 'vitest'
import {
  actuals,
  answers,
  defaultRules,
  type Fact,
  line,
  of,
  opening,
  sale,
  shown,
} from './business.arbitrary.ts'

describe('new customers (policy 8.1-A, A58)', () => {
  it('are those who buy from the company for the first time ever, in the region and from the person of that first sale (clause 75)', async () => {
    const facts = [
      sale({ customer: 'tea house', on: '2022-03-31', region: 'East', owner: 'anna' }),
      sale({ customer: 'tea house', on: '2022-04-01', region: 'West', owner: 'bo' }),
      sale({ customer: 'old friend', on: '2021-12-31', region: 'East' }),
      sale({ customer: 'old friend', on: '2022-03-01', region: 'East' }),
    ]
    expect(await actuals(facts, 'newCustomers', { period: '2022-Q1' })).toEqual({ East: 1n, West: 0n })
    expect(await actuals(facts, 'newCustomers', { period: '2022-Q2' })).toEqual({ East: 0n, West: 0n })
    expect(await actuals(facts, 'newCustomers', { period: '2022', owner: 'anna' })).toEqual({ East: 1n })
    expect(await actuals(facts, 'newCustomers', { period: '2022', owner: 'bo' })).toEqual({ West: 0n })
  })

  it('are counted once, however much they buy', async () => {
    const facts = [1, 2, 3].map((n) => sale({ customer: 'c', on: `2022-01-0${n}` }))
    expect(await actuals(facts, 'newCustomers', { period: '2022-01' })).toEqual({ East: 1n })
  })

  it('are not made by a return, nor by a line that was corrected to nothing', async () => {
    const wrong = line({ customer: 'd', on: '2022-01-10', net: 80 })
    const facts = [
      sale({ customer: 'c', on: '2022-01-05', net: -100 }),
      { fact: 'sale', line: wrong } as const,
      { fact: 'correction', before: wrong, after: { ...wrong, net: 0 } } as const,
    ]
    expect(await actuals(facts, 'newCustomers', { period: '2022' })).toEqual({ East: 0n })
  })

  it('move with a correction, and with a sale that is entered late', async () => {
    const first = line({ customer: 'c', on: '2022-01-10' })
    const facts: Fact[] = [{ fact: 'sale', line: first }]
    expect(await actuals(facts, 'newCustomers', { period: '2022-01' })).toEqual({ East: 1n })
    facts.push({ fact: 'correction', before: first, after: { ...first, region: 'West', on: '2022-02-01' } })
    expect(await actuals(facts, 'newCustomers', { period: '2022-01' })).toEqual({ West: 0n })
    expect(await actuals(facts, 'newCustomers', { period: '2022-02' })).toEqual({ West: 1n })
    facts.push(sale({ customer: 'c', on: '2019-05-05' }))
    expect(await actuals(facts, 'newCustomers', { period: '2022-02' })).toEqual({ East: 0n, West: 0n })
  })

  it('belong, where several sold on the first day, to the one who sold most, then to the first by code', async () => {
    const first = [
      sale({ customer: 'c', on: '2022-01-10', region: 'East', net: 100 }),
      sale({ customer: 'c', on: '2022-01-10', region: 'West', net: 300 }),
      // All that a seller sold that day counts, on however many documents.
      sale({ customer: 'e', on: '2022-01-10', region: 'East', net: 250 }),
      sale({ customer: 'e', on: '2022-01-10', region: 'West', net: 200, document: 'one' }),
      sale({ customer: 'e', on: '2022-01-10', region: 'West', net: 100, document: 'two' }),
      sale({ customer: 'd', on: '2022-01-10', region: 'West', owner: 'bo' }),
      sale({ customer: 'd', on: '2022-01-10', region: 'West', owner: 'anna' }),
    ]
    for (const facts of [first, [...first].reverse()]) {
      expect(await actuals(facts, 'newCustomers', { period: '2022-01' })).toEqual({ East: 0n, West: 3n })
      expect(await actuals(facts, 'newCustomers', { period: '2022-01', owner: 'anna' })).toEqual({ West: 1n })
      expect(await actuals(facts, 'newCustomers', { period: '2022-01', owner: 'bo' })).toEqual({ West: 0n })
    }
  })

  it('are not those who come back after 24 months: these are counted apart', async () => {
    const facts = [
      sale({ customer: 'two years', on: '2020-02-29' }),
      sale({ customer: 'two years', on: '2022-02-28' }),
      sale({ customer: 'a day less', on: '2020-03-02' }),
      sale({ customer: 'a day less', on: '2022-03-01' }),
      // Away from East, but never from the company.
      sale({ customer: 'elsewhere', on: '2020-01-01' }),
      sale({ customer: 'elsewhere', on: '2021-01-01', region: 'West' }),
      sale({ customer: 'elsewhere', on: '2022-03-01' }),
    ]
    const [east] = await answers(facts, { period: '2022-Q1' })
    expect(of(east, 'newCustomers').actual).toBe(0n)
    expect(east?.secondary.reactivated).toBe(1)
    expect(of(east, 'newCustomers').reason).toMatch(
      /^0 customers bought .* 1 who came back after 24 months .*A58/,
    )
  })

  it('are not those who are registered and have not bought: these are prospects (A60)', async () => {
    const facts: Fact[] = [
      { fact: 'registration', customer: 'c', region: 'East', owner: 'anna', on: '2022-01-31' },
      { fact: 'registration', customer: 'd', region: 'East', owner: null, on: '2022-01-31' },
      sale({ customer: 'c', on: '2022-02-01', region: 'West' }),
    ]
    const prospects = async (period: string) => (await answers(facts, { period }))[0]?.secondary.prospects
    expect(await prospects('2021-12')).toBe(0)
    expect(await prospects('2022-01')).toBe(2)
    expect(await prospects('2022-02')).toBe(1)
    expect((await answers(facts, { period: '2022-01', owner: 'anna' }))[0]?.secondary.prospects).toBe(1)
  })
})

describe('sales with new customers (policy 8.1-A, A59)', () => {
  it('are the period’s net sales, in each region its own, with those who are new in the period', async () => {
    const facts = [
      sale({ customer: 'new', on: '2022-01-10', net: 500 }),
      sale({ customer: 'new', on: '2022-02-10', net: -120 }),
      sale({ customer: 'new', on: '2022-03-10', net: 70, region: 'West' }),
      sale({ customer: 'new', on: '2022-04-10', net: 900 }),
      sale({ customer: 'old', on: '2021-01-10', net: 9 }),
      sale({ customer: 'old', on: '2022-01-10', net: 9_000 }),
    ]
    expect(await actuals(facts, 'newCustomerSales', { period: '2022-Q1' })).toEqual({ East: 380n, West: 70n })
    expect(await actuals(facts, 'newCustomerSales', { period: '2022-Q2' })).toEqual({ East: 0n, West: 0n })
  })
})

describe('satisfaction (policy 8.1-B, A61)', () => {
  const answer = (value: number, on = '2022-01-31', scale: 'csat' | 'nps' = 'csat'): Fact => ({
    fact: 'answer',
    scale,
    value,
    region: 'East',
    owner: null,
    on,
  })

  it('is the share of 4 and 5 among the answers on 1–5 (clause 76)', async () => {
    const facts = [answer(5), answer(4), answer(3), answer(5, '2022-02-01'), answer(10, '2022-01-31', 'nps')]
    const [east] = await answers(facts, { period: '2022-01' })
    expect(shown(of(east, 'satisfaction').actual)).toBe('66.67 %')
    expect(of(east, 'satisfaction').reason).toMatch(/^2 of 3 answers in 2022-01 are 4 or more/)
    expect(east?.secondary.satisfaction).toEqual({ answers: 3, satisfied: 2 })
  })

  it('is unknown, not nothing, where nobody answered', async () => {
    const [east] = await answers([answer(5)], { period: '2022-02' })
    expect(of(east, 'satisfaction')).toMatchObject({ actual: null, attainment: null })
    expect(of(east, 'satisfaction').reason).toMatch(/nobody answered on 1–5 in 2022-02/)
  })

  it('follows the limit of the region’s own policy', async () => {
    const own: Fact = {
      fact: 'policy',
      region: 'East',
      from: '2022-02-01',
      version: 'strict',
      rules: { ...defaultRules, satisfiedFrom: 5 },
    }
    const facts = [answer(4), answer(4, '2022-02-02'), own]
    expect(shown(of((await answers(facts, { period: '2022-01' }))[0], 'satisfaction').actual)).toBe(
      '100.00 %',
    )
    const [february] = await answers(facts, { period: '2022-02' })
    expect(shown(of(february, 'satisfaction').actual)).toBe('0.00 %')
    expect(february?.policy).toBe('strict')
  })

  it('with complaints stands apart, and who could not be reached gave no answer (A49)', async () => {
    const complaint = { id: 'k', region: 'East', owner: null }
    const followUp = (outcome: 'satisfied' | 'notSatisfied' | 'unreachable'): Fact => ({
      fact: 'followUp',
      complaint,
      outcome,
      on: '2022-01-05',
    })
    const facts = [
      followUp('satisfied'),
      followUp('notSatisfied'),
      followUp('satisfied'),
      followUp('unreachable'),
    ]
    const [east] = await answers(facts, { period: '2022-01' })
    expect(of(east, 'satisfaction').actual).toBeNull()
    expect(east?.secondary.followUp).toEqual({
      answers: 3,
      satisfied: 2,
      rate: { numerator: 2n, denominator: 3n },
    })
  })

  it('on 0–10 is the share of 9 and 10 less that of 0 to 6', async () => {
    const facts = [10, 9, 8, 7, 6, 0, 3].map((value) => answer(value, '2022-01-01', 'nps'))
    const [east] = await answers(facts, { period: '2022' })
    expect(east?.secondary.nps).toEqual({
      answers: 7,
      promoters: 2,
      detractors: 3,
      score: { numerator: -1n, denominator: 7n },
    })
  })
})

describe('loyalty (policy 8.1-B, A62)', () => {
  const facts = [
    sale({ customer: 'stays', on: '2021-12-31' }),
    sale({ customer: 'stays', on: '2022-01-01' }),
    sale({ customer: 'leaves', on: '2021-12-01' }),
    // What comes back is no purchase.
    sale({ customer: 'leaves', on: '2022-01-05', net: -10 }),
    sale({ customer: 'comes', on: '2022-01-31', document: 'a' }),
    sale({ customer: 'comes', on: '2022-01-30', document: 'a' }),
    sale({ customer: 'often', on: '2022-01-30', document: 'a' }),
    sale({ customer: 'often', on: '2022-01-30', document: 'b' }),
  ]

  it('is the share of the previous period’s buyers who bought again', async () => {
    const [east] = await answers(facts, { period: '2022-01' })
    expect(shown(of(east, 'loyalty').actual)).toBe('50.00 %')
    expect(of(east, 'loyalty').reason).toMatch(/^1 of 2 customers of the period before/)
    expect(shown(of((await answers(facts, { period: '2022' }))[0], 'loyalty').actual)).toBe('50.00 %')
  })

  it('is unknown where nobody bought before', async () => {
    const [east] = await answers(facts, { period: '2021-12' })
    expect(of(east, 'loyalty')).toMatchObject({ actual: null })
  })

  it('shows beside it who bought at least twice: on two documents, or days where there is none', async () => {
    const [east] = await answers(facts, { period: '2022-01' })
    expect(east?.secondary.repeatPurchase).toEqual({
      customers: 1,
      orders: 4,
      rate: { numerator: 1n, denominator: 3n },
    })
  })
})

describe('the complaint rate (policy 8.1-B, A63)', () => {
  const complaint = (id: string, on = '2022-01-31') =>
    ({ fact: 'complaint', id, region: 'East', owner: null, on }) as const
  const ended = (id: string, how: 'Rejected' | 'Withdrawn' | 'Merged' | 'Reopened'): Fact => ({
    fact: 'complaintEnds',
    complaint: complaint(id),
    how,
    on: '2022-03-03',
  })

  it('is the valid complaints received over the customers who bought, and may exceed 100 %', async () => {
    const facts = [
      sale({ customer: 'c', on: '2022-01-02', document: 'a' }),
      sale({ customer: 'c', on: '2022-01-03', document: 'b' }),
      ...['k1', 'k2', 'k3', 'k4', 'k5'].map((id) => complaint(id)),
      complaint('late', '2022-02-01'),
      ended('k1', 'Rejected'),
      ended('k2', 'Withdrawn'),
      ended('k3', 'Rejected'),
      ended('k3', 'Reopened'),
    ]
    const [east] = await answers(facts, { period: '2022-01' })
    expect(shown(of(east, 'complaintRate').actual)).toBe('300.00 %')
    expect(east?.secondary.complaints).toEqual({
      received: 5,
      valid: 3,
      per100Orders: { numerator: 150n, denominator: 1n },
    })
  })

  it('counts a merged complaint as received and not as valid (A45)', async () => {
    const facts = [
      sale({ customer: 'c', on: '2022-01-02', document: 'a' }),
      complaint('k1'),
      complaint('k2'),
      ended('k2', 'Merged'),
    ]
    const [east] = await answers(facts, { period: '2022-01' })
    expect(shown(of(east, 'complaintRate').actual)).toBe('100.00 %')
    expect(east?.secondary.complaints).toMatchObject({ received: 2, valid: 1 })
  })

  it('is undefined where nobody bought', async () => {
    const [east] = await answers([complaint('k')], { period: '2022-01' })
    expect(of(east, 'complaintRate')).toMatchObject({ actual: null })
    expect(of(east, 'complaintRate').reason).toMatch(/1 valid complaint, and no customers to divide by/)
  })
})

describe('sales (policy 8.1-C, A65)', () => {
  const facts = [
    sale({ customer: 'c', on: '2021-03-31', net: 1_000 }),
    sale({ customer: 'c', on: '2022-01-01', net: 700 }),
    sale({ customer: null, on: '2022-03-31', net: 600 }),
    sale({ customer: 'c', on: '2022-03-31', net: -50, owner: 'bo' }),
    sale({ customer: 'c', on: '2022-04-01', net: 5_000 }),
  ]

  it('are net of returns, and those without a customer count (clause 77)', async () => {
    expect(await actuals(facts, 'sales', { period: '2022-Q1' })).toEqual({ East: 1_250n })
    expect(await actuals(facts, 'sales', { period: '2022-Q1', owner: 'bo' })).toEqual({ East: -50n })
    const [east] = await answers([opening, ...facts], { period: '2022-Q1' })
    expect(of(east, 'sales').reason).toMatch(/^12\.50 CNY net in 2022-Q1, of it 6\.00 CNY without a customer/)
  })

  it('grow against the same period a year before', async () => {
    const [east] = await answers(facts, { period: '2022-Q1' })
    expect(shown(of(east, 'growthRate').actual)).toBe('25.00 %')
  })

  it('have no growth after a year of nothing or less', async () => {
    const [east] = await answers(facts, { period: '2021-Q1' })
    expect(of(east, 'growthRate')).toMatchObject({ actual: null })
    const losses = [...facts, sale({ customer: 'c', on: '2021-02-02', net: -1_000 })]
    expect(of((await answers(losses, { period: '2022-Q1' }))[0], 'growthRate').reason).toMatch(
      /growth from zero or less is undefined/,
    )
  })

  it('keep the region and the person of their own day (A72)', async () => {
    const moved = [
      sale({ customer: 'c', on: '2022-01-01', region: 'East', owner: 'anna', net: 1 }),
      sale({ customer: 'c', on: '2022-02-01', region: 'West', owner: 'bo', net: 2 }),
    ]
    expect(await actuals(moved, 'sales', { period: '2022' })).toEqual({ East: 1n, West: 2n })
    expect(await actuals(moved, 'sales', { period: '2022', owner: 'anna' })).toEqual({ East: 1n })
  })
})

describe('profit (policy 8.1-C, A67)', () => {
  it('is what was earned on the sales whose cost is known, with how many these are', async () => {
    const facts = [
      sale({ customer: 'c', on: '2022-01-01', net: 600, cost: 450 }),
      sale({ customer: null, on: '2022-01-02', net: -100, cost: -50 }),
      sale({ customer: 'c', on: '2022-01-03', net: 300, cost: null }),
    ]
    const [east] = await answers(facts, { period: '2022-01' })
    expect(of(east, 'profit').actual).toBe(100n)
    expect(east?.secondary.profit).toEqual({
      costedSales: 500n,
      cost: 400n,
      margin: { numerator: 1n, denominator: 5n },
      costCoverage: { numerator: 7n, denominator: 10n },
    })
    expect(of(east, 'profit').reason).toMatch(/costs are known for 70\.00 % of sales/)
  })

  it('is unknown where no cost is', async () => {
    const [east] = await answers([sale({ customer: 'c', on: '2022-01-01', cost: null })], {
      period: '2022-01',
    })
    expect(of(east, 'profit')).toMatchObject({ actual: null })
    expect(east?.secondary.profit).toMatchObject({ margin: null, costCoverage: { numerator: 0n } })
  })
})
