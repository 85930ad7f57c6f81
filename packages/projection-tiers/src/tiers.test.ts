import { describe, expect, test } from 'vitest'
import type { Entry } from './testing/log.fixture.ts'
import { policyWith } from './testing/policies.fixture.ts'
import {
  adopted,
  assigned,
  bought,
  corrected,
  gaveBack,
  given,
  opened,
  registered,
  soldToNobody,
} from './testing/story.fixture.ts'

describe('the thresholds (3.2, A5–A8)', () => {
  test('exactly 20 % of the region’s sales make an A', () => {
    expect(
      given(bought('Anhui', 200, '2024-05-06'), bought('Others', 800, '2024-05-06')).tier(
        'Anhui',
        '2024-12-31',
      ),
    ).toBe('A')
  })

  test('a hundredth of a fen’s share less than 20 % makes a B', () => {
    const market = given(
      bought('Anhui', 200_000_000, '2024-05-06'),
      bought('Others', 800_000_001, '2024-05-06'),
    )
    expect(market.tier('Anhui', '2024-12-31')).toBe('B')
  })

  test('exactly 10 % make a B, and less makes a C', () => {
    expect(
      given(bought('Anhui', 100, '2024-05-06'), bought('Others', 900, '2024-05-06')).tier(
        'Anhui',
        '2024-12-31',
      ),
    ).toBe('B')
    expect(
      given(bought('Anhui', 100, '2024-05-06'), bought('Others', 901, '2024-05-06')).tier(
        'Anhui',
        '2024-12-31',
      ),
    ).toBe('C')
  })

  test('shares are exact where the sums are too large for a number', () => {
    const most = Number.MAX_SAFE_INTEGER
    const others = [1, 2, 3, 4].map(() => bought('Others', most, '2024-05-06'))
    expect(given(bought('Anhui', most, '2024-05-06'), ...others).tier('Anhui', '2024-12-31')).toBe('A')
    expect(given(bought('Anhui', most - 1, '2024-05-06'), ...others).tier('Anhui', '2024-12-31')).toBe('B')
  })
})

describe('the region’s sales (A10–A13)', () => {
  test('sales without a customer count in the denominator, and are shown', () => {
    const story = [bought('Anhui', 200, '2024-05-06'), bought('Others', 700, '2024-05-06')]
    expect(given(...story).tier('Anhui', '2024-12-31')).toBe('A')
    const market = given(...story, soldToNobody(200, '2024-05-06'))
    expect(market.tier('Anhui', '2024-12-31')).toBe('B')
    expect(market.region('2024-12-31')).toMatchObject({ total: 1100n, unattributed: 200n })
  })

  test('of zero or less give nobody a share or a tier, and a warning; what was assigned stays to be seen', () => {
    const market = given(
      bought('Anhui', 500, '2024-05-06'),
      assigned('Anhui', 'B', '2024-05-06'),
      soldToNobody(-500, '2024-06-01'),
    )
    expect(market.answer('Anhui', '2024-12-31')).toMatchObject({
      tier: null,
      reason: 'NO_REGION_SALES',
      share: null,
      assigned: { tier: 'B' },
    })
    expect(market.region('2024-12-31').warnings.map(({ code }) => code)).toContain('NO_REGION_SALES')
    expect(market.tier('Anhui', '2024-05-31')).toBe('A')
  })

  test('a customer who gave back as much as it bought, or more, is a C', () => {
    const market = given(
      bought('Anhui', 500, '2024-05-06'),
      gaveBack('Anhui', 500, '2024-06-01'),
      bought('Others', 100, '2024-05-06'),
    )
    expect(market.answer('Anhui', '2024-12-31')).toMatchObject({
      tier: 'C',
      reason: 'NON_POSITIVE',
      lapsed: false,
      purchases: 0n,
    })
  })

  test('a return reduces the window it is dated in, not that of the purchase', () => {
    const market = given(
      bought('Anhui', 500, '2023-12-01'),
      gaveBack('Anhui', 300, '2024-01-10'),
      bought('Others', 100, '2023-12-01'),
    )
    expect(market.answer('Anhui', '2023-12-31', 'East', 'calendar-year')).toMatchObject({ purchases: 500n })
    expect(market.answer('Anhui', '2024-12-31', 'East', 'calendar-year')).toMatchObject({
      purchases: -300n,
      lapsed: true,
    })
  })

  test('each region grades by its own sales: an A in one may be a C in another', () => {
    const market = given(
      bought('Anhui', 500, '2024-05-06', 'East'),
      bought('Anhui', 5, '2024-05-06', 'West'),
      bought('Others', 500, '2024-05-06', 'West'),
    )
    expect([market.tier('Anhui', '2024-12-31', 'East'), market.tier('Anhui', '2024-12-31', 'West')]).toEqual([
      'A',
      'C',
    ])
  })

  test('one customer’s purchase lowers another’s share', () => {
    const story = [
      bought('Anhui', 200, '2024-05-06'),
      bought('Others', 800, '2024-05-06'),
      bought('Others', 1, '2024-06-01'),
    ]
    const market = given(...story)
    expect([market.tier('Anhui', '2024-05-31'), market.tier('Anhui', '2024-06-01')]).toEqual(['A', 'B'])
  })
})

