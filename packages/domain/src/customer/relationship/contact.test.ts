import { describe, expect, test } from 'vitest'
import { defaultPolicy } from '../../policy/default-policy.ts'
import { make } from '../../testing/leaves.ts'
import { CalendarDate } from '../../vocabulary/calendar-date.ts'
import { Text } from '../../vocabulary/text.ts'
import { event, having, li, managedBy, on, registered, visit, words } from '../customer.fixture.ts'
import { adjustmentOn, cadenceOf } from './cadence.ts'
import { executiveDueOn, missingForDeep } from './contact.ts'

const date = (text: string) => make(CalendarDate, text)

describe('how often a customer is contacted (policy 5.1-A)', () => {
  test('follows from its tier (clause 34)', () => {
    const { A, B, C } = defaultPolicy.contacts.cadence
    expect([
      cadenceOf(defaultPolicy, 'A'),
      cadenceOf(defaultPolicy, 'B'),
      cadenceOf(defaultPolicy, 'C'),
      cadenceOf(defaultPolicy, null),
    ]).toEqual([A, B, C, null])
  })

  test('A every month, and deeply: a meeting, somebody of the customer, a summary, more than the product (clause 35)', () => {
    expect(defaultPolicy.contacts.cadence.A).toEqual({ interval: { months: 1 }, deep: true })
    const deep = {
      ...visit,
      depth: 'deep' as const,
      summary: words('A second hall'),
      topics: ['product', 'development'],
    }
    having(registered)
      .when(deep)
      .thenMatching({ type: 'ContactRecorded', data: { depth: 'deep' } })
    const { summary: _, ...unwritten } = deep
    having(registered)
      .when({ ...unwritten, kind: 'call', participants: [], topics: ['service'] })
      .thenRejected('NotDeep', {
        missing: [
          'a visit or a meeting (in person, by video or telephone)',
          'a participant of the customer',
          'a written summary',
          'a topic beyond product and service',
        ],
      })
    for (const kind of ['visit', 'meeting', 'videoMeeting', 'callMeeting'] as const)
      expect(missingForDeep({ ...deep, kind })).toEqual([])
    for (const kind of ['call', 'message', 'email'] as const)
      expect(missingForDeep({ ...deep, kind })).toHaveLength(1)
  })

  test('B every two months, by any contact (clause 36)', () => {
    expect(defaultPolicy.contacts.cadence.B).toEqual({ interval: { months: 2 }, deep: false })
  })

  test('C every quarter, by any contact (clause 37)', () => {
    expect(defaultPolicy.contacts.cadence.C).toEqual({ interval: { months: 3 }, deep: false })
  })
})

describe('a contact (policy 5.1-C)', () => {
  test('has its topics; only what is entered as history may have lost them (clause 40)', () => {
    const silent = { ...visit, topics: [] }
    having(registered).when(silent).thenRejected('NoTopic', {
      message:
        'What was talked about? Name at least one topic: product, service, development, industry, successCase or your own.',
    })
    having(registered).when(silent, { historical: true }).thenMatching({ type: 'ContactRecorded' })
  })

  test('at senior-management level is a meeting of an executive of ours with somebody of theirs (clause 11)', () => {
    const summit = { ...visit, kind: 'meeting', level: 'executive', executive: 'zhao' } as const
    having(registered)
      .when(summit)
      .thenMatching({ data: { level: 'executive', executive: 'zhao', region: 'East' } })
    const { executive: _, ...alone } = summit
    having(registered)
      .when({ ...alone, kind: 'email', participants: [] })
      .thenRejected('NotExecutive', {
        missing: [
          'a visit or a meeting (in person, by video or telephone)',
          'the executive of ours',
          'a participant of the customer',
        ],
        message:
          'This is no talk of executives: it lacks a visit or a meeting (in person, by video or telephone), the executive of ours, a participant of the customer. Add that, or leave the level out.',
      })
    expect(executiveDueOn(defaultPolicy, 'A', date('2026-01-31'))).toBe('2026-04-30')
    expect(executiveDueOn(defaultPolicy, 'B', date('2026-01-31'))).toBe(null)
    expect(executiveDueOn(defaultPolicy, null, date('2026-01-31'))).toBe(null)
  })
})

