import { present } from '@kehu/domain'
import { describe, expect, test } from 'vitest'
import { due } from './due.ts'
import { day, type Entry } from './testing/log.fixture.ts'
import { policyWith } from './testing/policies.fixture.ts'
import {
  adopted,
  assigned,
  bought,
  cameBack,
  given,
  left,
  lowered,
  metDeeply,
  raised,
  registered,
  spokeTo,
} from './testing/story.fixture.ts'

/** Anhui is graded on 1 January 2024 and stays so; the region has sold for long. */
const anhui = (tier: 'A' | 'B' | 'C', on = '2024-01-01') => [
  registered('Anhui', on),
  assigned('Anhui', tier, on),
]

describe('the cadence of a tier (5.1-A, A29)', () => {
  test('A: a month after the last deep contact, at the month’s end where the day is missing', () => {
    expect(
      given(...anhui('A', '2023-01-01'), metDeeply('Anhui', '2023-01-31')).dueOn('Anhui', '2023-02-01'),
    ).toBe('2023-02-28')
    expect(given(...anhui('A'), metDeeply('Anhui', '2024-01-31')).dueOn('Anhui', '2024-02-01')).toBe(
      '2024-02-29',
    )
    expect(given(...anhui('A'), metDeeply('Anhui', '2024-02-29')).dueOn('Anhui', '2024-03-01')).toBe(
      '2024-03-29',
    )
  })

  test('B: two months after the last contact of any kind', () => {
    expect(
      given(...anhui('B'), metDeeply('Anhui', '2024-01-05'), spokeTo('Anhui', '2024-01-20')).dueOn(
        'Anhui',
        '2024-02-01',
      ),
    ).toBe('2024-03-20')
    expect(
      given(...anhui('B'), metDeeply('Anhui', '2024-01-25'), spokeTo('Anhui', '2024-01-20')).dueOn(
        'Anhui',
        '2024-02-01',
      ),
    ).toBe('2024-03-25')
  })

  test('C: three months after the last contact of any kind', () => {
    expect(given(...anhui('C'), spokeTo('Anhui', '2024-11-30')).dueOn('Anhui', '2024-12-01')).toBe(
      '2025-02-28',
    )
  })

  test('an A’s shallow contact does not reset the clock, and is shown apart (A32)', () => {
    const company = given(...anhui('A'), metDeeply('Anhui', '2024-01-10'), spokeTo('Anhui', '2024-02-05'))
    expect(company.item('Anhui', '2024-02-20')).toMatchObject({
      due: '2024-02-10',
      overdueDays: 10,
      lastQualifying: '2024-01-10',
      lastContact: '2024-02-05',
    })
  })

  test('a contact of a later day does not count yet', () => {
    const company = given(...anhui('C'), spokeTo('Anhui', '2024-01-10'), spokeTo('Anhui', '2024-03-15'))
    expect([company.dueOn('Anhui', '2024-03-14'), company.dueOn('Anhui', '2024-03-15')]).toEqual([
      '2024-04-10',
      '2024-06-15',
    ])
  })
})

describe('who was never contacted (A33)', () => {
  test('is due an interval after its registration', () => {
    expect(given(...anhui('C')).dueOn('Anhui', '2024-02-01')).toBe('2024-04-01')
  })

  test('or after its tier began, if that was later', () => {
    expect(
      given(registered('Anhui', '2024-01-01'), assigned('Anhui', 'C', '2024-02-15')).dueOn(
        'Anhui',
        '2024-03-01',
      ),
    ).toBe('2024-05-15')
  })

  test('or after its first purchase, while nobody has registered it', () => {
    const company = given(bought('Anhui', 5, '2024-01-10'), bought('Others', 95, '2024-01-01'))
    expect(company.item('Anhui', '2024-02-01')).toMatchObject({
      due: '2024-04-10',
      tier: 'C',
      tierBasis: 'computed',
    })
  })

  test('nothing is owed before it is known', () => {
    expect(given(...anhui('C')).item('Anhui', '2023-12-31')).toBeUndefined()
  })
})

