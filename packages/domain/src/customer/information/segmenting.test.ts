import { describe, expect, test } from 'vitest'
import { given, having, on, registered } from '../customer.fixture.ts'

const segment = { industry: 'manufacturing', size: 'large', staff: 1200, basisOn: '2026-03-03' } as const
const segmented = on('2026-03-03', 'SegmentCustomer', { segment })

describe('a customer is classified (policy 3.1)', () => {
  test('by an industry of the policy’s list; its own words for it are kept (clause 4)', () => {
    const data = { customer: 'C1', segment: { ...segment, industryLabel: '工程机械' } }
    having(registered)
      .when({ ...segmented, segment: { ...segment, industryLabel: '工程机械' } })
      .then({ type: 'CustomerSegmented', occurredOn: '2026-03-03', data })
    having(registered)
      .when({ ...segmented, segment: { ...segment, industry: 'T' } })
      .thenMatching({ data: { segment: { industry: 'T' } } })
    having(registered)
      .when({ ...segmented, segment: { ...segment, industry: 'farming' } })
      .thenRejected('UnknownIndustry', {
        industry: 'farming',
        message:
          'farming is no industry of the policy in force: use one of its list (information.industries), or adopt a policy that has it.',
      })
  })

  test('by a size that rests on figures of a day that has come (clause 7)', () => {
    const { staff, ...uncounted } = segment
    const { basisOn, ...undated } = segment
    const missing = {
      message:
        'A size class rests on figures: give the staff or the revenue, and the day they speak of (basisOn), not later than today.',
    }
    having(registered)
      .when({ ...segmented, segment: uncounted })
      .thenRejected('SizeBasisMissing', missing)
    having(registered)
      .when({ ...segmented, segment: undated })
      .thenRejected('SizeBasisMissing', missing)
    having(registered)
      .when({ ...segmented, segment: { ...segment, basisOn: '2026-03-04' } })
      .thenRejected('SizeBasisMissing', missing)
    having(registered)
      .when({ ...segmented, segment: { ...uncounted, revenue: 9_000_000 } })
      .thenMatching({ data: { segment: { revenue: 9_000_000 } } })
    expect([staff, basisOn]).toEqual([1200, '2026-03-03'])
  })

  test('without figures when it is entered as history', () => {
    having(registered)
      .when({ ...segmented, segment: { industry: 'services', size: 'small' } }, { historical: true })
      .thenMatching({ data: { segment: { industry: 'services', size: 'small' } } })
  })

  test('and saying it again changes nothing', () => {
    having(registered, segmented)
      .when(segmented)
      .thenRejected('NothingChanges', { message: 'Nothing changes: the segment is so already.' })
    given().when(segmented).thenRejected('NotRegistered')
  })
})