describe('a cadence of the customer’s own (policy 5.1-B)', () => {
  const raise = {
    direction: 'raise',
    interval: { days: 10 },
    reason: 'New line',
    from: '2026-03-03',
    until: '2026-09-03',
  } as const
  const adjust = (adjustment: object) =>
    on('2026-03-03', 'AdjustCadence', { adjustment: { ...raise, ...adjustment } })

  test('is raised alone, lowered with a manager’s approval, and ends (clause 38)', () => {
    having(registered)
      .when(adjust({}))
      .then(event('2026-03-03', 'CadenceAdjusted', { adjustment: raise }))
    having(registered)
      .when(adjust({ until: '2026-09-04' }))
      .thenRejected('AdjustmentTooLong', {
        latest: '2026-09-03',
        message:
          "A cadence of one's own ends at the latest on 2026-09-03: choose an earlier day, and adjust again then.",
      })
    having(registered)
      .when(adjust({ until: '2026-03-02' }))
      .thenRejected('PeriodReversed', {
        message: 'The period ends (2026-03-02) before it begins (2026-03-03).',
      })
    having(registered)
      .when(adjust({ until: '2026-03-03' }))
      .thenMatching({ type: 'CadenceAdjusted' })
    having(registered)
      .when(adjust({ direction: 'lower' }))
      .thenRejected('ApprovalMissing', {
        message: 'A longer interval needs a manager’s approval: name the approver.',
      })
    const governed = managedBy('wang')
    having(registered)
      .when(adjust({ direction: 'lower', approver: 'wang' }), governed)
      .thenMatching({ data: { adjustment: { approver: 'wang' } } })
    having(registered)
      .when(adjust({ direction: 'lower', approver: 'chen' }), governed)
      .thenRejected('ApproverNotManager', { approver: 'chen' })
    having(registered)
      .when(adjust({ direction: 'lower', approver: 'anna' }), governed)
      .thenRejected('SelfApproved', {
        message: 'anna cannot approve their own decision: name somebody else.',
      })
  })

  test('may rest on an important project or a need of the customer’s (clause 39)', () => {
    const need = on('2026-03-03', 'RecordNeed', { need: 'n1', description: words('Spare parts') })
    having(registered, need)
      .when(adjust({ because: { need: 'n1' } }))
      .thenMatching({ data: { adjustment: { because: { need: 'n1' } } } })
    having(registered)
      .when(adjust({ because: { need: 'n1' } }))
      .thenRejected('NotRecorded', { what: 'need', id: 'n1' })
    having(registered)
      .when(adjust({ because: { opportunity: 'O1' } }))
      .thenMatching({ data: { adjustment: { because: { opportunity: 'O1' } } } })
  })

  test('is on a day the last decided of those that cover it', () => {
    const own = (from: string, until: string, reason: string) => ({
      ...raise,
      from: date(from),
      until: date(until),
      reason: make(Text, reason),
    })
    const all = [own('2026-01-01', '2026-02-28', 'a'), own('2026-02-01', '2026-03-31', 'b')]
    const reason = (day: string) => adjustmentOn(all, date(day))?.reason
    expect([reason('2026-01-31'), reason('2026-02-01'), reason('2026-03-31'), reason('2026-04-01')]).toEqual([
      'a',
      'b',
      'b',
      undefined,
    ])
    expect(adjustmentOn(all, date('2025-12-31'))).toBe(null)
  })
})

test('a contact is recorded once', () => {
  having(registered, li, visit).when(visit).thenRejected('ContactExists', {
    contact: 'v1',
    message: 'Contact v1 is recorded already: give every contact its own id.',
  })
})