describe('the year (A9)', () => {
  test('is the twelve months that end on the day, this day included', () => {
    const market = given(bought('Anhui', 500, '2023-12-31'), bought('Others', 100, '2024-06-01'))
    expect(market.region('2024-12-30').window).toEqual({ from: '2023-12-31', to: '2024-12-30' })
    expect([market.tier('Anhui', '2023-12-30'), market.tier('Anhui', '2023-12-31')]).toEqual([undefined, 'A'])
    expect([market.tier('Anhui', '2024-12-30'), market.answer('Anhui', '2024-12-31')?.reason]).toEqual([
      'A',
      'LAPSED',
    ])
  })

  test('a purchase of 29 February leaves on 1 March', () => {
    const market = given(bought('Anhui', 500, '2024-02-29'), bought('Others', 100, '2024-06-01'))
    expect([market.tier('Anhui', '2025-02-28'), market.tier('Anhui', '2025-03-01')]).toEqual(['A', 'C'])
  })

  test('the window that ends on 29 February begins on 1 March', () => {
    expect(given(opened('East')).region('2024-02-29').window).toEqual({
      from: '2023-03-01',
      to: '2024-02-29',
    })
  })

  test('may be the calendar year so far', () => {
    const market = given(bought('Anhui', 500, '2023-12-31'), bought('Others', 100, '2024-01-01'))
    expect(market.region('2024-01-31', 'East', 'calendar-year')).toMatchObject({
      window: { from: '2024-01-01', to: '2024-01-31' },
      total: 100n,
    })
  })

  test('a purchase told late changes the tiers of the past', () => {
    const story = [bought('Anhui', 100, '2024-01-10'), bought('Others', 900, '2024-01-10')]
    expect(given(...story).tier('Anhui', '2024-03-31')).toBe('B')
    expect(given(...story, bought('Anhui', 125, '2024-02-01')).tier('Anhui', '2024-03-31')).toBe('A')
  })
})

describe('a correction', () => {
  const story = [
    bought('Anhui', 500, '2024-01-10', 'East', 'p'),
    bought('Others', 1000, '2024-01-10'),
    opened('West'),
  ]

  test('of the amount changes the share', () => {
    const market = given(
      ...story,
      corrected('Anhui', 'p', { on: '2024-01-10', amount: 500 }, { on: '2024-01-10', amount: 50 }),
    )
    expect(market.answer('Anhui', '2024-03-31')).toMatchObject({ tier: 'C', purchases: 50n })
  })

  test('of the date moves the sale to another window', () => {
    const market = given(
      ...story,
      corrected('Anhui', 'p', { on: '2024-01-10', amount: 500 }, { on: '2024-02-10', amount: 500 }),
    )
    expect([
      market.tier('Anhui', '2024-01-31'),
      market.tier('Anhui', '2024-02-10'),
      market.tier('Anhui', '2025-02-09'),
    ]).toEqual([undefined, 'A', 'A'])
  })

  test('of the region leaves nothing behind', () => {
    const is = { on: '2024-01-10', amount: 500, region: 'West' }
    const market = given(...story, corrected('Anhui', 'p', { on: '2024-01-10', amount: 500 }, is))
    expect([market.tier('Anhui', '2024-03-31', 'East'), market.tier('Anhui', '2024-03-31', 'West')]).toEqual([
      undefined,
      'A',
    ])
  })
})

describe('who does not buy (A16)', () => {
  test('but did before is a C, and lapsed', () => {
    const market = given(bought('Anhui', 500, '2022-01-10'), bought('Others', 100, '2024-01-10'))
    expect(market.answer('Anhui', '2024-03-31')).toMatchObject({
      tier: 'C',
      lapsed: true,
      reason: 'LAPSED',
      purchases: 0n,
    })
  })

  test('and never did is a prospect without tier, from the day of its registration to its first purchase', () => {
    const market = given(
      registered('Anhui', '2024-02-01'),
      bought('Others', 100, '2024-01-10'),
      bought('Anhui', 10, '2024-06-01'),
    )
    expect(market.answer('Anhui', '2024-01-31')).toBeUndefined()
    expect(market.answer('Anhui', '2024-02-01')).toMatchObject({
      tier: null,
      reason: 'PROSPECT',
      lapsed: false,
    })
    expect(market.answer('Anhui', '2024-06-01')).toMatchObject({ tier: 'C', reason: 'REST' })
  })

  test('here, but elsewhere, is no prospect', () => {
    const market = given(
      registered('Anhui', '2024-02-01'),
      bought('Others', 100, '2024-01-10'),
      bought('Anhui', 10, '2024-03-01', 'West'),
    )
    expect(market.answer('Anhui', '2024-06-01')).toBeUndefined()
  })

  test('only gives back: it bought before anybody wrote it down', () => {
    const market = given(gaveBack('Anhui', 10, '2024-03-01'), bought('Others', 100, '2024-01-10'))
    expect(market.answer('Anhui', '2024-06-01')).toMatchObject({
      tier: 'C',
      lapsed: true,
      reason: 'NON_POSITIVE',
    })
  })
})

