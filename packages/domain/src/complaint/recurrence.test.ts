import { describe, expect, test } from 'vitest'
import { defaultPolicy } from '../policy/default-policy.ts'
import {
  about,
  followedUp,
  having,
  on,
  received,
  toFollowUp,
  toSolution,
} from '../testing/complaint-examples.ts'
import { make } from '../testing/leaves.ts'
import { CalendarDate } from '../vocabulary/calendar-date.ts'
import { Code, ComplaintId, CustomerId } from '../vocabulary/code.ts'
import { isValid, type RecurrenceCase, recurrences } from './recurrence.ts'

describe('a complaint that came again is recognised (policy 5.3-C, A50)', () => {
  const day = (text: string) => make(CalendarDate, text)
  const aCase = (id: string, on: string, facts: Partial<RecurrenceCase> = {}): RecurrenceCase => ({
    complaint: make(ComplaintId, id),
    customer: make(CustomerId, 'C1'),
    receivedOn: day(on),
    category: null,
    rootCause: null,
    stage: 'closed',
    ...facts,
  })
  const late = { category: make(Code, 'late') }
  const worn = { rootCause: make(Code, 'wornSeal') }

  test('the same category from the same customer, within the days of the policy (clause 56)', () => {
    const first = aCase('K1', '2026-01-01', late)
    expect(recurrences([first, aCase('K2', '2026-06-30', late)], 180)).toEqual([
      { complaint: 'K2', earlier: 'K1', because: 'category', code: 'late', daysAfter: 180 },
    ])
    expect(recurrences([first, aCase('K2', '2026-07-01', late)], 180)).toEqual([])
    expect(recurrences([first, aCase('K2', '2026-01-01', late)], 180)).toMatchObject([{ daysAfter: 0 }])
    const another = { ...late, customer: make(CustomerId, 'C2') }
    expect(recurrences([first, aCase('K2', '2026-01-02', another)], 180)).toEqual([])
    expect(recurrences([first, aCase('K2', '2026-01-02', { category: make(Code, 'early') })], 180)).toEqual(
      [],
    )
  })

  test('the same root cause from anybody (clause 56)', () => {
    const another = { ...worn, customer: make(CustomerId, 'C2') }
    expect(recurrences([aCase('K1', '2026-01-01', worn), aCase('K2', '2026-01-31', another)], 180)).toEqual([
      { complaint: 'K2', earlier: 'K1', because: 'rootCause', code: 'wornSeal', daysAfter: 30 },
    ])
  })

  test('another root cause is no recurrence', () => {
    const another = { rootCause: make(Code, 'lateDelivery') }
    expect(recurrences([aCase('K1', '2026-01-01', worn), aCase('K2', '2026-01-02', another)], 180)).toEqual(
      [],
    )
  })

  test('by both, by the latest before it, and in the order of the receipts (clause 56)', () => {
    const both = { ...late, ...worn }
    const cases = [
      aCase('K3', '2026-03-01', both),
      aCase('K1', '2026-01-01', both),
      aCase('K2', '2026-02-01', late),
    ]
    expect(
      recurrences(cases, 180).map(({ complaint, earlier, because }) => [complaint, earlier, because]),
    ).toEqual([
      ['K2', 'K1', 'category'],
      ['K3', 'K2', 'category'],
      ['K3', 'K1', 'rootCause'],
    ])
    expect(cases.map(({ complaint }) => complaint)).toEqual(['K3', 'K1', 'K2'])
  })

  test('a category is not a cause of the same name, and what has neither repeats nothing', () => {
    const code = make(Code, 'late')
    expect(
      recurrences(
        [aCase('K1', '2026-01-01', { category: code }), aCase('K2', '2026-01-02', { rootCause: code })],
        180,
      ),
    ).toEqual([])
    expect(recurrences([aCase('K1', '2026-01-01'), aCase('K2', '2026-01-02')], 180)).toEqual([])
  })

  test.each(['rejected', 'withdrawn', 'merged'] as const)('what was %s repeats nothing', (stage) => {
    const void_ = aCase('K1', '2026-01-01', { ...late, stage })
    expect(recurrences([void_, aCase('K2', '2026-01-02', late)], 180)).toEqual([])
    expect(isValid(stage)).toBe(false)
    expect(isValid('reopened')).toBe(true)
  })

  test('a complaint with its id is such a case', () => {
    const one = having({ ...received, category: 'leak' }, ...toFollowUp.slice(1)).state
    if (one.stage === 'unheard') throw new Error('It was received.')
    const k1 = { complaint: make(ComplaintId, 'K1'), ...one }
    const k2 = { complaint: make(ComplaintId, 'K2'), ...one }
    expect(recurrences([k1, k2], defaultPolicy.complaints.recurrenceDays)).toMatchObject([
      { complaint: 'K2', earlier: 'K1', because: 'category', code: 'leak' },
      { complaint: 'K2', earlier: 'K1', because: 'rootCause', code: 'wornSeal' },
    ])
  })
})

