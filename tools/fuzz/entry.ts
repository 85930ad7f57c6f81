import type { Arbitrary } from 'fast-check'
import fc from 'fast-check'
import { anything, drawnValue } from './anything.ts'

/** What an entry is given: each time it is asked, another value. */
export type Given = {
  readonly any: () => unknown
  /** Now and then a valid value, or else anything. */
  readonly or: (valid: unknown) => unknown
  readonly nat: () => number
  /** A function: the valid one, or one that throws or answers with anything. */
  readonly function: (valid: (...given: never[]) => unknown) => unknown
  /** Any JSON text. */
  readonly json: () => string
}

export type Promised = 'either' | 'task' | 'pages' | 'exitCode'

export type Entry = {
  readonly name: string
  readonly promise: Promised
  readonly call: (given: Given) => unknown
}

export const entry = (name: string, promise: Promised, call: Entry['call']): Entry => ({
  name,
  promise,
  call,
})

/** Calls a function without the compiler's protection, as JavaScript may. */
export const run = (f: unknown, ...args: ReadonlyArray<unknown>): unknown =>
  typeof f === 'function' ? Reflect.apply(f, undefined, args) : f

/** A field of an answer of ours; null: the answer itself. */
export const field = (answer: unknown, key: string | null): unknown =>
  key === null || typeof answer !== 'object' || answer === null ? answer : Reflect.get(answer, key)

/** Everything a run of an entry needs, drawn beforehand, so that a failure can be repeated and shrunk. */
export const givenAnything: Arbitrary<Given> = fc.gen().map((gen) => {
  const any = (): unknown => drawnValue(gen(() => anything))
  const nat = (): number => gen(fc.nat)
  return {
    any,
    nat,
    or: (valid) => (nat() % 2 === 0 ? valid : any()),
    function: (valid) => {
      const kind = nat() % 3
      if (kind === 0) return valid
      const answer = any()
      return () => {
        if (kind === 1) throw answer
        return answer
      }
    },
    json: () => gen(fc.json),
  }
})

/** One value in every place. */
export const givenOnly = (value: unknown): Given => ({
  any: () => value,
  nat: () => 1,
  or: () => value,
  function: () => () => value,
  json: () => '['.repeat(100_000) + ']'.repeat(100_000),
})
