import type { DomainEvent, RecordedEvent } from '@kehu/event-store'
import type { Projection } from './projection.ts'

/**
 * A projection whose state falls into parts that never touch: each thing in it belongs to a key, such as a region, and no
 * event moves anything of one key by looking at another. Several workers can then fold a part each.
 */
export type Divisible<S, E extends DomainEvent> = Projection<S, E> & {
  /** As `evolve`, but only of the keys that are ours. */
  readonly evolvePart: (state: S, recorded: RecordedEvent<E>, isOurs: (key: string) => boolean) => S
  /** One state of all parts. */
  readonly merge: (parts: ReadonlyArray<S>) => S
}

export type Part = { readonly index: number; readonly count: number }

/**
 * One part of a projection, a projection itself: it is kept under a name of its own, with its checkpoint.
 * @example
 * openProjections({ store, codec, readModels }, [partOf(tiersProjection, { index: 0, count: 4 })])
 */
export const partOf = <S, E extends DomainEvent>(
  projection: Divisible<S, E>,
  { index, count }: Part,
): Projection<S, E> => {
  const isOurs = (key: string): boolean => partOfKey(key, count) === index
  return {
    ...projection,
    name: `${projection.name}.${index + 1}-of-${count}`,
    evolve: (state, recorded) => projection.evolvePart(state, recorded, isOurs),
  }
}

/** FNV-1a: the same on every machine, and even enough for some hundred keys. */
const partOfKey = (key: string, count: number): number => {
  let hash = 0x811c9dc5
  for (const char of key) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0
  return hash % count
}