describe('that it repeats an earlier one is recorded (policy 5.3-C, A50)', () => {
  const byCategory = on('2026-03-06', 'LinkRecurrence', { earlier: 'K0', because: 'category' })
  const byCause = { ...byCategory, because: 'rootCause' as const }
  const categorised = { ...received, category: 'leak' }

  test('with the category or the cause that came again (clause 56)', () => {
    having(categorised)
      .when(byCategory)
      .then({
        type: 'ComplaintRecurred',
        occurredOn: '2026-03-06',
        data: { ...about, earlier: 'K0', because: 'category', code: 'leak' },
      })
    having(...toSolution)
      .when(byCause)
      .then({
        type: 'ComplaintRecurred',
        occurredOn: '2026-03-06',
        data: { ...about, earlier: 'K0', because: 'rootCause', code: 'wornSeal' },
      })
  })

  test('not of itself, not twice, and not without what it repeats (clause 56)', () => {
    having(categorised)
      .when({ ...byCategory, earlier: 'K1' })
      .thenRejected('SameComplaint', {
        complaint: 'K1',
        message: 'K1 is this complaint itself: name the one before that it repeats (earlier).',
      })
    having(categorised, byCategory).when(byCategory).thenRejected('AlreadyLinked', {
      earlier: 'K0',
      because: 'category',
      message: 'That it repeats K0 by its category is recorded already: there is nothing to add.',
    })
    having(received).when(byCategory).thenRejected('NoCategory', {
      message:
        'The complaint was received without a category: link it by its root cause (because: rootCause).',
    })
    having(categorised).when(byCause).thenRejected('CauseUnknown', {
      message: 'The cause is not known yet: determine it and whose fault it was first (DetermineCause).',
    })
  })

  test('it may repeat another one, or the same one by the other reason', () => {
    having(categorised, ...toSolution.slice(1), byCategory)
      .when(byCause)
      .thenMatching({ data: { because: 'rootCause' } })
    having(categorised, byCategory)
      .when({ ...byCategory, earlier: 'K9' })
      .thenMatching({ data: { earlier: 'K9' } })
  })

  test('also after it was resolved or closed, but not after it was rejected', () => {
    const closed = on('2026-03-11', 'CloseComplaint', { lesson: 'Check seals' })
    for (const history of [toFollowUp, [...toFollowUp, followedUp], [...toFollowUp, followedUp, closed]])
      having(...history)
        .when(byCause)
        .thenMatching({ type: 'ComplaintRecurred' })
    having(categorised, on('2026-03-03', 'RejectComplaint', { reason: 'Not ours' }))
      .when(byCategory)
      .thenRejected('Ended', { stage: 'rejected' })
  })

  test('a cause found before it came back is not known any more', () => {
    having(...toFollowUp, on('2026-03-06', 'ReopenComplaint', { reason: 'Leaks' }))
      .when(byCause)
      .thenRejected('CauseUnknown')
  })
})
