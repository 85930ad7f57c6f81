import { setTimeout as pause } from 'node:timers/promises'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sleepFor } from './patience.ts'
import { createTurns } from './turns.ts'

const never = () => new Promise<void>(() => undefined)

describe('turns', () => {
  it('are taken in the order in which they were asked for, one at a time for each key, whatever fails', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ key: fc.constantFrom('a', 'b', 'c'), fails: fc.boolean() }), { maxLength: 30 }),
        fc.scheduler(),
        async (works, s) => {
          const { take } = createTurns({ sleep: never, clock: () => 0 })
          const busy = new Set<string>()
          const done: { key: string; n: number }[] = []
          const answers = works.map(({ key, fails }, n) =>
            take(key, async () => {
              expect(busy.has(key)).toBe(false)
              busy.add(key)
              await s.schedule(Promise.resolve())
              busy.delete(key)
              done.push({ key, n })
              if (fails) throw new Error(`${n}`)
              return n
            }),
          )
          const settled = Promise.allSettled(answers)
          await s.waitFor(settled)
          const outcomes = await settled
          expect(outcomes.map(({ status }) => status)).toEqual(
            works.map(({ fails }) => (fails ? 'rejected' : 'fulfilled')),
          )
          for (const key of ['a', 'b', 'c']) {
            const order = done.filter((one) => one.key === key).map(({ n }) => n)
            expect(order).toEqual([...order].sort((a, b) => a - b))
          }
        },
      ),
    )
  })

  it('do not hold up another key', async () => {
    const { take } = createTurns({ sleep: never, clock: () => 0 })
    void take('slow', never)
    expect(await take('other', async () => 'done')).toBe('done')
  })

  it('pass on from one that is long about deciding, and only from that one', async () => {
    const { take } = createTurns({ sleep: sleepFor, clock: () => 0 })
    void take('a', ({ deciding }) => deciding(never))
    const order: number[] = []
    await Promise.all([1, 2, 3].map((n) => take('a', async () => void order.push(n))))
    expect(order).toEqual([1, 2, 3])
    void take('b', never)
    let begun = false
    void take('b', async () => {
      begun = true
    })
    await pause(400)
    expect(begun).toBe(false)
  })

  it('leave no timer behind that would keep a process from ending', async () => {
    const timers: (AbortSignal | undefined)[] = []
    const { take } = createTurns({
      clock: () => 0,
      sleep: (_, signal) => {
        timers.push(signal)
        return new Promise((resolve) => signal?.addEventListener('abort', () => resolve()))
      },
    })
    await Promise.all([1, 2, 3].map(() => take('a', ({ deciding }) => deciding(() => pause(1)))))
    expect(timers.map((signal) => signal?.aborted)).toEqual([true, true, true])
  })

  it('of a long queue stand back now and then, a tenth of the time, until another process was faster', async () => {
    let now = 0
    const pauses: number[] = []
    const { take } = createTurns({
      clock: () => now,
      sleep: async (ms) => {
        pauses.push(ms)
        now += ms
      },
    })
    const spend = (ms: number, overtaken = false) =>
      take('a', async ({ wasOvertaken }) => {
        now += ms
        if (overtaken) wasOvertaken()
      })
    await Promise.all(Array.from({ length: 1_000 }, () => spend(4)))
    expect(new Set(pauses)).toEqual(new Set([32]))
    expect(pauses).toHaveLength(12)
    pauses.length = 0
    // Where each takes long, so does the other process.
    await Promise.all(Array.from({ length: 100 }, () => spend(40)))
    expect(new Set(pauses)).toEqual(new Set([80]))
    pauses.length = 0
    await Promise.all(Array.from({ length: 1_000 }, (_, n) => spend(4, n % 50 === 0)))
    await spend(1_000)
    expect(pauses).toEqual([])
  })
})
