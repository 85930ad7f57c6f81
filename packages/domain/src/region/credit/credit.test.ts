import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../../../tools/laws.ts'
import { make } from '../../testing/leaves.ts'
import { CalendarDate } from '../../vocabulary/calendar-date.ts'
import { CustomerId, UserId } from '../../vocabulary/code.ts'
import { MinorUnits } from '../../vocabulary/money.ts'
import { having, on, opened } from '../region.fixture.ts'
import { creditOf } from './credit-split.ts'

const share = (user: string, numerator: number, denominator: number) => ({
  user,
  share: { numerator, denominator },
})
const split = {
  type: 'AgreeCreditSplit',
  ...on('2026-02-01'),
  customer: 'C1',
  shares: [share('anna', 2, 3), share('bo', 1, 3)],
  from: '2026-02-01',
} as const

describe('a split of credit (A68)', () => {
  test('adds up to exactly one, among people who each have a share', () => {
    const { type: _, occurredOn, ...data } = split
    having(opened).when(split).then({ type: 'CreditSplitAgreed', occurredOn, data })
    const of = (...shares: ReadonlyArray<ReturnType<typeof share>>) =>
      having(opened).when({ ...split, shares })
    of().thenRejected('ListEmpty', { list: 'shares' })
    of(share('anna', 1, 2), share('anna', 1, 2)).thenRejected('Repeated', { value: 'anna' })
    of(share('anna', 1, 1), share('bo', 0, 1)).thenRejected('ShareNotPositive', { user: 'bo' })
    of(share('anna', 1, 2), share('bo', 1, 3)).thenRejected('SplitNotWhole', { sum: '5/6' })
    of(share('anna', 1, 2), share('bo', 2, 3)).thenRejected('SplitNotWhole', { sum: '7/6' })
    of(share('anna', 1, 1)).thenMatching({ type: 'CreditSplitAgreed' })
    having(opened)
      .when({ ...split, until: '2026-01-31' })
      .thenRejected('PeriodReversed')
    having(opened)
      .when({ ...split, until: '2026-02-01' })
      .thenMatching({ data: { until: '2026-02-01' } })
  })

  test('divides an amount to the last minor unit, what was given back as what was given', () => {
    const { creditSplits } = having(opened, split, {
      ...split,
      shares: [share('bo', 1, 1)],
      from: '2026-04-01',
      until: '2026-04-30',
    }).state
    const credit = (day: string, amount: number, customer = 'C1') => {
      const parts = creditOf(
        creditSplits,
        make(CustomerId, customer),
        make(CalendarDate, day),
        make(MinorUnits, amount),
      )
      return parts === null ? null : Object.fromEntries(parts)
    }
    expect(credit('2026-01-31', 100)).toBeNull()
    expect(credit('2026-02-01', 100)).toEqual({ anna: 67, bo: 33 })
    expect(credit('2026-02-01', -100)).toEqual({ anna: -67, bo: -33 })
    expect(credit('2026-02-01', 0)).toEqual({ anna: 0, bo: 0 })
    expect(credit('2026-02-01', 1)).toEqual({ anna: 1, bo: 0 })
    expect(credit('2026-02-01', 100, 'C2')).toBeNull()
    expect(credit('2026-04-30', 100)).toEqual({ bo: 100 })
    expect(credit('2026-05-01', 100)).toBeNull()
    expect(credit('2026-04-01', -1)).toEqual({ bo: -1 })
  })

  test('the split begun last holds, of two begun on one day the last agreed', () => {
    const agreed = (user: string, from: string) => ({ ...split, shares: [share(user, 1, 1)], from })
    const holder = (...splits: ReadonlyArray<ReturnType<typeof agreed>>) => {
      const { creditSplits } = having(opened, ...splits).state
      const day = make(CalendarDate, '2026-06-30')
      return [...(creditOf(creditSplits, make(CustomerId, 'C1'), day, make(MinorUnits, 1))?.keys() ?? [])]
    }
    expect(holder(agreed('anna', '2026-03-01'), agreed('bo', '2026-02-01'))).toEqual(['anna'])
    expect(holder(agreed('anna', '2026-03-01'), agreed('bo', '2026-03-01'))).toEqual(['bo'])
  })

  test('the units left over go to whose part was cut most, in the order agreed', () => {
    const thirds = [share('anna', 1, 6), share('bo', 1, 2), share('li', 1, 3)]
    const { creditSplits } = having(opened, { ...split, shares: thirds }).state
    const of = (amount: number) =>
      Object.fromEntries(
        creditOf(
          creditSplits,
          make(CustomerId, 'C1'),
          make(CalendarDate, '2026-06-30'),
          make(MinorUnits, amount),
        ) ?? [],
      )
    // Exactly 1.83, 5.5 and 3.67: the third and the first are cut most after rounding down to 1, 5 and 3.
    expect(of(11)).toEqual({ anna: 2, bo: 5, li: 4 })
  })

  test('whatever the amount and the shares: the parts add up to it, each within one unit of its share', () => {
    const weights = fc.array(fc.integer({ min: 1, max: 1_000 }), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(fc.maxSafeInteger(), weights, (amount, parts) => {
        const whole = parts.reduce((a, b) => a + b, 0)
        const shares = parts.map((numerator, i) => ({
          user: make(UserId, `u${i}`),
          share: { numerator, denominator: whole },
        }))
        const customer = make(CustomerId, 'C1')
        const from = make(CalendarDate, '2026-01-01')
        const credited = creditOf(
          [{ customer, shares, from, until: null }],
          customer,
          from,
          make(MinorUnits, amount + 0),
        )
        const values = [...(credited ?? [])].map(([, part]) => BigInt(part))
        expect(values.reduce((a, b) => a + b, 0n)).toBe(BigInt(amount))
        shares.forEach(({ share: { numerator } }, i) => {
          const off = (values[i] ?? 0n) * BigInt(whole) - BigInt(amount) * BigInt(numerator)
          expect(off < BigInt(whole) && -off < BigInt(whole)).toBe(true)
        })
      }),
      { numRuns: runs({ everyday: 100, full: 1_000 }) },
    )
  })
})
