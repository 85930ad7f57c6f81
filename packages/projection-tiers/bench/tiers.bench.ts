import { CustomerId } from '@kehu/domain'
import { expect, test } from 'vitest'
import { type TiersState, tierChanges, tiers, tiersProjection } from '../src/index.ts'
import { day, ok, recorded } from '../src/testing/log.fixture.ts'
import { corrected } from '../src/testing/story.fixture.ts'
import { marketOf } from './market.ts'

const [small, large] = [marketOf(100), marketOf(10_000)]

test('one purchase costs the same in a region of 100 and of 10,000 customers', async ({ bench }) => {
  // A correction to and fro, so that the state stays as it is however often it is folded.
  const versions = [
    { on: '2022-05-05', amount: 500 },
    { on: '2022-06-06', amount: 700 },
  ] as const
  const [was, is] = versions
  const back = [corrected('C7', 'p', was, is), corrected('C7', 'p', is, was)].flatMap((entry) =>
    recorded(entry),
  )
  const fold = (state: TiersState) => () => {
    for (let i = 0; i < 100; i++) back.reduce(tiersProjection.evolve, state)
  }
  const results = await bench.compare(
    bench('of 100 customers', fold(small)),
    bench('of 10,000 customers', fold(large)),
    { iterations: 200, warmupIterations: 50 },
  )
  const ratio = results.get('of 10,000 customers').latency.p50 / results.get('of 100 customers').latency.p50
  console.info(`10,000 / 100 customers: ${ratio.toFixed(2)}`)
  expect(ratio).toBeLessThan(3)
})

test('a day long past costs what today costs, and nothing is folded again', async ({ bench }) => {
  const ask = (asOf: string) => () => void tiers(large, { asOf: day(asOf) })
  const results = await bench.compare(
    bench('today', ask('2023-12-31')),
    bench('long past', ask('2021-02-28')),
    {
      iterations: 20,
      warmupIterations: 3,
    },
  )
  const ratio = results.get('long past').latency.p50 / results.get('today').latency.p50
  console.info(`long past / today, 10,000 customers: ${ratio.toFixed(2)}`)
  expect(ratio).toBeLessThan(3)
})

test('four years of a customer’s tiers cost about what one day of all customers costs', async ({ bench }) => {
  const customer = ok(CustomerId.decode('C7'))
  const range = { from: day('2020-01-01'), to: day('2023-12-31') }
  const results = await bench.compare(
    bench('four years of one', () => void tierChanges(large, customer, range)),
    bench('one day of all', () => void tiers(large, { asOf: range.to })),
    { iterations: 20, warmupIterations: 3 },
  )
  const ratio = results.get('four years of one').latency.p50 / results.get('one day of all').latency.p50
  console.info(`four years of one / one day of all: ${ratio.toFixed(2)}`)
  expect(ratio).toBeLessThan(3)
})
