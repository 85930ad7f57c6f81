import { expect, test } from 'vitest'
import { due } from '../src/index.ts'
import { day } from '../src/testing/log.fixture.ts'
import { companyOf } from './company.ts'

const asOf = day('2023-12-31')

test('the list of 800 customers with 10,000 sales in four regions and four years, none of them ever contacted', async ({
  bench,
}) => {
  const [forgotten, small, contacted] = [
    companyOf(800, 10_000, 0),
    companyOf(80, 10_000, 0),
    companyOf(800, 10_000, 20_000),
  ]
  const results = await bench.compare(
    bench('800 customers, never contacted', () => void due(forgotten, { asOf })),
    bench('80 customers, never contacted', () => void due(small, { asOf })),
    bench('800 customers, 20,000 contacts', () => void due(contacted, { asOf })),
    { iterations: 10, warmupIterations: 3 },
  )
  const median = (name: Parameters<typeof results.get>[0]) => results.get(name).latency.p50
  const [all, few, met] = [
    median('800 customers, never contacted'),
    median('80 customers, never contacted'),
    median('800 customers, 20,000 contacts'),
  ]
  console.info(`never contacted: ${all.toFixed(0)} ms`)
  console.info(
    `800 customers / 80 customers: ${(all / few).toFixed(1)} (at most ten, for what they share is worked out once)`,
  )
  console.info(`with contacts / without: ${(met / all).toFixed(1)}`)
  expect(all / few).toBeLessThan(15)
})