describe('when the tier changes (A33)', () => {
  test('it is recomputed from the last contact, but not due before the change', () => {
    const company = given(
      ...anhui('C'),
      metDeeply('Anhui', '2024-01-10'),
      assigned('Anhui', 'A', '2024-03-01'),
    )
    expect(company.dueOn('Anhui', '2024-02-29')).toBe('2024-04-10')
    expect(company.item('Anhui', '2024-03-05')).toMatchObject({
      due: '2024-03-01',
      overdueDays: 4,
      tierSince: '2024-03-01',
    })
  })

  test('a lower tier’s interval counts from the last contact too', () => {
    const company = given(
      ...anhui('A'),
      metDeeply('Anhui', '2024-01-10'),
      assigned('Anhui', 'C', '2024-03-01'),
    )
    expect([company.dueOn('Anhui', '2024-02-29'), company.dueOn('Anhui', '2024-03-01')]).toEqual([
      '2024-02-10',
      '2024-04-10',
    ])
  })

  test('a new A whom nobody ever met deeply has a month from the change', () => {
    const company = given(...anhui('C'), spokeTo('Anhui', '2024-02-20'), assigned('Anhui', 'A', '2024-03-01'))
    expect(company.item('Anhui', '2024-03-05')).toMatchObject({
      due: '2024-04-01',
      lastQualifying: null,
      lastContact: '2024-02-20',
    })
  })

  test('a computed tier changes with no event at all, as purchases leave the window', () => {
    const company = given(
      bought('Anhui', 300, '2024-01-10'),
      bought('Others', 700, '2024-06-01'),
      spokeTo('Anhui', '2024-12-20'),
    )
    expect(company.item('Anhui', '2025-01-09')).toMatchObject({
      tier: 'A',
      tierSince: '2024-01-10',
      due: '2024-02-10',
    })
    expect(company.item('Anhui', '2025-01-10')).toMatchObject({
      tier: 'C',
      tierSince: '2025-01-10',
      due: '2025-03-20',
    })
  })
})

describe('the tier that counts (A13, A15)', () => {
  const sales = [bought('Anhui', 300, '2024-01-10'), bought('Anhui', 10, '2024-01-10', 'West')]
  const others = [bought('Others', 700, '2024-01-10'), bought('Others', 990, '2024-01-10', 'West')]

  test('is the highest over all regions', () => {
    expect(given(...sales, ...others).item('Anhui', '2024-02-01')).toMatchObject({
      tier: 'A',
      tierBasis: 'computed',
    })
  })

  test('is the assigned one while that lasts', () => {
    const company = given(...sales, ...others, assigned('Anhui', 'B', '2024-01-20', '2024-03-31'))
    expect(company.item('Anhui', '2024-03-31')).toMatchObject({
      tier: 'B',
      tierBasis: 'assigned',
      tierSince: '2024-01-20',
    })
    expect(company.item('Anhui', '2024-04-01')).toMatchObject({
      tier: 'A',
      tierBasis: 'computed',
      tierSince: '2024-04-01',
    })
  })

  test('of two assigned on one day is the one told last', () => {
    const assignments = [assigned('Anhui', 'C', '2024-01-20'), assigned('Anhui', 'B', '2024-01-20')]
    expect(given(...sales, ...others, ...assignments).item('Anhui', '2024-02-01')?.tier).toBe('B')
  })

  test('goes on when what was assigned becomes what is computed', () => {
    const company = given(...sales, ...others, assigned('Anhui', 'A', '2024-01-20', '2024-03-31'))
    expect(company.item('Anhui', '2024-05-01')).toMatchObject({ tier: 'A', tierSince: '2024-01-10' })
  })
})

