import { digest } from '@kehu/projection'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { made, ok, queryOf, readingOf, stateAfter } from './business.arbitrary.ts'
import { history, question } from './histories.arbitrary.ts'
import { kpis } from './kpis.ts'
import { kpisProjection } from './kpis-projection.ts'

describe('the state of the key figures', () => {
  it('comes back from JSON as it was, and answers and goes on as before', async () => {
    await fc.assert(
      fc.asyncProperty(history, question, async (facts, { period }) => {
        const state = await stateAfter(facts)
        const text = JSON.stringify(kpisProjection.codec.encode(state))
        const again = made(kpisProjection.codec, JSON.parse(text))
        expect(again).toEqual(state)
        expect(JSON.stringify(kpisProjection.codec.encode(again))).toBe(text)
        expect(kpis(again, queryOf({ period }))).toEqual(kpis(state, queryOf({ period })))
      }),
      { numRuns: 100 },
    )
  })

  it('has one digest for the same lines, in whatever order they were entered and in whatever batches', async () => {
    await fc.assert(
      fc.asyncProperty(history, fc.integer({ min: 1, max: 30 }), async (facts, batchSize) => {
        const sales = facts.filter(({ fact }) => fact === 'sale' || fact === 'answer')
        const [one, other] = [await readingOf(sales, batchSize), await readingOf([...sales].reverse())]
        ok(await one.catchUp()())
        ok(await other.catchUp()())
        expect(ok(await one.digestOf(kpisProjection)())).toBe(ok(await other.digestOf(kpisProjection)()))
      }),
      { numRuns: 100 },
    )
  })

  it('keeps nothing of a line that was corrected away, so that it is as if it had never been', async () => {
    const wrong = {
      id: 'l',
      customer: 'c',
      region: 'East',
      owner: 'anna',
      document: 'd',
      on: '2022-01-01',
      net: 7,
      cost: 3,
    }
    const right = {
      ...wrong,
      region: 'West',
      owner: null,
      document: null,
      on: '2022-02-02',
      net: 9,
      cost: null,
    }
    const corrected = await stateAfter([
      { fact: 'sale', line: wrong },
      { fact: 'correction', before: wrong, after: right },
    ])
    const { codec } = kpisProjection
    const recorded = await stateAfter([{ fact: 'sale', line: right }])
    expect(ok(await digest(codec, corrected)())).toBe(ok(await digest(codec, recorded)()))
  })

  it('refuses what is no such state', () => {
    expect(kpisProjection.codec.decode({})._tag).toBe('Left')
    expect(kpisProjection.codec.is(null)).toBe(false)
  })
})
