import fc from 'fast-check'
import type * as t from 'io-ts'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../../tools/laws.ts'
import { make, withLeaves } from '../testing/leaves.ts'
import { pooledLeaves } from '../testing/pools.ts'
import { ComplaintId, CustomerId, OpportunityId, RegionId } from '../vocabulary/code.ts'
import { everyKind, type Moment } from './every-aggregate.fixture.ts'

const marked = <A>(codec: t.Type<A, string>, mark: string) =>
  [codec, fc.nat({ max: 9 }).map((n) => make(codec, `${mark}#${n}`))] as const

/** Ids that say what they are of, wherever they stand. */
const tellingLeaves = withLeaves(pooledLeaves, [
  marked(RegionId, 'region'),
  marked(CustomerId, 'customer'),
  marked(ComplaintId, 'complaint'),
  marked(OpportunityId, 'opportunity'),
])

/** What a command names and yet does not touch, and why. */
const exceptions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  customer: { customer: 'is the customer itself, whose home is touched by its own charge' },
  complaint: { complaint: 'is the case itself' },
  opportunity: { opportunity: 'is the case itself' },
  region: {
    'ProposeTransfer.customer': 'stays as it is until the other region agrees',
    'ProposeTransfer.from': 'is the region that proposes, or one that is still to agree',
    'ProposeTransfer.to': 'is the region that proposes, or one that is still to agree',
  },
}

type Named = { readonly field: string; readonly id: string }

/** Every telling id in a value, with the field of the command in which it stands. */
const namedIn = (value: unknown, field = ''): ReadonlyArray<Named> => {
  if (typeof value === 'string') return /^\w+#\d$/.test(value) ? [{ field, id: value }] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) => namedIn(part, field === '' ? key : field))
}

const touchedIds = ({ touched }: Moment): ReadonlySet<string> =>
  new Set([...touched.regions, ...touched.customers, ...touched.complaints, ...touched.opportunities])

describe('laws of what a command touches', () => {
  test.for(everyKind)(
    'everything that a command of a $category names is touched',
    ({ category, commands, anyOf }) => {
      const itsOwnId = category
      const untouched = new Set<string>()
      for (const type of commands) {
        fc.assert(
          fc.property(anyOf(type, tellingLeaves), (moment) => {
            const touched = touchedIds(moment)
            const missing = namedIn(moment.command).filter(({ id }) => !touched.has(id))
            for (const { field } of missing) untouched.add(itsOwnId === field ? field : `${type}.${field}`)
          }),
          { numRuns: runs({ everyday: 20, full: 100 }) },
        )
      }
      expect([...untouched].sort()).toEqual(Object.keys(exceptions[category] ?? {}).sort())
    },
  )
})
