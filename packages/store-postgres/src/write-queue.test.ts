import { isLeft } from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'
import { aStream, someEvents } from '../test/harness.ts'
import type { Appender } from './appender.ts'
import { createWriteQueue } from './write-queue.ts'

const queueOf = (appender: Appender, patienceMs: number) =>
  createWriteQueue({ appender, place: 'here', patienceMs, committed: () => undefined })
const failing = (code: string) => Object.assign(new Error('no'), { code })

test('while the server cannot be reached all who wait have one patience, not one after another', async () => {
  let looks = 0
  const down: Appender = {
    look: async () => {
      looks++
      throw failing('ECONNREFUSED')
    },
    write: async () => '1',
  }
  const queue = queueOf(down, 30)
  // Twelve statements' worth of appends.
  const answered = await Promise.all(
    Array.from({ length: 6_000 }, async () => {
      const result = await queue.write({ stream: aStream(), expected: 'any', events: someEvents(1) })
      return `${isLeft(result) && result.left._tag} ${looks}`
    }),
  )
  expect(new Set(answered)).toEqual(new Set([`Unreachable ${looks}`]))
})

test.each(['40001', '40P01', '40002', '23505'])('%s is tried again, and Busy in the end', async (code) => {
  let writes = 0
  const others = (times: number): Appender => ({
    look: async () => ({ actual: new Map(), holders: new Map() }),
    write: async () => {
      if (++writes <= times) throw failing(code)
      return '7'
    },
  })
  const append = () => ({ stream: aStream(), expected: 'any' as const, events: someEvents(1) })
  expect(await queueOf(others(3), 60_000).write(append())).toMatchObject({ right: { revision: 0 } })
  expect(await queueOf(others(Number.POSITIVE_INFINITY), 20).write(append())).toMatchObject({
    left: { _tag: 'Busy' },
  })
})

test('a bug is answered to the appends it meets as a value, and the next go on', async () => {
  let broken = true
  const queue = queueOf(
    {
      look: async () => ({ actual: new Map(), holders: new Map() }),
      write: async () => {
        if (broken) throw new TypeError('a bug')
        return '7'
      },
    },
    1_000,
  )
  const append = () => queue.write({ stream: aStream(), expected: 'any', events: someEvents(1) })
  expect(await Promise.all([append(), append()])).toMatchObject([
    { left: { _tag: 'StoreFailed' } },
    { left: { _tag: 'StoreFailed' } },
  ])
  broken = false
  expect((await append())._tag).toBe('Right')
})
