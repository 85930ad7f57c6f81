import { type Either, left, right } from 'fp-ts/lib/Either.js'

/** How deep and how large a value may be. */
export type PlainLimits = { readonly depthMax: number; readonly valuesMax: number }

/** Where a value is no data, and why; `path` are the keys that lead there. */
export type NotPlain = { readonly path: ReadonlyArray<string>; readonly why: string }

// No command or event of ours is a tenth as deep, and what holds more values is larger than any append may be.
const standard: PlainLimits = { depthMax: 100, valuesMax: 1_000_000 }

/**
 * Any value at all as plain data, copied: texts, numbers, truth values, null, lists, and objects with the enumerable properties
 * of their own. What has been copied cannot change, answer twice differently or throw any more, so it is decoded from the copy.
 *
 * Nothing of the caller's is run: a getter is refused and not called. (Only the traps of a `Proxy` cannot be told from an
 * object; what they throw is a refusal, too.) The work grows with the size of the value and ends at the limits.
 *
 * @rejects NotPlain the first place that is no data: a BigInt, a symbol, a function, a getter, a Date and other built-in objects,
 *   a circle, or more than the limits allow
 */
export const plain = (
  value: unknown,
  { depthMax, valuesMax }: PlainLimits = standard,
): Either<NotPlain, unknown> => {
  // A stack of our own: ten thousand levels must not overflow the machine's.
  const frames: Frame[] = []
  const within = new Set<object>()
  // An object that occurs in many places is copied once and counted each time: thirty pairs of pairs hold a thousand million values.
  const copied = new Map<object, Copied>()
  let values = 0

  /** A leaf as it is; of an object an empty copy, to be filled. */
  const enter = (given: unknown, key: string): unknown => {
    if (typeof given !== 'object' || given === null) {
      const why = notData[typeof given]
      if (why !== undefined) throw new Refusal(why, key)
      return given
    }
    if (within.has(given)) throw new Refusal('lies within itself: a circle is no data', key)
    const before = copied.get(given)
    if (frames.length + (before?.levels ?? 1) > depthMax)
      throw new Refusal(`is nested more than ${depthMax} levels deep`, key)
    const frame = before === undefined ? frameOf(given, key, values) : null
    values += before?.values ?? frame?.length ?? 0
    if (values > valuesMax) throw new Refusal(`holds more than ${valuesMax} values: give it in parts`, key)
    const around = frames.at(-1)
    if (before !== undefined && around !== undefined)
      around.levels = Math.max(around.levels, before.levels + 1)
    if (frame !== null) {
      frames.push(frame)
      within.add(given)
    }
    return before?.copy ?? frame?.copy
  }

  try {
    const copy = enter(value, '')
    for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
      if (frame.next === frame.length) {
        frames.pop()
        within.delete(frame.source)
        const { copy, levels } = frame
        if (frame.length > 0) copied.set(frame.source, { copy, levels, values: values - frame.before })
        const around = frames.at(-1)
        if (around !== undefined) around.levels = Math.max(around.levels, levels + 1)
        continue
      }
      const key = frame.keys === null ? String(frame.next) : (frame.keys[frame.next] ?? '')
      frame.next += 1
      const property = Reflect.getOwnPropertyDescriptor(frame.source, key)
      if (property !== undefined && !('value' in property))
        throw new Refusal('is computed by a getter, which is no data: give its value', key)
      put(frame.copy, key, enter(property?.value, key))
    }
    return right(copy)
  } catch (thrown) {
    const keys = frames.map(({ key }) => key)
    const path = thrown instanceof Refusal ? [...keys, thrown.key] : keys
    return left({ path: path.slice(1), why: thrown instanceof Refusal ? thrown.why : 'cannot be read' })
  }
}

/** An object that is being copied. */
type Frame = {
  readonly source: object
  /** Its key in the object around it. */
  readonly key: string
  readonly copy: Copy
  /** Null for a list: its keys are the numbers below its length. */
  readonly keys: ReadonlyArray<string> | null
  readonly length: number
  /** How many values had been counted before it. */
  readonly before: number
  next: number
  /** How deep it goes, itself included, as far as it has been read. */
  levels: number
}
/** An object that was copied, how deep it goes, and how many values lie within it. */
type Copied = { readonly copy: Copy; readonly levels: number; readonly values: number }
type Copy = unknown[] | Record<string, unknown>

/** Leaves the walk from wherever it is; never leaves `plain`. */
class Refusal {
  readonly why: string
  readonly key: string
  constructor(why: string, key: string) {
    this.why = why
    this.key = key
  }
}

const notData: Readonly<Record<string, string>> = {
  bigint: 'is a BigInt, which JSON cannot hold: write a number or a text',
  symbol: 'is a symbol, which is no data',
  function: 'is a function, which is no data',
}

const frameOf = (source: object, key: string, before: number): Frame => {
  const length = Reflect.getOwnPropertyDescriptor(source, 'length')
  if (Array.isArray(source))
    return { source, key, copy: [], keys: null, length: Number(length?.value), before, next: 0, levels: 1 }
  // Nothing but a list has such a length, except a boxed text: it has a key for every character.
  const name = length?.enumerable === false ? 'boxed text' : builtInName(source)
  if (name !== null)
    throw new Refusal(`is a ${name}, which is no data: write a text, a number or a list`, key)
  const keys = Object.keys(source)
  return { source, key, copy: {}, keys, length: keys.length, before, next: 0, levels: 1 }
}

/** Asked before the keys are: a typed array has as many as it has elements. */
const builtInName = (source: object): string | null => {
  if (ArrayBuffer.isView(source)) return 'view of bytes'
  const proto: unknown = Object.getPrototypeOf(source)
  if (proto === Object.prototype) return null
  return builtIns.find((builtIn) => source instanceof builtIn)?.name ?? null
}

const builtIns = [
  // biome-ignore lint/style/noRestrictedGlobals: named to be refused, not to be asked for the time
  ...[Date, Map, Set, WeakMap, WeakSet, WeakRef, RegExp, Promise, Error, ArrayBuffer, SharedArrayBuffer],
  ...[String, Number, Boolean],
]

/** `__proto__` is a key like any other. */
const put = (copy: Copy, key: string, value: unknown): void => {
  if (Array.isArray(copy)) copy.push(value)
  else if (key === '__proto__')
    Object.defineProperty(copy, key, { value, enumerable: true, writable: true, configurable: true })
  else copy[key] = value
}