describe('a cadence of the customer’s own (5.1-B, A35)', () => {
  const met = spokeTo('Anhui', '2024-01-10')

  test('raised: due sooner, but not before the raise', () => {
    const company = given(...anhui('C'), met, raised('Anhui', { months: 1 }, '2024-01-20', '2024-06-30'))
    expect(company.dueOn('Anhui', '2024-01-20')).toBe('2024-02-10')
    const late = given(...anhui('C'), met, raised('Anhui', { months: 1 }, '2024-03-01', '2024-06-30'))
    expect([late.dueOn('Anhui', '2024-02-29'), late.dueOn('Anhui', '2024-03-05')]).toEqual([
      '2024-03-01',
      '2024-03-01',
    ])
  })

  test('raised when it was overdue already: overdue since then, not since the raise', () => {
    const company = given(...anhui('C'), met, raised('Anhui', { months: 1 }, '2024-05-01', '2024-06-30'))
    expect(company.dueOn('Anhui', '2024-05-10')).toBe('2024-04-10')
  })

  test('lowered: due later', () => {
    const company = given(...anhui('B'), met, lowered('Anhui', { months: 4 }, '2024-02-01', '2024-07-31'))
    expect(company.dueOn('Anhui', '2024-03-15')).toBe('2024-05-10')
  })

  test('lowered until an early day: the tier’s cadence is announced for the day after, and comes', () => {
    const company = given(...anhui('B'), met, lowered('Anhui', { months: 4 }, '2024-02-01', '2024-03-31'))
    expect([company.dueOn('Anhui', '2024-03-15'), company.item('Anhui', '2024-04-01')?.state]).toEqual([
      '2024-04-01',
      'due',
    ])
  })

  test('what was overdue under the lowered cadence stays overdue when it ends', () => {
    const company = given(
      ...anhui('A'),
      metDeeply('Anhui', '2024-01-10'),
      lowered('Anhui', { months: 2 }, '2024-01-10', '2024-03-31'),
    )
    expect(company.item('Anhui', '2024-03-20')).toMatchObject({ due: '2024-03-10', overdueDays: 10 })
    expect(company.item('Anhui', '2024-04-01')).toMatchObject({ due: '2024-03-10', overdueDays: 22 })
  })

  test('when a raise ends unused, the tier’s cadence returns', () => {
    const company = given(...anhui('C'), met, raised('Anhui', { months: 1 }, '2024-01-20', '2024-03-15'))
    expect([company.dueOn('Anhui', '2024-03-15'), company.dueOn('Anhui', '2024-03-16')]).toEqual([
      '2024-02-10',
      '2024-04-10',
    ])
  })

  test('holds on its last day still', () => {
    const company = given(...anhui('C'), met, raised('Anhui', { months: 1 }, '2024-01-20', '2024-03-15'))
    expect(company.item('Anhui', '2024-03-15')?.adjustment).toMatchObject({ direction: 'raise' })
    expect(company.item('Anhui', '2024-03-16')?.adjustment).toBeNull()
  })

  test('of two at once the last decided holds', () => {
    const adjustments = [
      raised('Anhui', { months: 1 }, '2024-01-20', '2024-06-30'),
      raised('Anhui', { months: 2 }, '2024-01-20', '2024-06-30'),
    ]
    expect(given(...anhui('C'), met, ...adjustments).dueOn('Anhui', '2024-02-01')).toBe('2024-03-10')
  })

  test('is all that a customer without tier is owed, and not before it begins', () => {
    const prospect = registered('Anhui', '2024-01-01')
    expect(given(prospect).item('Anhui', '2024-06-01')).toBeUndefined()
    const company = given(prospect, raised('Anhui', { months: 1 }, '2024-05-01', '2024-06-30'))
    expect(company.item('Anhui', '2024-05-03')).toMatchObject({
      tier: null,
      tierBasis: 'none',
      due: '2024-05-01',
      tierSince: null,
    })
    expect(company.item('Anhui', '2024-07-01')).toBeUndefined()
  })
})

