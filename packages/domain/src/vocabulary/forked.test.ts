import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../../tools/laws.ts'
import { forkOfMap, forkOfSet } from './forked.ts'

/** What may be done to one of the versions that there are: `of` says to which. */
const step = fc.record({
  of: fc.nat(),
  what: fc.constantFrom('set', 'set', 'set', 'fork', 'fork', 'delete', 'clear', 'late set'),
  key: fc.integer({ min: -3, max: 90 }),
  value: fc.option(fc.nat(5), { nil: undefined }),
})
const steps = fc.array(step, { minLength: 10, maxLength: 40 })
const sizes = fc.constantFrom(0, 10, 64, 80)

const pick = <A>(all: ReadonlyArray<A>, n: number): A => {
  const one = all[n % all.length]
  if (one === undefined) throw new Error('there is at least one')
  return one
}

describe('a fork', () => {
  test('of a map, and what it was forked from, are maps like copies: the same entries in the same order, whatever is done', () => {
    let forksOfForks = 0
    fc.assert(
      fc.property(sizes, steps, (size, all) => {
        const first = Array.from({ length: size }, (_, i): [number, number | undefined] => [i, i])
        const versions = [{ forked: forkOfMap(new Map(first)), copied: new Map(first) }]
        for (const { of, what, key, value } of all) {
          // Mostly the newest one is changed, as a fold does it.
          const { forked, copied } = what === 'late set' ? pick(versions, of) : pick(versions.slice(-1), 0)
          if (what === 'fork') {
            const from = of % 3 === 0 ? pick(versions, of) : { forked, copied }
            versions.push({ forked: forkOfMap(from.forked), copied: new Map(from.copied) })
            forksOfForks += versions.length > 3 && size >= 64 ? 1 : 0
          } else if (what === 'delete') expect(forked.delete(key)).toBe(copied.delete(key))
          else if (what === 'clear' && of % 4 === 0) {
            forked.clear()
            copied.clear()
          } else {
            forked.set(key, value)
            copied.set(key, value)
          }
          for (const version of versions) {
            expect([...version.forked]).toEqual([...version.copied])
            expect(version.forked.size).toBe(version.copied.size)
          }
        }
        for (const { forked, copied } of versions) {
          expect([...forked.keys()]).toEqual([...copied.keys()])
          expect([...forked.values()]).toEqual([...copied.values()])
          const seen: [number, number | undefined][] = []
          forked.forEach((value, key) => {
            seen.push([key, value])
          })
          expect(seen).toEqual([...copied])
          for (let key = -3; key <= 90; key++) {
            expect([forked.has(key), forked.get(key)]).toEqual([copied.has(key), copied.get(key)])
          }
          expect(new Map(forked)).toEqual(copied)
        }
      }),
      { numRuns: runs({ everyday: 100, full: 300 }) },
    )
    expect(forksOfForks).toBeGreaterThan(runs({ everyday: 5, full: 100 }))
  })

  test('of a set, and what it was forked from, are sets like copies', () => {
    fc.assert(
      fc.property(sizes, steps, (size, all) => {
        const first = Array.from({ length: size }, (_, i) => i)
        const versions = [{ forked: forkOfSet(new Set(first)), copied: new Set(first) }]
        for (const { of, what, key } of all) {
          const { forked, copied } = what === 'late set' ? pick(versions, of) : pick(versions.slice(-1), 0)
          if (what === 'fork') versions.push({ forked: forkOfSet(forked), copied: new Set(copied) })
          else if (what === 'delete') expect(forked.delete(key)).toBe(copied.delete(key))
          else if (what === 'clear' && of % 4 === 0) {
            forked.clear()
            copied.clear()
          } else {
            forked.add(key)
            copied.add(key)
          }
        }
        for (const { forked, copied } of versions) {
          expect([...forked]).toEqual([...copied])
          expect([...forked.entries()]).toEqual([...copied.entries()])
          expect([...forked.values(), ...forked.keys()]).toEqual([...copied.values(), ...copied.keys()])
          expect(forked.size).toBe(copied.size)
          const seen: number[] = []
          forked.forEach((value) => {
            seen.push(value)
          })
          expect(seen).toEqual([...copied])
          for (let key = -3; key <= 90; key++) expect(forked.has(key)).toBe(copied.has(key))
        }
      }),
      { numRuns: 200 },
    )
  })

  test('of a large map copies nothing: however many forks there are, the entries are looked at once', () => {
    let looks = 0
    const watched = new (class extends Map<number, number> {
      override *[Symbol.iterator](): MapIterator<[number, number]> {
        for (const entry of super[Symbol.iterator]()) {
          looks += 1
          yield entry
        }
      }
    })(Array.from({ length: 1_000 }, (_, i): [number, number] => [i, i]))
    let newest = forkOfMap<number, number>(watched)
    for (let n = 0; n < 500; n++) newest = forkOfMap<number, number>(newest).set(1_000 + n, n)
    expect([looks, newest.size, newest.get(1_499), newest.get(3)]).toEqual([1_000, 1_500, 499, 3])
  })
})
