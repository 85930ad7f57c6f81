import type { ContactsDueState } from '../src/index.ts'
import { type Entry, fold } from '../src/testing/log.fixture.ts'
import { bought, metDeeply, registered } from '../src/testing/story.fixture.ts'

/** Always the same numbers: 0 <= n < max, not quite evenly. */
const numbers = () => {
  let seed = 42
  return (max: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((seed / 2_147_483_648) * max)
  }
}

const date = (days: number): string => new Date(Date.UTC(2020, 0, 1 + days)).toISOString().slice(0, 10)

/** Four regions and four years; a few customers buy much more than the others. */
export const companyOf = (customers: number, sales: number, contacts: number): ContactsDueState => {
  const draw = numbers()
  const regions = ['North', 'East', 'South', 'West']
  const entries: Entry[] = []
  for (let i = 0; i < customers; i++) entries.push(registered(`C${i}`, '2020-01-01', regions[i % 4]))
  for (let i = 0; i < sales; i++) {
    const customer = draw(10) === 0 ? draw(5) : draw(customers)
    const amount = draw(30) === 0 ? -draw(20_000) : draw(100_000) * (customer < 5 ? 20 : 1)
    entries.push(bought(`C${customer}`, amount, date(draw(1461)), regions[draw(4)]))
  }
  for (let i = 0; i < contacts; i++) entries.push(metDeeply(`C${draw(customers)}`, date(draw(1461))))
  return fold(entries)
}
