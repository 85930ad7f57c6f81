import fc from 'fast-check'
import type * as t from 'io-ts'
import { CalendarDate } from '../vocabulary/calendar-date.ts'
import { Code, ComplaintId, CustomerId, OpportunityId, RegionId, UserId } from '../vocabulary/code.ts'
import { Instant } from '../vocabulary/instant.ts'
import { Currency, MinorUnits } from '../vocabulary/money.ts'
import { Text } from '../vocabulary/text.ts'
import { calendarDate, type Leaves, make, standardLeaves, withLeaves } from './leaves.ts'

const oneOf = <A, O>(codec: t.Type<A, O>, ...inputs: ReadonlyArray<O>): fc.Arbitrary<A> =>
  fc.constantFrom(...inputs.map((input) => make(codec, input)))

export const users = oneOf(UserId, 'anna', 'bo', 'chen', 'tester')
export const regions = oneOf(RegionId, 'East', 'West')
export const texts = oneOf(Text, 'late again', '包装破损', 'asked for a bigger lot', 'as agreed')
export const amounts = fc.integer({ min: 1, max: 500_000 }).map((amount) => make(MinorUnits, amount))

/** Few ids, near days and small amounts: commands made of them meet what is there already. */
export const pooledLeaves: Leaves = withLeaves(
  standardLeaves,
  [
    [CustomerId, oneOf(CustomerId, 'C1')],
    [ComplaintId, oneOf(ComplaintId, 'K1')],
    [OpportunityId, oneOf(OpportunityId, 'O1')],
    [
      RegionId,
      fc.oneof({ weight: 8, arbitrary: regions }, { weight: 1, arbitrary: oneOf(RegionId, 'Nowhere') }),
    ],
    [UserId, users],
    [Code, oneOf(Code, 'p1', 'p2', 'p3', 's1', 's2', 's3')],
    [Text, texts],
    [Currency, oneOf(Currency, 'CNY', 'CNY', 'USD')],
    [MinorUnits, fc.integer({ min: -50, max: 100 }).map((n) => make(MinorUnits, n))],
    [Instant, oneOf(Instant, '2024-01-10T04:00:00Z', '2024-01-31T20:00:00Z')],
  ],
  calendarDate(make(CalendarDate, '2023-12-20'), make(CalendarDate, '2024-02-29')),
)
