import fc from 'fast-check'
import { isRight } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../../tools/laws.ts'
import { CustomerId } from './code.ts'
import { decode } from './decode.ts'
import { fields } from './fields.ts'
import { plain } from './plain.ts'
import { shown } from './shown.ts'

const why = (value: unknown): string => {
  const read = plain(value)
  return isRight(read) ? '' : `${read.left.path.join('.')} ${read.left.why}`
}

const nested = (levels: number): unknown => {
  let value: unknown = 1
  for (let i = 0; i < levels; i++) value = [value]
  return value
}

describe('any value as plain data', () => {
  test('is a copy of what JSON can hold', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const read = plain(value)
        expect(isRight(read) && read.right).toEqual(value)
        expect(isRight(read) && typeof value === 'object' && value !== null && read.right === value).toBe(
          false,
        )
      }),
    )
  })

  test('keeps a key __proto__ as a key', () => {
    const read = plain(JSON.parse('{"__proto__": {"admin": true}}'))
    expect(isRight(read) && Object.keys(Object(read.right))).toEqual(['__proto__'])
    expect(isRight(read) && Reflect.get(Object(read.right), 'admin')).toBeUndefined()
  })

  test('does not go deeper than a hundred levels, in a circle, or on without end', () => {
    expect(isRight(plain(nested(100)))).toBe(true)
    expect(why(nested(101))).toMatch(/is nested more than 100 levels deep$/)
    expect(why(nested(1_000_000))).toMatch(/is nested more than 100 levels deep$/)
    const circle: Record<string, unknown> = {}
    circle.a = { b: circle }
    expect(why(circle)).toBe('a.b lies within itself: a circle is no data')
    expect(why({ list: Object.assign([], { length: 4_000_000_000 }) })).toMatch(
      /^list holds more than 1000000 values/,
    )
  })

  test('counts what occurs in many places as often as it occurs, and copies it once', () => {
    const one = { a: 1 }
    const read = plain([one, one])
    expect(isRight(read) && read.right).toEqual([{ a: 1 }, { a: 1 }])
    let pair: unknown = [1, 1]
    for (let i = 0; i < 40; i++) pair = [pair, pair]
    expect(why(pair)).toMatch(/holds more than 1000000 values/)
    // Chained through what was copied before, a value is as deep as it is.
    const chain: unknown[] = [[1]]
    for (let i = 0; i < 200; i++) chain.push([chain.at(-1)])
    expect(why(chain)).toMatch(/is nested more than 100 levels deep/)
  })

  test('calls no getter', () => {
    let called = 0
    const getter = {
      get price() {
        called += 1
        return called
      },
    }
    expect(why({ line: getter })).toBe('line.price is computed by a getter, which is no data: give its value')
    expect(called).toBe(0)
  })

  test.each([
    ['a BigInt', 1n, /BigInt/],
    ['a symbol', Symbol('s'), /symbol/],
    ['a function', () => 1, /function/],
    ['a Date', new Date(0), /Date/],
    ['a Map', new Map(), /Map/],
    ['bytes', new Uint8Array(3), /view of bytes/],
    ['a boxed text', Object.setPrototypeOf(new String('abc'), null), /boxed text/],
  ])('%s is none', (_, value, reason) => {
    expect(why({ at: value })).toMatch(reason)
    expect(decode(CustomerId)(value)._tag).toBe('Left')
  })

  test('asks of each property once, however many there are: the work grows as the value does', () => {
    const asked = (size: number): number => {
      let traps = 0
      const handler = {
        ownKeys: (target: object) => {
          traps += Reflect.ownKeys(target).length
          return Reflect.ownKeys(target)
        },
        getOwnPropertyDescriptor: (target: object, key: string | symbol) => {
          traps += 1
          return Reflect.getOwnPropertyDescriptor(target, key)
        },
      }
      const wide = Object.fromEntries(Array.from({ length: size }, (_, i) => [`k${i}`, i]))
      expect(isRight(plain(new Proxy(wide, handler)))).toBe(true)
      return traps
    }
    expect(asked(20_000) / asked(10_000)).toBeLessThan(2.1)
  })
})

describe('what is wrong is told in bounds', () => {
  const Point = fields('Point', { x: t.number })
  const problems = (codec: t.Mixed, input: unknown): ReadonlyArray<string> => {
    const decoded = decode<unknown, unknown>(codec)(input)
    return isRight(decoded) ? [] : decoded.left.problems
  }

  test('of very many unknown fields some, and how many more', () => {
    const many = Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`k${i}`, i]))
    const said = problems(Point, many)
    expect(said).toHaveLength(22)
    expect(said.at(-1)).toBe('and 49980 more unknown fields of Point')
  })

  test('of very many wrong elements a hundred, and how many more', () => {
    const said = problems(
      t.readonlyArray(Point),
      Array.from({ length: 50_000 }, () => ({})),
    )
    expect(said).toHaveLength(101)
    expect(said.at(-1)).toBe('and 49900 more problems')
  })

  test('a codec of somebody’s own that throws has refused', () => {
    const broken = new t.Type<string>(
      'Broken',
      (u): u is string => typeof u === 'string',
      () => {
        throw new Error('no luck')
      },
      (text) => text,
    )
    expect(problems(broken, 'a')).toEqual(['cannot be read as Broken: "no luck"'])
  })

  test('with excerpts that no terminal obeys and no reader is led astray by', () => {
    expect(shown('\u001b[2J\u009b\u202ecod\u200b')).toBe('"\\u001b[2J\\u009b\\u202ecod\\u200b"')
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withDate: true, withTypedArray: true }), (value) => {
        const text = shown(value)
        expect(text.length).toBeLessThanOrEqual(60)
        expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
        expect(text.isWellFormed()).toBe(true)
      }),
      { numRuns: runs({ everyday: 100, full: 500 }) },
    )
  })
})