test('a new policy’s shorter interval is not due before the policy is in force', () => {
  const monthly = policyWith({ cadence: { C: { interval: { months: 1 }, deep: false } } })
  const company = given(
    ...anhui('C'),
    spokeTo('Anhui', '2024-01-10'),
    adopted('monthly', '2024-03-01', monthly),
  )
  expect(company.item('Anhui', '2024-03-05')).toMatchObject({
    due: '2024-03-01',
    policy: 'monthly',
    interval: { months: 1 },
  })
})

describe('a customer who is left alone', () => {
  const company = given(
    ...anhui('A'),
    metDeeply('Anhui', '2024-01-10'),
    left('Anhui', '2024-02-01'),
    cameBack('Anhui', '2024-05-01'),
  )

  test('is owed nothing', () => {
    expect([
      company.item('Anhui', '2024-01-31')?.due,
      company.item('Anhui', '2024-02-01'),
      company.item('Anhui', '2024-04-30'),
    ]).toEqual(['2024-02-10', undefined, undefined])
  })

  test('is owed again from the day of its return, not before', () => {
    expect(company.item('Anhui', '2024-05-01')).toMatchObject({ due: '2024-05-01', state: 'due' })
    expect(company.item('Anhui', '2024-05-03')).toMatchObject({ due: '2024-05-01', overdueDays: 2 })
  })

  test('and comes back the same day was never away', () => {
    const back = given(
      ...anhui('A'),
      metDeeply('Anhui', '2024-01-10'),
      left('Anhui', '2024-05-01'),
      cameBack('Anhui', '2024-05-01'),
    )
    expect(back.item('Anhui', '2024-05-03')).toMatchObject({ due: '2024-02-10' })
  })
})

describe('the home of a customer (A13)', () => {
  test('is the region and the owner of its registration, from that day on; before, those of its first imported row', () => {
    const ledger = [bought('Anhui', 5, '2024-01-10', 'West'), bought('Anhui', 5, '2024-01-05', 'North')]
    for (const story of [
      [...ledger, registered('Anhui', '2024-03-01')],
      [registered('Anhui', '2024-03-01'), ...ledger],
    ]) {
      const company = given(...story)
      expect(company.item('Anhui', '2024-02-29')).toMatchObject({
        region: 'West',
        owner: 'bo',
        due: '2024-02-05',
      })
      expect(company.item('Anhui', '2024-03-01')).toMatchObject({ region: 'East', owner: 'anna' })
    }
  })

  test('selects whose list it is on', () => {
    const { state } = given(
      ...anhui('C'),
      registered('Beta', '2024-01-01', 'West', 'chen'),
      assigned('Beta', 'C', '2024-01-01'),
    )
    const list = (query: object) =>
      due(state, { asOf: day('2024-04-01'), ...query }).map(({ customer }) => customer)
    expect([list({}), list({ region: 'West' }), list({ owner: 'anna' }), list({ owner: 'bo' })]).toEqual([
      ['Anhui', 'Beta'],
      ['Beta'],
      ['Anhui'],
      [],
    ])
  })
})

