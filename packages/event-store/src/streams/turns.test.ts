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
          const { take } = createTurns({ sleep: never })
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
    const { take } = createTurns({ sleep: never })
    void take('slow', never)
    expect(await take('other', async () => 'done')).toBe('done')
  })

  it('pass on from one that does not end', async () => {
    const { take } = createTurns({ sleep: sleepFor })
    void take('a', never)
    const order: number[] = []
    await Promise.all([1, 2, 3].map((n) => take('a', async () => void order.push(n))))
    expect(order).toEqual([1, 2, 3])
  })

  it('leave no timer behind that would keep a process from ending', async () => {
    const timers = new Set<AbortSignal>()
    const { take } = createTurns({
      sleep: (_, signal) => {
        timers.add(signal)
        return new Promise((resolve) => signal.addEventListener('abort', () => resolve()))
      },
    })
    await Promise.all([1, 2, 3].map(() => take('a', () => pause(1))))
    expect(timers.size).toBe(2)
    expect([...timers].every(({ aborted }) => aborted)).toBe(true)
  })
})
