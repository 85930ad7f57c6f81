import fc from 'fast-check'

/** Takes one value out of an arbitrary while a history is being made up. */
export type Draw = <T>(arbitrary: fc.Arbitrary<T>) => T

/**
 * One seed for each step of a history. What a step does depends on its own seed and on the state alone, so that a
 * history that fails can be made smaller by leaving out steps, and the rest goes on making sense.
 */
export const stepSeeds = (lengthMin: number, lengthMax: number): fc.Arbitrary<ReadonlyArray<number>> =>
  fc.array(seed, { minLength: lengthMin, maxLength: lengthMax, size: 'max' })

export const seed: fc.Arbitrary<number> = fc.noShrink(fc.integer())

export const drawFrom = (start: number): Draw => {
  const random = new fc.Random(splitmix32(start))
  return (arbitrary) => arbitrary.generate(random, undefined).value
}

type Generator = {
  readonly clone: () => Generator
  readonly next: () => number
  readonly getState: () => ReadonlyArray<number>
}

/** Steele, Lea and Flood's SplitMix, on 32 bits. */
const splitmix32 = (start: number): Generator => {
  let state = start | 0
  return {
    clone: () => splitmix32(state),
    getState: () => [state],
    next: () => {
      state = (state + 0x9e3779b9) | 0
      const a = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
      const b = Math.imul(a ^ (a >>> 15), 0x735a2d97)
      return b ^ (b >>> 15)
    },
  }
}
