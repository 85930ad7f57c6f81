import {
  type Arbitrary,
  array,
  assert,
  asyncProperty,
  boolean,
  constant,
  constantFrom,
  nat,
  oneof,
  option,
  property,
  record,
  string,
  tuple,
} from 'fast-check'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../tools/laws.ts'
import { idempotencyKeyIn } from './idempotency-key.ts'
import { preconditionsIn, under } from './preconditions.ts'
import { got } from './service.fixture.ts'

const aTag = record({
  opaque: constantFrom('0', '1', '2', '3', '02', 'a,b', '', '-1', 'NaN'),
  isWeak: boolean(),
})
const written = (tags: ReadonlyArray<{ opaque: string; isWeak: boolean }>) =>
  tags.map(({ opaque, isWeak }) => `${isWeak ? 'W/' : ''}"${opaque}"`).join(' , ')
type Given = '*' | Parameters<typeof written>[0] | undefined
const header: Arbitrary<Given> = oneof(
  constant(undefined),
  constant<'*'>('*'),
  array(aTag, { minLength: 1, maxLength: 4 }),
)
const asText = (given: Given) => (given === undefined || given === '*' ? given : written(given))

describe('preconditions', () => {
  test('let a command through exactly where RFC 9110 says, and see what others write meanwhile', async () => {
    let through = 0
    await assert(
      asyncProperty(
        header,
        header,
        // Where the stream is each time somebody looks: it only grows.
        tuple(option(nat(3), { nil: null }), nat(2)),
        async (ifMatch, ifNoneMatch, [first, growth]) => {
          const conditions = got(
            preconditionsIn((name) => asText(name === 'if-match' ? ifMatch : ifNoneMatch)),
          )
          const revisions = [first, first === null ? null : first + growth]
          let looks = 0
          const answer = await under(conditions, async ({ expectedRevision }) => {
            const actual = revisions[Math.min(looks++, 1)] ?? null
            // Kehu takes no other number for a revision.
            if (typeof expectedRevision === 'number') {
              expect(Number.isSafeInteger(expectedRevision)).toBe(true)
              expect(expectedRevision).toBeGreaterThanOrEqual(0)
            }
            if (expectedRevision === undefined || expectedRevision === actual) return right(actual)
            return left({ _tag: 'Conflict', stream: 's', expected: 'any', actual, message: '' } as const)
          })
          const actual = revisions[Math.min(looks - 1, 1)] ?? null
          // Written from RFC 9110, 13.1.1 and 13.1.2.
          const strong = Array.isArray(ifMatch) && ifMatch.some((t) => !t.isWeak && t.opaque === `${actual}`)
          const weak = Array.isArray(ifNoneMatch) && ifNoneMatch.some((t) => t.opaque === `${actual}`)
          const exists = actual !== null
          const may =
            (ifMatch === undefined || (exists && (ifMatch === '*' || strong))) &&
            (ifNoneMatch === undefined || !(exists && (ifNoneMatch === '*' || weak)))
          expect(isLeft(answer)).toBe(!may)
          if (isLeft(answer)) expect(answer.left._tag).toBe('PreconditionFailed')
          else through += 1
        },
      ),
      { numRuns: runs({ everyday: 100, full: 1_000 }) },
    )
    // A tenth of the fewest histories that are run.
    expect(through).toBeGreaterThan(10)
  })

  test('that ask for something to exist race with nobody who writes to it', async () => {
    const conditions = got(preconditionsIn((name) => (name === 'if-match' ? '*' : undefined)))
    let revision = 0
    const answer = await under(conditions, async ({ expectedRevision }) => {
      const actual = revision++
      expect(actual).toBeLessThan(9)
      return expectedRevision === undefined
        ? right(actual)
        : left({ _tag: 'Conflict', stream: 's', expected: 'any', actual, message: '' } as const)
    })
    expect(answer).toEqual(right(1))
  })

  test('are read or refused, whatever stands there, and never kept as something else', () => {
    const soup = string({
      unit: constantFrom('"', 'W', '/', ',', ' ', '*', '5', '\t', 'é', '\\'),
      maxLength: 12,
    })
    assert(
      property(soup, (text) => {
        const read = preconditionsIn((name) => (name === 'if-match' ? text : undefined))
        const isList =
          /^(?:[ \t]*(?:(?:W\/)?"[!#-~\x80-\xff]*")?[ \t]*,)*[ \t]*(?:(?:W\/)?"[!#-~\x80-\xff]*")?[ \t]*$/.test(
            text,
          )
        const isGood = text.trim() === '*' || (isList && text.includes('"'))
        expect(isLeft(read)).toBe(!isGood)
      }),
      { numRuns: runs({ everyday: 200, full: 2_000 }) },
    )
  })

  test('as long as a header can be are read in no time to speak of', () => {
    const list = `${'"5" , '.repeat(50_000)}x`
    expect(preconditionsIn(() => list)).toMatchObject(left({ _tag: 'BadRequest' }))
    expect(preconditionsIn(() => ' '.repeat(200_000))).toMatchObject(left({ _tag: 'BadRequest' }))
  })
})

test('a key is what is visible, whole, and one', () => {
  const unit = constantFrom('a', '-', '"', ',', '\\', ' ', '~', '\u007f', 'é', '\t')
  assert(
    property(string({ unit, maxLength: 8 }), (text) => {
      const read = idempotencyKeyIn(text)
      const inner = /^".*"$/.test(text) && text.length > 1 ? text.slice(1, -1) : text
      const isGood = /^[a~-]*$/.test(inner)
      expect(read).toEqual(
        isGood ? right(inner === '' ? null : inner) : expect.objectContaining({ _tag: 'Left' }),
      )
    }),
    { numRuns: runs({ everyday: 200, full: 2_000 }) },
  )
})
