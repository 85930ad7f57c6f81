/** Chance from a seed: the same story at every run. */
export type Chance = {
  readonly below: (n: number) => number
  readonly happens: (probability: number) => boolean
  readonly pick: <A>(from: readonly [A, ...A[]]) => A
}

/** mulberry32: small, quick, and the same on every machine. */
export const chanceFrom = (seed: number): Chance => {
  let state = seed
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (n: number): number => Math.floor(next() * n)
  return {
    below,
    happens: (probability) => next() < probability,
    pick: (from) => from[below(from.length)] ?? from[0],
  }
}