describe('the list (A34)', () => {
  const company = given(...anhui('C'), spokeTo('Anhui', '2024-01-31'))
  const state = (asOf: string) => {
    const item = company.item('Anhui', asOf)
    return [item?.state, item?.overdueDays]
  }

  test('says notDue, dueSoon from seven days before, due on the day, and then overdue by so many days', () => {
    expect(state('2024-04-22')).toEqual(['notDue', 0])
    expect(state('2024-04-23')).toEqual(['dueSoon', 0])
    expect(state('2024-04-29')).toEqual(['dueSoon', 0])
    expect(state('2024-04-30')).toEqual(['due', 0])
    expect(state('2024-05-01')).toEqual(['overdue', 1])
    expect(state('2025-04-30')).toEqual(['overdue', 365])
  })

  test('holds what is due by then and soon after, or within so many days', () => {
    const listed = (asOf: string, withinDays?: number) =>
      due(company.state, { asOf: day(asOf), ...present({ withinDays }) }).length
    expect([listed('2024-04-22'), listed('2024-04-23')]).toEqual([0, 1])
    expect([
      listed('2024-04-29', 0),
      listed('2024-04-30', 0),
      listed('2024-04-01', 29),
      listed('2024-04-01', 28),
    ]).toEqual([0, 1, 1, 0])
  })

  test('is in the order of the dates, then of the tiers, then of the codes', () => {
    const graded = (customer: string, tier: 'A' | 'B' | 'C', on: string) => [
      registered(customer, on),
      assigned(customer, tier, on),
    ]
    const list = given(
      ...graded('z', 'A', '2024-03-01'),
      ...graded('y', 'B', '2024-02-01'),
      ...graded('b', 'C', '2024-01-01'),
      ...graded('a', 'C', '2024-01-01'),
      ...graded('x', 'C', '2023-12-31'),
    )
    expect(list.all('2024-04-01').map(({ customer }) => customer)).toEqual(['x', 'z', 'y', 'a', 'b'])
  })
})

describe('the other reading of the policy’s words, by the calendar (A29)', () => {
  test.each([
    ['A', '2024-05-02', '2024-05-31', { from: '2024-05-01', to: '2024-05-31' }],
    ['B', '2024-03-31', '2024-04-30', { from: '2024-03-01', to: '2024-04-30' }],
    ['C', '2024-04-01', '2024-05-31', { from: '2024-04-01', to: '2024-06-30' }],
  ] as const)('%s: was there a contact in this block?', (tier, contacted, asOf, block) => {
    expect(given(...anhui(tier), metDeeply('Anhui', contacted)).item('Anhui', asOf)?.calendar).toEqual({
      ...block,
      met: true,
    })
    expect(given(...anhui(tier), metDeeply('Anhui', '2024-02-28')).item('Anhui', asOf)?.calendar).toEqual({
      ...block,
      met: false,
    })
  })

  test('a shallow contact does not meet an A’s', () => {
    expect(
      given(...anhui('A'), spokeTo('Anhui', '2024-05-02')).item('Anhui', '2024-05-31')?.calendar?.met,
    ).toBe(false)
  })

  test('an interval that does not divide the year has no blocks', () => {
    const odd = policyWith({ cadence: { C: { interval: { months: 5 }, deep: false } } })
    expect(
      given(...anhui('C'), adopted('odd', '2024-01-01', odd)).item('Anhui', '2024-06-01')?.calendar,
    ).toBeNull()
  })
})

test('the reason is a sentence with its clause', () => {
  const reason = (...story: ReadonlyArray<Entry>) => given(...story).item('Anhui', '2024-02-20')?.reason
  expect(reason(...anhui('A'), metDeeply('Anhui', '2024-01-31'))).toBe(
    'tier A (assigned): a deep contact every month (policy 5.1-A); the last on 2024-01-31',
  )
  expect(reason(bought('Anhui', 1, '2024-01-10'), bought('Others', 99, '2024-01-01'))).toBe(
    'tier C: a contact every 3 months (policy 5.1-A); none since 2024-01-10',
  )
  expect(reason(...anhui('B'), lowered('Anhui', { months: 4 }, '2024-01-01', '2024-06-30'))).toBe(
    'tier B (assigned): a contact every 2 months (policy 5.1-A); lowered to every 4 months until 2024-06-30 (policy 5.1-B); none since 2024-01-01',
  )
  expect(
    reason(registered('Anhui', '2024-01-01'), raised('Anhui', { days: 10 }, '2024-01-01', '2024-06-30')),
  ).toBe('a cadence of its own: a contact every 10 days (policy 5.1-B); none since the beginning')
})
