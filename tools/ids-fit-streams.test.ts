import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ComplaintId, CustomerId, decode, OpportunityId, RegionId } from '../packages/domain/src/index.ts'
import { parseStreamName, streamName } from '../packages/event-store/src/index.ts'

// The domain says how long an id may be, the event store how long a stream's name: neither imports the other.

const ids = [
  ['customer', decode(CustomerId), (id: string) => id],
  ['complaint', decode(ComplaintId), (id: string) => id],
  ['opportunity', decode(OpportunityId), (id: string) => id],
  ['region', decode(RegionId), (id: string) => id],
  ['regionSales', decode(RegionId), (id: string) => `${id}.2026-03`],
] as const

/** Ids of every length up to far too long, of characters that take one, two, three and four bytes. */
const candidate = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'Z', '-', ' ', 'ä', '客', '😀', '%', '\u0301'), maxLength: 140 }),
  fc.tuple(fc.constantFrom('a', 'ä', '客', '😀'), fc.nat(140)).map(([unit, times]) => unit.repeat(times)),
)

test.each(ids)('every id that may enter names a stream of %s', (category, enter, name) => {
  let longest = 0
  let refused = 0
  fc.assert(
    fc.property(candidate, (text) => {
      const id = enter(text)
      if (id._tag === 'Left') {
        refused += 1
        return
      }
      const stream = streamName(category, name(id.right))
      if (stream._tag === 'Left') throw new Error(`${text}: ${stream.left.message}`)
      longest = Math.max(longest, stream.right.length)
      expect(parseStreamName(stream.right)).toMatchObject({ right: { category, id: name(id.right) } })
    }),
    { numRuns: 3_000 },
  )
  // Ids that only just fit were tried, and ids that do not.
  expect(longest).toBeGreaterThan(185)
  expect(refused).toBeGreaterThan(100)
})
