import { describe, expect, it } from 'vitest'
import { foldOf } from '../aggregate.ts'
import { aStream } from '../conformance/given.ts'
import { keepStates, nothingKept } from './kept-states.ts'

const fold = foldOf<number, number>({ initial: 0, evolve: (sum, n) => sum + n })
const of = (bytes: number) => ({ ...nothingKept(fold), bytes, last: { revision: 0, id: 'e' } })
const [a, b, c] = [aStream(), aStream(), aStream()]

describe('the states that are kept', () => {
  it.each([
    ['so many', { entriesMax: 2, bytesMax: 1_000 }],
    ['so many bytes', { entriesMax: 1_000, bytesMax: 250 }],
  ])('are at most %s, and the one that was not used for longest goes first', (_, options) => {
    const kept = keepStates(options)
    kept.set(a, of(100))
    kept.set(b, of(100))
    kept.get(a, fold)
    kept.set(c, of(100))
    expect([a, b, c].map((stream) => kept.get(stream, fold) !== undefined)).toEqual([true, false, true])
    expect(kept.size()).toEqual({ entries: 2, bytes: 200 })
  })

  it('count what they grow by, and what is forgotten no more', () => {
    const kept = keepStates({ entriesMax: 10, bytesMax: 1_000 })
    kept.set(a, of(100))
    kept.set(a, of(900))
    expect(kept.size()).toEqual({ entries: 1, bytes: 900 })
    kept.set(b, of(200))
    expect(kept.size()).toEqual({ entries: 1, bytes: 200 })
    kept.forget(b)
    kept.forget(b)
    expect(kept.size()).toEqual({ entries: 0, bytes: 0 })
  })

  it.each([
    { entriesMax: 0, bytesMax: 1_000 },
    { entriesMax: 10, bytesMax: 0 },
    { entriesMax: 10, bytesMax: 99 },
  ])('are none where there is no room (%o)', (options) => {
    const kept = keepStates(options)
    kept.set(a, of(100))
    expect(kept.get(a, fold)).toBeUndefined()
    expect(kept.size()).toEqual({ entries: 0, bytes: 0 })
  })

  it('put nobody else out for one that is too large', () => {
    const kept = keepStates({ entriesMax: 10, bytesMax: 500 })
    kept.set(a, of(100))
    kept.set(b, of(501))
    expect(kept.get(a, fold)).toBeDefined()
  })
})