describe('a region', () => {
  test('with fewer than ten buyers comes with a warning', () => {
    const buyers = Array.from({ length: 10 }, (_, i) => bought(`C${i}`, 100, '2024-01-10'))
    const lapsed = bought('Anhui', 100, '2022-01-10')
    const warnings = (...story: ReadonlyArray<Entry>) => given(...story).region('2024-03-31').warnings
    expect(warnings(lapsed, ...buyers)).toEqual([])
    expect(warnings(lapsed, ...buyers.slice(1))).toEqual([
      {
        code: 'SMALL_REGION',
        message: 'Only 9 customers bought in the window (fewer than 10): a single order may decide a tier.',
      },
    ])
    expect(warnings(...buyers.slice(9))[0]?.message).toMatch(/^Only 1 customer bought/)
  })

  test('lists its customers by purchases, the most first, and equals by code', () => {
    const market = given(
      bought('b', 300, '2024-01-10'),
      bought('C', 300, '2024-01-10'),
      bought('a', 900, '2024-01-10'),
      bought('z', 1, '2024-01-10'),
      gaveBack('z', 2, '2024-01-11'),
      registered('q', '2024-01-01'),
    )
    expect(market.region('2024-03-31').customers.map(({ customer }) => customer)).toEqual([
      'a',
      'C',
      'b',
      'q',
      'z',
    ])
  })

  test('that has sold nothing is listed too', () => {
    expect(given(opened('East', 'JPY')).region('2024-03-31')).toMatchObject({
      currency: 'JPY',
      total: 0n,
      customers: [],
      policy: 'default-1',
    })
  })

  test('grades by the policy in force on the day, and names it', () => {
    const strict = policyWith({ a: { numerator: 1, denominator: 2 } })
    const market = given(
      bought('Anhui', 400, '2024-01-10'),
      bought('Others', 600, '2024-01-10'),
      adopted('2024-half', '2024-04-01', strict),
    )
    expect([market.tier('Anhui', '2024-03-31'), market.tier('Anhui', '2024-04-01')]).toEqual(['A', 'B'])
    expect([market.region('2024-03-31').policy, market.region('2024-04-01').policy]).toEqual([
      'default-1',
      '2024-half',
    ])
  })
})

test('an assigned tier is shown beside the computed one, until it ends, and never in its place (A15)', () => {
  const market = given(
    bought('Anhui', 10, '2024-01-10'),
    bought('Others', 990, '2024-01-10'),
    assigned('Anhui', 'A', '2024-02-01', '2024-03-31'),
  )
  expect(market.answer('Anhui', '2024-01-31')).toMatchObject({ tier: 'C', assigned: null })
  expect(market.answer('Anhui', '2024-03-31')).toMatchObject({
    tier: 'C',
    assigned: { tier: 'A', approver: 'lin' },
  })
  expect(market.answer('Anhui', '2024-04-01')).toMatchObject({ tier: 'C', assigned: null })
})

describe('the reason, in a sentence', () => {
  const sentence = (amount: number, others: number) =>
    given(bought('Anhui', amount, '2024-05-06'), bought('Others', others, '2024-05-06')).answer(
      'Anhui',
      '2024-12-31',
    )?.explanation

  test('sets the share beside the threshold', () => {
    expect(sentence(250, 750)).toBe(
      '25.00 % of the region’s net sales in the window, at least 20 % (policy 3.2-A)',
    )
    expect(sentence(150, 850)).toBe(
      '15.00 % of the region’s net sales in the window, at least 10 % and less than 20 % (policy 3.2-B)',
    )
    expect(sentence(50, 950)).toBe(
      '5.00 % of the region’s net sales in the window, less than 10 % (policy 3.2-C)',
    )
  })

  test('never rounds a share up to a threshold it does not reach', () => {
    expect(sentence(199_999, 800_001)).toMatch(/^19\.99 %/)
    expect(sentence(99_999, 900_001)).toMatch(/^9\.99 %/)
  })
})
