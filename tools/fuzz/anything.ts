import fc from 'fast-check'
import { runs } from '../laws.ts'

class SmallBomb {
  readonly number: number
  constructor(number: number) {
    this.number = number
  }
}

/** Any value a JavaScript program can hold, and now and then a bomb. */
export const anything: fc.Arbitrary<unknown> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.anything({
      maxDepth: 4,
      withBigInt: true,
      withBoxedValues: true,
      withDate: true,
      withMap: true,
      withNullPrototype: true,
      withObjectString: true,
      withSet: true,
      withSparseArray: true,
      withTypedArray: true,
      withUnicodeString: true,
    }),
  },
  { weight: 1, arbitrary: fc.constantFrom(undefined, null, '', 0, -0, Number.NaN, true, [], {}) },
  // By its number and not as it is: what throws when it is looked at would break the tool that looks.
  { weight: 2, arbitrary: fc.nat().map((n) => new SmallBomb(n)) },
)

/** The value that was drawn; a bomb is made only now. */
export const drawnValue = (drawn: unknown): unknown =>
  drawn instanceof SmallBomb ? small[drawn.number % small.length]?.make() : drawn

export const anythingRuns = runs({ everyday: 100, full: 5_000 })

export type Bomb = { readonly name: string; readonly make: () => unknown }

const throwing = (): never => {
  throw new Error('Somebody looked.')
}

const allTraps: ProxyHandler<object> = Object.fromEntries(
  Object.getOwnPropertyNames(Reflect)
    .filter((name) => typeof Reflect.get(Reflect, name) === 'function')
    .map((name) => [name, throwing]),
)

const nested = (levels: number, wrap: (inner: unknown) => unknown): unknown => {
  let value: unknown = null
  for (let i = 0; i < levels; i++) value = wrap(value)
  return value
}

const circle = (): unknown => {
  const around: Record<string, unknown> = { type: 'RegisterCustomer' }
  around.customer = around
  return around
}

const revoked = (target: object): unknown => {
  const { proxy, revoke } = Proxy.revocable(target, {})
  revoke()
  return proxy
}

const bomb = (name: string, make: () => unknown): Bomb => ({ name, make })

/** Cheap to make: thrown in among any values, too. */
const small: ReadonlyArray<Bomb> = [
  bomb('a circle', circle),
  bomb('a list in itself', () => {
    const list: unknown[] = []
    list.push(list, list)
    return list
  }),
  bomb('a proxy that throws on every trap', () => new Proxy({}, allTraps)),
  bomb('a list behind a proxy that throws on every trap', () => new Proxy([], allTraps)),
  bomb('a function behind a proxy that throws on every trap', () => new Proxy(() => 0, allTraps)),
  bomb('a revoked proxy', () => revoked({})),
  bomb('a revoked list', () => revoked([])),
  bomb('getters that throw', () =>
    Object.defineProperties(
      {},
      Object.fromEntries(
        ['type', 'actor', 'asOf', 'store', 'then', 'signal', 'after', 'id', 'length', '_tag'].map((key) => [
          key,
          { get: throwing, enumerable: true },
        ]),
      ),
    ),
  ),
  bomb('a list of getters that throw', () =>
    Object.defineProperty([1, 2], 0, { get: throwing, enumerable: true }),
  ),
  bomb('something that cannot be made a text', () => ({
    toString: throwing,
    valueOf: throwing,
    toJSON: throwing,
  })),
  bomb('a text that cannot be made one', () => ({ [Symbol.toPrimitive]: throwing })),
  bomb('an iterable that throws', () => ({ [Symbol.iterator]: throwing, [Symbol.asyncIterator]: throwing })),
  bomb('a function', () => throwing),
  bomb('an async function that throws', () => async () => throwing()),
  bomb(
    'a class instance',
    () =>
      new (class Thing {
        readonly type = 'OpenRegion'
      })(),
  ),
  bomb('a symbol', () => Symbol('s')),
  bomb('a BigInt', () => 10n ** 40n),
  bomb('a key __proto__', () => JSON.parse('{"__proto__": {"type": "OpenRegion"}, "type": "OpenRegion"}')),
  bomb('the names of Object.prototype', () => ({
    type: 'constructor',
    hasOwnProperty: 1,
    constructor: null,
  })),
  bomb('half a character', () => '\ud800'),
  bomb('what a terminal obeys', () => '\u001b]0;x\u0007\u009b2J\u202e'),
  bomb('a list without end', () => Object.assign([], { length: 4_000_000_000 })),
  bomb('an error', () => new RangeError('no')),
  bomb('a promise', () => Promise.resolve(1)),
]

/** What hurts by its size: once each is enough. */
// In full 100 MB and a million values; every day as much as shows whether the work grows faster than the value.
const textLength = runs({ everyday: 5_000_000, full: 100_000_000 })
const manyValues = runs({ everyday: 50_000, full: 1_000_000 })

const large: ReadonlyArray<Bomb> = [
  bomb('lists nested 10,000 deep', () => nested(10_000, (inner) => [inner])),
  bomb('lists nested 1,000,000 deep', () => nested(1_000_000, (inner) => [inner])),
  bomb('objects nested 1,000,000 deep', () => nested(1_000_000, (inner) => ({ type: inner }))),
  bomb('thirty levels of the same pair', () => nested(30, (inner) => [inner, inner])),
  bomb('a very long text', () => 'x'.repeat(textLength)),
  bomb('a very long text in a field', () => ({
    type: 'x'.repeat(textLength),
    actor: '7'.repeat(textLength),
  })),
  bomb('a very long boxed text', () => new String('x'.repeat(textLength))),
  bomb('a very long boxed text in disguise', () =>
    Object.setPrototypeOf(new String('x'.repeat(textLength)), Object.prototype),
  ),
  bomb('a very long key', () => ({ ['k'.repeat(textLength)]: 1 })),
  bomb('very many unknown keys', () =>
    Object.fromEntries(Array.from({ length: manyValues }, (_, i) => [`k${i}`, i])),
  ),
  bomb('very many empty objects', () => Array.from({ length: manyValues }, () => ({}))),
  bomb('a view of very many bytes', () => new Uint8Array(textLength)),
  bomb('a BigInt of a million digits', () => 1n << 3_000_000n),
]

export const bombs: ReadonlyArray<Bomb> = [...small, ...large]
