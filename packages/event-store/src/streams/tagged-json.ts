import { type Either, left, right } from 'fp-ts/lib/Either.js'

/** What JSON cannot say stands in an object whose one key begins with `$`; `kept` takes it back. */
type Tag = '$map' | '$set' | '$bigint' | '$number' | '$undefined' | '$object'

/**
 * A value as JSON text that keeps maps, sets, bigints, `undefined` and the numbers that JSON has not; written in slices, between
 * which others have their turn. JSON and not the serialisation of `node:v8`: a read model's state is text, anybody can look into
 * it, and this package knows no Node.
 *
 * @param value not to be changed until the text is there
 * @returns a Left for what would not come back as it was: functions, symbols, instances of classes, cycles
 */
export const keptText = async (value: unknown): Promise<Either<string, string>> => {
  try {
    const written: string[] = []
    let chars = 0
    for (const piece of pieces(value)) {
      written.push(piece)
      chars += piece.length
      if (chars < sliceChars) continue
      chars = 0
      await new Promise((resolve) => setImmediate(resolve))
    }
    return right(written.join(''))
  } catch (thrown) {
    return left(String(thrown))
  }
}

/** The value that a text was made of; a Left for what is no such text. */
export const kept = (text: string): Either<string, unknown> => {
  try {
    return right(untagged(JSON.parse(text)))
  } catch (thrown) {
    return left(String(thrown))
  }
}

const sliceChars = 262_144
const sliceEntries = 256
/** So deep objects are taken apart; what lies below is small. */
const depthMax = 4

/** The text of a large value bit by bit: of objects and of what they hold, and of long lists, maps and sets. */
function* pieces(value: unknown, depth = 0): Generator<string, void> {
  if (depth < depthMax && isPlain(value) && Object.keys(value).every(isPlainKey)) {
    let before = '{'
    for (const [key, held] of Object.entries(value)) {
      yield `${before}${JSON.stringify(key)}:`
      yield* pieces(held, depth + 1)
      before = ','
    }
    yield before === '{' ? '{}' : '}'
  } else if (value instanceof Map) {
    yield '{"$map":['
    yield* slices(flat(value))
    yield ']}'
  } else if (value instanceof Set) {
    yield '{"$set":['
    yield* slices(value)
    yield ']}'
  } else if (Array.isArray(value)) {
    yield '['
    yield* slices(value)
    yield ']'
  } else yield JSON.stringify(tagged(value))
}

function* slices(values: Iterable<unknown>): Generator<string, void> {
  let slice: unknown[] = []
  let before = ''
  for (const value of values) {
    slice.push(tagged(value))
    if (slice.length < sliceEntries) continue
    yield before + JSON.stringify(slice).slice(1, -1)
    before = ','
    slice = []
  }
  if (slice.length > 0) yield before + JSON.stringify(slice).slice(1, -1)
}

function* flat(map: ReadonlyMap<unknown, unknown>): Generator<unknown, void> {
  for (const [key, value] of map) {
    yield key
    yield value
  }
}

const tagged = (value: unknown): unknown => {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value
  if (typeof value === 'number') {
    return Number.isFinite(value) && !Object.is(value, -0)
      ? value
      : tag('$number', Object.is(value, -0) ? '-0' : String(value))
  }
  if (typeof value === 'bigint') return tag('$bigint', String(value))
  if (value === undefined) return tag('$undefined', true)
  if (Array.isArray(value)) return Array.from(value, tagged)
  if (value instanceof Map) return tag('$map', Array.from(flat(value), tagged))
  if (value instanceof Set) return tag('$set', Array.from(value, tagged))
  if (isPlain(value)) return taggedObject(value)
  throw new TypeError(`no snapshot can hold a ${typeof value}`)
}

/** Itself where there is nothing to say of what it holds: most of a state is such. */
const taggedObject = (value: Readonly<Record<string, unknown>>): unknown => {
  let copy: Record<string, unknown> | null = null
  for (const key in value) {
    if (!isPlainKey(key)) return tag('$object', Object.entries(value).flat().map(tagged))
    const held = value[key]
    const said = tagged(held)
    if (said === held) continue
    copy ??= { ...value }
    copy[key] = said
  }
  return copy ?? value
}

const tag = (name: Tag, value: unknown): unknown => ({ [name]: value })

/** In place: nobody else has what was just parsed, and copies of twenty thousand lines cost more than reading the stream. */
const untagged = (json: unknown): unknown => {
  if (typeof json !== 'object' || json === null) return json
  if (Array.isArray(json)) {
    for (const [i, held] of json.entries())
      if (typeof held === 'object' && held !== null) json[i] = untagged(held)
    return json
  }
  for (const key in json) {
    const held: unknown = Reflect.get(json, key)
    if (key.startsWith('$')) return ofTag(key, held)
    if (typeof held === 'object' && held !== null) Reflect.set(json, key, untagged(held))
  }
  return json
}

const ofTag = (name: string, value: unknown): unknown => {
  switch (name) {
    case '$map':
      return new Map(pairs(untagged(value)))
    case '$set':
      return new Set(list(untagged(value)))
    case '$object':
      return Object.fromEntries(Array.from(pairs(untagged(value)), ([key, held]) => [String(key), held]))
    case '$bigint':
      return BigInt(String(value))
    case '$number':
      return Number(value)
    case '$undefined':
      return undefined
    default:
      throw new TypeError(`${name} is no tag`)
  }
}

const list = (value: unknown): ReadonlyArray<unknown> => {
  if (!Array.isArray(value)) throw new TypeError('no list')
  return value
}

function* pairs(value: unknown): Generator<[unknown, unknown], void> {
  const flattened = list(value)
  for (let i = 0; i < flattened.length; i += 2) yield [flattened[i], flattened[i + 1]]
}

/** `__proto__` is no name of a property where it is set. */
const isPlainKey = (key: string): boolean => !key.startsWith('$') && key !== '__proto__'

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
