/**
 * Maps and sets that can be forked in constant time: a state of twenty thousand purchases is followed by one of twenty thousand
 * and one, and copying the whole book for each line is most of what a command then costs.
 *
 * The newest version owns the table; what it changes it first notes for the version before it, which looks there and then in the
 * table. So every version stays what it was, the newest is as fast as a `Map`, and an older one is slower the older it is. One that
 * nobody holds any more takes its notes with it.
 */
export const forkOfMap = <K, V>(map: ReadonlyMap<K, V>): Map<K, V> => {
  if (map instanceof ForkedMap) return map.fork()
  return map.size < forkedFrom ? new Map(map) : new ForkedMap(map)
}

export const forkOfSet = <V>(set: ReadonlySet<V>): Set<V> => {
  if (set instanceof ForkedSet) return set.fork()
  return set.size < forkedFrom ? new Set(set) : new ForkedSet(new ForkedMap(keyed(set)))
}

/** Smaller ones are copied faster than a fork is looked up. */
const forkedFrom = 64

/** In a box, so that `undefined` is a value like others. */
type Held<V> = { readonly value: V }

type Version<K, V> = {
  readonly table: Map<K, Held<V>>
  /** What keys were in this version that a later one has changed; null where there was nothing. */
  readonly before: Map<K, Held<V> | null>
  /** The version that goes on with the table; null for the newest. */
  next: Version<K, V> | null
}

const newest = <K, V>(table: Map<K, Held<V>>): Version<K, V> => ({ table, before: new Map(), next: null })

class ForkedMap<K, V> extends Map<K, V> {
  #version: Version<K, V>
  /** Where the version before this one keeps what it was. */
  #past: Version<K, V>['before'] | null = null
  #size: number

  constructor(from: Iterable<readonly [K, V]>) {
    super()
    this.#version = newest(tableOf(from))
    this.#size = this.#version.table.size
  }

  fork(): ForkedMap<K, V> {
    // Of a version that has been forked already a second branch begins: it cannot share the table.
    if (this.#version.next !== null) return new ForkedMap(this)
    const fork = new ForkedMap<K, V>([])
    fork.#version = newest(this.#version.table)
    fork.#past = this.#version.before
    fork.#size = this.#size
    this.#version.next = fork.#version
    return fork
  }

  #find(key: K): Held<V> | null {
    let version = this.#version
    while (version.next !== null) {
      const was = version.before.get(key)
      if (was !== undefined) return was
      version = version.next
    }
    return version.table.get(key) ?? null
  }

  /** From here on with a table in which nobody else looks anything up. */
  #separate(): void {
    if (this.#past === null && this.#version.next === null) return
    this.#version = newest(tableOf(this))
    this.#past = null
  }

  override get size(): number {
    return this.#size
  }

  override get(key: K): V | undefined {
    return this.#find(key)?.value
  }

  override has(key: K): boolean {
    return this.#find(key) !== null
  }

  override set(key: K, value: V): this {
    // An older version is changed by nobody but by mistake; the newer ones are none of its business.
    if (this.#version.next !== null) this.#separate()
    const was = this.#find(key)
    if (this.#past?.has(key) === false) this.#past.set(key, was)
    this.#version.table.set(key, { value })
    if (was === null) this.#size += 1
    return this
  }

  override delete(key: K): boolean {
    if (!this.has(key)) return false
    // An older version would miss the place of the key in the order.
    this.#separate()
    this.#version.table.delete(key)
    this.#size -= 1
    return true
  }

  override clear(): void {
    this.#version = newest(new Map())
    this.#past = null
    this.#size = 0
  }

  override *entries(): MapIterator<[K, V]> {
    // A table that is shared grows only at its end, so each version finds in it its own order.
    for (const key of this.#version.table.keys()) {
      const held = this.#find(key)
      if (held !== null) yield [key, held.value]
    }
  }

  override *keys(): MapIterator<K> {
    for (const [key] of this.entries()) yield key
  }

  override *values(): MapIterator<V> {
    for (const [, value] of this.entries()) yield value
  }

  override [Symbol.iterator](): MapIterator<[K, V]> {
    return this.entries()
  }

  override forEach(each: (value: V, key: K, map: Map<K, V>) => void): void {
    for (const [key, value] of this.entries()) each(value, key, this)
  }
}

class ForkedSet<V> extends Set<V> {
  #members: ForkedMap<V, true>

  constructor(members: ForkedMap<V, true>) {
    super()
    this.#members = members
  }

  fork(): ForkedSet<V> {
    return new ForkedSet(this.#members.fork())
  }

  override get size(): number {
    return this.#members.size
  }

  override has(value: V): boolean {
    return this.#members.has(value)
  }

  override add(value: V): this {
    if (!this.#members.has(value)) this.#members.set(value, true)
    return this
  }

  override delete(value: V): boolean {
    return this.#members.delete(value)
  }

  override clear(): void {
    this.#members.clear()
  }

  override *entries(): SetIterator<[V, V]> {
    for (const value of this.#members.keys()) yield [value, value]
  }

  override keys(): SetIterator<V> {
    return this.#members.keys()
  }

  override values(): SetIterator<V> {
    return this.#members.keys()
  }

  override [Symbol.iterator](): SetIterator<V> {
    return this.#members.keys()
  }

  override forEach(each: (value: V, key: V, set: Set<V>) => void): void {
    for (const value of this) each(value, value, this)
  }
}

const tableOf = <K, V>(entries: Iterable<readonly [K, V]>): Map<K, Held<V>> => {
  const table = new Map<K, Held<V>>()
  for (const [key, value] of entries) table.set(key, { value })
  return table
}

function* keyed<V>(values: Iterable<V>): Generator<[V, true]> {
  for (const value of values) yield [value, true]
}
