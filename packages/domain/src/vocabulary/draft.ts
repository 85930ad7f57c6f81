import { forkOfMap, forkOfSet } from './forked.ts'

/** A state that a fold may change while it owns it: nobody outside has seen it yet. */
export type Draft<S> = {
  -readonly [K in keyof S]: S[K] extends ReadonlyMap<infer Key, infer Value>
    ? Map<Key, Value>
    : S[K] extends ReadonlySet<infer Value>
      ? Set<Value>
      : S[K]
}

/** A draft of a state: its maps and sets are forked once, however many events follow; the state is left alone. */
export const draftOf = <S extends object>(state: S): Draft<S> =>
  Object.fromEntries(
    Object.entries(state).map(([key, value]) => [
      key,
      value instanceof Map ? forkOfMap(value) : value instanceof Set ? forkOfSet(value) : value,
    ]),
  ) as Draft<S>
