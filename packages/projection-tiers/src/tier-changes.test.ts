import { CustomerId } from '@kehu/domain'
import { describe, expect, test } from 'vitest'
import { day, type Entry, ok } from './testing/log.fixture.ts'
import { policyWith } from './testing/policies.fixture.ts'
import { adopted, bought, corrected, gaveBack, given, soldToNobody } from './testing/story.fixture.ts'
import { tierChanges } from './tier-changes.ts'

const changes = (customer: string, from: string, to: string, ...story: ReadonlyArray<Entry>) =>
  tierChanges(given(...story).state, ok(CustomerId.decode(customer)), { from: day(from), to: day(to) })

/** Region, first day, tier and reason of each stretch. */
const short = (found: ReturnType<typeof changes>) =>
  found.map(({ region, from, tier, grade }) => [region, from, tier, grade.reason])

describe('how a tier came and went', () => {
  test('with its purchases, and with no event at all as they leave the window', () => {
    const story = [bought('Anhui', 200, '2023-02-10'), bought('Others', 800, '2023-06-01')]
    expect(short(changes('Anhui', '2023-01-01', '2024-12-31', ...story))).toEqual([
      ['East', '2023-01-01', null, 'PROSPECT'],
      ['East', '2023-02-10', 'A', 'SHARE_A'],
      ['East', '2024-02-10', 'C', 'LAPSED'],
      ['East', '2024-06-01', null, 'NO_REGION_SALES'],
    ])
  })

  test('as others buy and give back, and what they bought leaves the window', () => {
    const story = [
      bought('Anhui', 150, '2024-03-01'),
      bought('Others', 850, '2024-01-31'),
      bought('Others', 1000, '2024-03-15'),
      gaveBack('Others', 500, '2024-03-20'),
    ]
    expect(short(changes('Anhui', '2024-03-01', '2025-02-28', ...story))).toEqual([
      ['East', '2024-03-01', 'B', 'SHARE_B'],
      ['East', '2024-03-15', 'C', 'REST'],
      ['East', '2024-03-20', 'B', 'SHARE_B'],
      ['East', '2025-01-31', 'A', 'SHARE_A'],
    ])
  })

  test('a purchase of 29 February leaves on 1 March, one of the 28th on the 28th', () => {
    const leaves = (on: string, to: string) =>
      changes('Anhui', on, to, bought('Anhui', 200, on), bought('Others', 100, '2024-06-01')).at(-1)?.from
    expect(leaves('2024-02-29', '2025-05-31')).toBe('2025-03-01')
    expect(leaves('2023-02-28', '2024-05-31')).toBe('2024-02-28')
  })

  test('with the region’s policy, whose sentence each stretch has', () => {
    const half = policyWith({ a: { numerator: 1, denominator: 2 } })
    const found = changes(
      'Anhui',
      '2024-01-10',
      '2024-06-30',
      bought('Anhui', 400, '2024-01-10'),
      bought('Others', 600, '2024-01-10'),
      adopted('half', '2024-04-01', half),
    )
    expect(found.map(({ from, to, explanation }) => [from, to, explanation])).toEqual([
      [
        '2024-01-10',
        '2024-03-31',
        '40.00 % of the region’s net sales in the window, at least 20 % (policy 3.2-A)',
      ],
      [
        '2024-04-01',
        '2024-06-30',
        '40.00 % of the region’s net sales in the window, at least 10 % and less than 50 % (policy 3.2-B)',
      ],
    ])
  })

  test('while the region sold nothing, there was none', () => {
    const story = [
      bought('Anhui', 400, '2024-01-10'),
      soldToNobody(-400, '2024-02-01'),
      soldToNobody(1, '2024-03-01'),
    ]
    expect(
      short(changes('Anhui', '2024-01-10', '2024-06-30', ...story)).map(([, from, tier]) => [from, tier]),
    ).toEqual([
      ['2024-01-10', 'A'],
      ['2024-02-01', null],
      ['2024-03-01', 'A'],
    ])
  })

  test('region by region; not where a purchase was only entered by mistake', () => {
    const was = { on: '2024-01-10', amount: 400 }
    const story = [
      bought('Anhui', 400, '2024-01-10', 'East', 'p'),
      bought('Anhui', 1, '2024-01-10', 'North'),
      bought('Others', 99, '2024-01-10', 'North'),
    ]
    expect(short(changes('Anhui', '2024-02-01', '2024-02-01', ...story))).toEqual([
      ['East', '2024-02-01', 'A', 'SHARE_A'],
      ['North', '2024-02-01', 'C', 'REST'],
    ])
    const moved = corrected('Anhui', 'p', was, { ...was, region: 'West' })
    expect(
      short(changes('Anhui', '2024-02-01', '2024-02-01', ...story, moved)).map(([region]) => region),
    ).toEqual(['North', 'West'])
  })

  test('of a stranger, or in no time at all, nothing is told', () => {
    expect(changes('Nobody', '2024-01-01', '2024-12-31', bought('Anhui', 1, '2024-01-10'))).toEqual([])
    expect(changes('Anhui', '2024-12-31', '2024-01-01', bought('Anhui', 1, '2024-01-10'))).toEqual([])
  })
})
