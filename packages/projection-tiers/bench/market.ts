import type { TiersState } from '../src/index.ts'
import { type Entry, fold } from '../src/testing/log.fixture.ts'
import { bought } from '../src/testing/story.fixture.ts'

/** Always the same numbers: 0 <= n < max, not quite evenly. */
const numbers = () => {
  let seed = 42
  return (max: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((seed / 2_147_483_648) * max)
  }
}

export const date = (days: number): string => new Date(Date.UTC(2020, 0, 1 + days)).toISOString().slice(0, 10)

/** One region, four years, five lines a customer. */
export const marketOf = (customers: number): TiersState => {
  const draw = numbers()
  const entries: Entry[] = []
  for (let i = 0; i < customers * 5; i++) {
    entries.push(bought(`C${i % customers}`, draw(100_000), date(draw(1461))))
  }
  return fold(entries)
}
