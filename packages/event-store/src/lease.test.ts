import { expect, test } from 'vitest'
import { answer } from './conformance/given.ts'
import { takeLease } from './lease.ts'
import { createMemoryStore } from './memory-store.ts'

const world = () => {
  let now = 1_000_000
  const store = createMemoryStore({ clock: () => now, id: 'leases' })
  const clock = () => now
  return {
    store,
    pass: (ms: number) => {
      now += ms
    },
    take: (holder: string) =>
      answer(
        takeLease(store, { name: 'tiers 1', holder, ttlMs: 10_000, clock, newId: () => crypto.randomUUID() }),
      ),
  }
}

test('one holder at a time has a lease, until it runs out or he lets it go', async () => {
  const { take, pass } = world()
  const first = await take('w1')
  expect(first?.until()).toBe(1_010_000)
  expect(await take('w2')).toBeNull()
  pass(9_999)
  expect(await take('w2')).toBeNull()
  pass(1)
  const second = await take('w2')
  expect(second).not.toBeNull()
  expect(first && (await answer(first.renew))).toBe(false)
  if (second !== null) await answer(second.release)
  expect(await take('w3')).not.toBeNull()
})

test('who renews in time keeps it, for as long as he likes', async () => {
  const { take, pass } = world()
  const lease = await take('w1')
  for (let n = 0; n < 5; n++) {
    pass(9_000)
    expect(lease && (await answer(lease.renew))).toBe(true)
    expect(await take('w2')).toBeNull()
  }
  expect(lease?.until()).toBe(1_055_000)
})

test('of many who want a free lease at once one has it', async () => {
  const { take } = world()
  const taken = await Promise.all(Array.from({ length: 16 }, (_, n) => take(`w${n}`)))
  expect(taken.filter((lease) => lease !== null)).toHaveLength(1)
})

test('who let it go neither renews nor takes it from the next', async () => {
  const { take } = world()
  const lease = await take('w1')
  if (lease === null) throw new Error('It was free')
  await answer(lease.release)
  const next = await take('w2')
  expect(await answer(lease.renew)).toBe(false)
  await answer(lease.release)
  expect(next && (await answer(next.renew))).toBe(true)
})
