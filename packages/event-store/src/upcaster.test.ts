import * as fc from 'fast-check'
import { isLeft, isRight } from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { checkUpcasters, type Upcaster, upcast } from './upcaster.ts'

/** One step from each old version of a type to the next; every step leaves its number behind. */
const chain = (type: string, current: number): ReadonlyArray<Upcaster> =>
  Array.from({ length: current - 1 }, (_, i) => ({
    type,
    from: i + 1,
    up: (data: unknown) => [...(Array.isArray(data) ? data : []), i + 1],
  }))

const types = fc.uniqueArray(fc.constantFrom('Opened', 'Closed', 'constructor', 'toString'), { minLength: 1 })
const versions = types.chain((names) =>
  fc.tuple(
    ...names.map((name) => fc.integer({ min: 1, max: 5 }).map((version) => [name, { version }] as const)),
  ),
)

describe('upcasters', () => {
  it('lift data of any old version to the current one, step by step, whatever their order in the list', () => {
    fc.assert(
      fc.property(versions, fc.boolean(), (table, backwards) => {
        const definitions = Object.fromEntries(table)
        const all = table.flatMap(([type, { version }]) => chain(type, version))
        const listed = backwards ? [...all].reverse() : all
        expect(isRight(checkUpcasters(definitions, listed))).toBe(true)
        for (const [type, { version: current }] of table) {
          for (let version = 1; version <= current; version++) {
            const steps = Array.from({ length: current - version }, (_, i) => version + i)
            expect(upcast(listed, type, version, [])).toEqual(steps)
          }
        }
      }),
    )
  })

  it('are refused, with the type and version, when one is missing, doubled or leads too far', () => {
    fc.assert(
      fc.property(
        versions,
        fc.nat(),
        fc.constantFrom('drop', 'double', 'beyond', 'stranger'),
        (table, pick, harm) => {
          const definitions = Object.fromEntries(table)
          const all = table.flatMap(([type, { version }]) => chain(type, version))
          const chosen = all[pick % Math.max(all.length, 1)]
          if ((harm === 'drop' || harm === 'double') && chosen === undefined) return
          const [type, { version }] = table[pick % table.length] ?? ['', { version: 1 }]
          const up = (data: unknown) => data
          const harmed =
            harm === 'drop'
              ? all.filter((upcaster) => upcaster !== chosen)
              : harm === 'double'
                ? [...all, ...all.filter((upcaster) => upcaster === chosen)]
                : [...all, harm === 'beyond' ? { type, from: version, up } : { type: 'Unheard', from: 1, up }]
          const checked = checkUpcasters(definitions, harmed)
          if (!isLeft(checked)) throw new Error(`${harm} was let through`)
          const named = harm === 'beyond' ? type : harm === 'stranger' ? 'Unheard' : chosen?.type
          expect(checked.left._tag).toBe('UpcasterFault')
          expect(checked.left.problems.every((problem) => problem.startsWith(`${named} version `))).toBe(true)
          expect(checked.left.message).toMatch(
            {
              drop: /nothing lifts it/,
              double: /two upcasters/,
              beyond: /beyond the current/,
              stranger: /no such event type/,
            }[harm],
          )
        },
      ),
    )
  })

  it('have nothing to do with data of the current version', () => {
    const data = { whole: true }
    expect(upcast(chain('Opened', 3), 'Opened', 3, data)).toBe(data)
    expect(upcast([], 'Opened', 1, data)).toBe(data)
  })

  it('say where they lead: to the next version, never back (a cycle) and never further (a gap)', () => {
    const up = (data: unknown) => data
    const check = (...steps: ReadonlyArray<readonly [from: number, to: number]>) =>
      checkUpcasters(
        { Opened: { version: 3 } },
        steps.map(([from, to]) => ({ type: 'Opened', from, to, up })),
      )
    expect(isRight(check([1, 2], [2, 3]))).toBe(true)
    const problems = (...steps: ReadonlyArray<readonly [from: number, to: number]>) => {
      const checked = check(...steps)
      return isLeft(checked) ? checked.left.problems : []
    }
    expect(problems([1, 2], [2, 1])).toEqual(['Opened version 2: a cycle, it leads back to 1'])
    expect(problems([1, 1], [2, 3])).toEqual(['Opened version 1: a cycle, it leads back to 1'])
    expect(problems([1, 3], [2, 3])).toEqual(['Opened version 1: a gap, it leads to 3 and not to 2'])
    expect(problems([1, 3])).toEqual([
      'Opened version 2: nothing lifts it to 3',
      'Opened version 1: a gap, it leads to 3 and not to 2',
    ])
  })
})
