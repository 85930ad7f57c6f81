import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { type Aggregates, aggregates } from '@kehu/domain'
import {
  complaintStories,
  customerStories,
  eventsOf,
  historyOf,
  opportunityStories,
  regionSalesStories,
  regionStories,
} from '@kehu/domain/testing'
import fc from 'fast-check'
import { expect, test } from 'vitest'

// A state is kept between two runs under the version of its fold. These are histories as they were folded once: where the same
// events lead to another state now, snapshots of before would be wrong, and `stateVersion` has to be raised.
// UPDATE=1 writes them anew, for a version that was raised.

type Kept = Record<
  string,
  { readonly stateVersion: number; readonly events: ReadonlyArray<unknown>; readonly state: string }
>

const file = new URL('./fixtures/states.json', import.meta.url)
const kept = (): Kept => JSON.parse(readFileSync(file, 'utf8'))

const fingerprint = (state: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(plain(state)))
    .digest('base64url')

/** Maps and sets as lists, keys in order: what is the same says the same. */
const plain = (value: unknown): unknown => {
  if (value instanceof Map) return ['map', ...[...value].map(([key, part]) => [key, plain(part)])]
  if (value instanceof Set) return ['set', ...[...value].map(plain)]
  if (typeof value === 'bigint') return `${value}n`
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  return Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, part]) => [key, plain(part)])
}

type Told = { readonly type: string }
type Folding = {
  readonly events: object
  readonly stateVersion: number
  readonly stateOf: (events: ReadonlyArray<unknown>) => unknown
  readonly made: () => ReadonlyArray<ReadonlyArray<Told>>
}

const folding = <S, E extends Told>(
  {
    events,
    stateVersion,
    initial,
    fold,
  }: {
    readonly events: object
    readonly stateVersion: number
    readonly initial: S
    readonly fold: (state: S, events: ReadonlyArray<E>) => S
  },
  made: () => ReadonlyArray<ReadonlyArray<Told>>,
): Folding => ({
  events,
  stateVersion,
  made,
  // They were written by this test as events of this aggregate.
  stateOf: (some) => fold(initial, JSON.parse(JSON.stringify(some))),
})

const sample = { seed: 20_261_127, numRuns: 2_000 }
const all: { readonly [K in keyof Aggregates]: Folding } = {
  customer: folding(aggregates.customer, () => fc.sample(historyOf(customerStories()), sample).map(eventsOf)),
  complaint: folding(aggregates.complaint, () =>
    fc.sample(historyOf(complaintStories()), sample).map(eventsOf),
  ),
  opportunity: folding(aggregates.opportunity, () =>
    fc.sample(historyOf(opportunityStories()), sample).map(eventsOf),
  ),
  region: folding(aggregates.region, () => fc.sample(historyOf(regionStories()), sample).map(eventsOf)),
  regionSales: folding(aggregates.regionSales, () =>
    fc.sample(historyOf(regionSalesStories()), sample).map(eventsOf),
  ),
}

/** Of every kind of event one or a few, in the order of one life after the other. */
const chosen = ({ made }: Folding): ReadonlyArray<Told> => {
  const met = new Map<string, number>()
  return made()
    .flat()
    .filter(({ type }) => {
      const times = met.get(type) ?? 0
      met.set(type, times + 1)
      return times < 3
    })
}

if (process.env.UPDATE === '1') {
  const states = Object.entries(all).map(([name, of]) => {
    const events = chosen(of)
    return [name, { stateVersion: of.stateVersion, events, state: fingerprint(of.stateOf(events)) }]
  })
  writeFileSync(file, `${JSON.stringify(Object.fromEntries(states), null, 1)}\n`)
}

test.each(Object.entries(all))('the state of a %s is what it was, or its version was raised', (name, of) => {
  const then = kept()[name]
  const now = then === undefined ? null : fingerprint(of.stateOf(then.events))
  expect(
    { stateVersion: of.stateVersion, state: now },
    `the fold of ${name} changed: raise its stateVersion, run this test with UPDATE=1 and commit the fixture`,
  ).toEqual({ stateVersion: then?.stateVersion, state: then?.state })
})

test.each(Object.entries(all))('every kind of event of a %s is among them', (name, { events }) => {
  const met = new Set(kept()[name]?.events.map((event) => Reflect.get(Object(event), 'type')))
  expect(Object.keys(events).filter((type) => !met.has(type))).toEqual([])
})
