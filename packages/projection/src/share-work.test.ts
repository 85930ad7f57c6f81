import { createMemoryStore, type Lease, takeLease } from '@kehu/event-store'
import { left, right } from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'
import { shareWork } from './share-work.ts'

const ttlMs = 60

/** Workers in one process, with real time; `busy` says who works on which part now. */
const workshop = (parts: number) => {
  const leases = createMemoryStore({ clock: Date.now, id: 'leases' })
  const busy = new Map<number, string>()
  const worked = new Map<number, Set<string>>()
  const start = (holder: string, more: { readonly fails?: boolean; readonly stuck?: boolean } = {}) => {
    const abort = new AbortController()
    const done = shareWork<{ readonly _tag: 'Tired'; readonly message: string }>({
      parts,
      take: (part) =>
        takeLease(leases, {
          ...{ name: `part-${part}`, holder, ttlMs, clock: Date.now },
          newId: () => crypto.randomUUID(),
        }),
      work: async (part, signal) => {
        if (more.fails) return left({ _tag: 'Tired', message: 'Enough.' })
        expect(busy.get(part) ?? holder).toBe(holder)
        busy.set(part, holder)
        worked.set(part, (worked.get(part) ?? new Set()).add(holder))
        await aborted(signal)
        busy.delete(part)
        return right(undefined)
      },
      signal: abort.signal,
      // Who is stuck neither renews nor works on.
      pause: (ms, signal) => (more.stuck ? new Promise(() => {}) : pause(ms, signal)),
      everyMs: ttlMs / 4,
    })()
    return { done, stop: () => abort.abort() }
  }
  return { leases, busy, worked, start }
}

test('every part has one worker at a time, and all of them one', async () => {
  const { busy, start } = workshop(4)
  const workers = ['w1', 'w2', 'w3'].map((name) => start(name))
  await until(() => busy.size === 4)
  await pause(ttlMs * 3, new AbortController().signal)
  expect(busy.size).toBe(4)
  for (const worker of workers) worker.stop()
  expect(await Promise.all(workers.map(({ done }) => done))).toEqual(workers.map(() => right(undefined)))
  expect(busy.size).toBe(0)
})

test('what a worker lets go when it stops, another takes at once', async () => {
  const { busy, start } = workshop(2)
  const first = start('w1')
  await until(() => busy.size === 2)
  const second = start('w2')
  first.stop()
  await first.done
  await until(() => [...busy.values()].join() === 'w2,w2')
  second.stop()
  await second.done
})

test('the parts of one who was never heard of again are taken over when his leases have run out', async () => {
  const { busy, worked, start } = workshop(2)
  start('dead', { stuck: true })
  await until(() => busy.size === 2)
  // What it was at ended with it.
  busy.clear()
  const second = start('w2')
  await until(() => busy.size === 2)
  expect([...worked.values()].map((names) => [...names])).toEqual([
    ['dead', 'w2'],
    ['dead', 'w2'],
  ])
  second.stop()
  await second.done
})

test('one who cannot go on ends with the fault, and lets go what he had', async () => {
  const { leases, start } = workshop(2)
  expect(await start('w1', { fails: true }).done).toMatchObject({ left: { _tag: 'Tired' } })
  const clock = Date.now
  const lease = await takeLease(leases, {
    name: 'part-1',
    holder: 'w2',
    ttlMs,
    clock,
    newId: crypto.randomUUID,
  })()
  expect(lease).toMatchObject(right({} as Lease))
})

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })

const aborted = (signal: AbortSignal): Promise<void> =>
  signal.aborted
    ? Promise.resolve()
    : new Promise((resolve) => signal.addEventListener('abort', () => resolve()))

const until = async (fact: () => boolean): Promise<void> => {
  while (!fact()) await new Promise((resolve) => setTimeout(resolve, 2))
}
