import { describe, expect, test } from 'vitest'
import { make } from '../testing/leaves.ts'
import { ComplaintId, CustomerId, OpportunityId, RegionId } from '../vocabulary/code.ts'
import { touching } from './touched.ts'

describe('what a command touches', () => {
  const [east, west] = [make(RegionId, 'East'), make(RegionId, 'West')]

  test('is each once, in the order in which it was named, and nothing that is not there', () => {
    const customers = [
      null,
      make(CustomerId, 'C2'),
      undefined,
      make(CustomerId, 'C1'),
      make(CustomerId, 'C2'),
    ]
    expect(
      touching({
        regions: [west, east, west],
        customers,
        complaints: [make(ComplaintId, 'K1')],
        opportunities: [undefined, make(OpportunityId, 'O1')],
      }),
    ).toEqual({
      regions: ['West', 'East'],
      customers: ['C2', 'C1'],
      complaints: ['K1'],
      opportunities: ['O1'],
    })
  })

  test('is nothing of a kind that was not named', () => {
    expect(touching({})).toEqual({ regions: [], customers: [], complaints: [], opportunities: [] })
  })
})
