import { describe, expect, test } from 'vitest'
import { defaultPolicy } from '../../policy/default-policy.ts'
import { make } from '../../testing/leaves.ts'
import { CalendarDate } from '../../vocabulary/calendar-date.ts'
import { event, having, li, on, registered, visit, words } from '../customer.fixture.ts'
import { contributionTrend, solutionOwed } from './solution-owed.ts'
import { openNeeds } from './state.ts'

const date = (text: string) => make(CalendarDate, text)

describe('what a customer needs (policy 3.2)', () => {
  const need = on('2026-03-03', 'RecordNeed', { need: 'n1', description: words('Spare parts') })
  const met = on('2026-03-05', 'MeetNeed', { need: 'n1', how: 'Stock in East', opportunity: 'O1' })
  const declined = on('2026-03-05', 'DeclineNeed', { need: 'n1', reason: 'Not our trade' })

  test('is listed until it is met, or somebody says why not (clause 12)', () => {
    having(registered)
      .when(need)
      .then(event('2026-03-03', 'NeedRecorded', { need: 'n1', description: words('Spare parts') }))
    having(registered, need)
      .when(met)
      .then(event('2026-03-05', 'NeedMet', { need: 'n1', how: 'Stock in East', opportunity: 'O1' }))
    having(registered, need)
      .when(declined)
      .then(event('2026-03-05', 'NeedDeclined', { need: 'n1', reason: 'Not our trade' }))
    expect(openNeeds(having(registered, need).state)).toEqual(['n1'])
    expect(openNeeds(having(registered, need, met).state)).toEqual([])
    expect(openNeeds(having(registered, need, declined).state)).toEqual([])
  })

  test('is settled once; what was declined may still be met', () => {
    having(registered, need, declined).when(met).thenMatching({ type: 'NeedMet' })
    having(registered, need, met).when(declined).thenRejected('NeedSettled', {
      need: 'n1',
      status: 'met',
      message: 'Need n1 is met already: record a new need under its own id (RecordNeed).',
    })
    having(registered, need, met).when(met).thenRejected('NeedSettled', { status: 'met' })
    having(registered, need, declined).when(declined).thenRejected('NeedSettled', { status: 'declined' })
    having(registered, need).when(need).thenRejected('AlreadyRecorded', { what: 'need', id: 'n1' })
    having(registered).when(met).thenRejected('NotRecorded', { what: 'need', id: 'n1' })
  })

  test('B is brought a solution when nothing was open for half a year (clause 15)', () => {
    const owed = (tier: 'A' | 'B' | 'C' | null, open: number, day: string) =>
      solutionOwed(defaultPolicy, tier, open, date('2026-01-31'), date(day))
    expect(owed('B', 0, '2026-07-31')).toBe(true)
    expect(owed('B', 0, '2026-07-30')).toBe(false)
    expect(owed('B', 1, '2026-12-31')).toBe(false)
    expect([owed('A', 0, '2026-12-31'), owed('C', 0, '2026-12-31'), owed(null, 0, '2026-12-31')]).toEqual([
      false,
      false,
      false,
    ])
  })

  test('its contribution is compared window by window', () => {
    const sold = (day: string, netAmount: number) => ({ occurredOn: date(day), netAmount })
    const sales = [
      sold('2025-12-15', 1),
      sold('2025-12-16', 10),
      sold('2026-03-15', 20),
      sold('2026-03-16', 400),
      sold('2026-06-15', -100),
      sold('2026-06-16', 9000),
    ]
    expect(contributionTrend(sales, date('2026-06-15'), { months: 3, windows: 2 })).toEqual([30n, 300n])
    expect(contributionTrend([], date('2026-06-30'), { months: 3, windows: 1 })).toEqual([0n])
  })
})

describe('C is never neglected (policy 3.2-C)', () => {
  const materials = { materials: 'm1', products: ['Lathes'], channel: 'mail' } as const

  test('it is sent basic information about products and service (clause 17)', () => {
    having(registered)
      .when(on('2026-03-03', 'SendMaterials', materials))
      .then(event('2026-03-03', 'MaterialsSent', materials))
    having(registered)
      .when(on('2026-03-03', 'SendMaterials', { ...materials, products: [] }))
      .thenRejected('NoProducts', {
        message: 'What are the materials about? Name at least one product or service.',
      })
  })

  test('and led to a higher tier by a day to come', () => {
    const facts = { region: 'East', tier: 'B', by: '2026-12-31', steps: 'A visit a month' } as const
    const goal = on('2026-03-03', 'SetUpgradeGoal', facts)
    having(registered)
      .when(goal)
      .then(event('2026-03-03', 'UpgradeGoalSet', facts))
    having(registered)
      .when({ ...goal, tier: 'A' })
      .thenMatching({ data: { tier: 'A' } })
    const message = 'A goal is to become A or B by a day to come: choose both so.'
    having(registered)
      .when({ ...goal, tier: 'C' })
      .thenRejected('NoGoal', { message })
    having(registered)
      .when({ ...goal, by: '2026-03-03' })
      .thenRejected('NoGoal', { message })
    having(registered)
      .when({ ...goal, by: '2026-03-04' })
      .thenMatching({ type: 'UpgradeGoalSet' })
    having(registered)
      .when({ ...goal, region: 'Nowhere' })
      .thenRejected('RegionNotOpen')
  })
})

describe('what the customer says of us (policy 5.1-C)', () => {
  const heard = on('2026-03-03', 'RecordFeedback', { feedback: 'f1', contact: 'v1', text: words('Too loud') })
  const resolved = on('2026-03-05', 'ResolveFeedback', { feedback: 'f1', solution: 'Damping' })
  const escalated = on('2026-03-05', 'EscalateFeedback', { feedback: 'f1', complaint: 'K1' })

  test('is kept until it is resolved or has become a complaint (clause 41)', () => {
    having(registered, visit)
      .when(heard)
      .then(
        event('2026-03-03', 'FeedbackRecorded', { feedback: 'f1', contact: 'v1', text: words('Too loud') }),
      )
    having(registered, visit, heard)
      .when(resolved)
      .then(event('2026-03-05', 'FeedbackResolved', { feedback: 'f1', solution: 'Damping' }))
    having(registered, visit, heard)
      .when(escalated)
      .then(event('2026-03-05', 'FeedbackEscalated', { feedback: 'f1', complaint: 'K1' }))
    having(registered, visit, heard, resolved).when(escalated).thenMatching({ type: 'FeedbackEscalated' })
    having(registered, visit, heard, resolved).when(resolved).thenRejected('FeedbackSettled', {
      feedback: 'f1',
      status: 'resolved',
      message:
        'Feedback f1 is resolved already: record what was heard since under its own id (RecordFeedback).',
    })
    having(registered, visit, heard, escalated)
      .when(escalated)
      .thenRejected('FeedbackSettled', { status: 'escalated' })
    having(registered, visit, heard, escalated)
      .when(resolved)
      .thenRejected('FeedbackSettled', { status: 'escalated' })
  })

  test('has an id of its own, and was heard at a contact that is recorded', () => {
    having(registered, visit, heard).when(heard).thenRejected('AlreadyRecorded', { what: 'feedback' })
    having(registered).when(heard).thenRejected('NotRecorded', { what: 'contact', id: 'v1' })
    having(registered).when(resolved).thenRejected('NotRecorded', { what: 'feedback', id: 'f1' })
    const { contact: _, ...elsewhere } = heard
    having(registered).when(elsewhere).thenMatching({ type: 'FeedbackRecorded' })
  })
})

describe('surveys (policy 4.2-B)', () => {
  const asked = on('2026-03-03', 'ConductSurvey', {
    survey: 's1',
    person: 'li',
    kind: 'phone',
    questions: 10,
  })
  const answer = on('2026-03-04', 'RecordSatisfaction', {
    answer: { csat: 4 },
    survey: 's1',
    respondent: words('Ms Li'),
  })
  const analysis = { survey: 's1', findings: 'Delivery is slow', measures: ['A second van'] }

  test('are short, and burden nobody more than once in 90 days (clause 27)', () => {
    having(registered, li)
      .when(asked)
      .then(
        event('2026-03-03', 'SurveyConducted', { survey: 's1', person: 'li', kind: 'phone', questions: 10 }),
      )
    having(registered, li)
      .when({ ...asked, questions: 12 })
      .thenRejected('SurveyTooLong', {
        questionsMax: 10,
        message: 'A survey asks at most 10 questions: leave out 2.',
      })
    const again = (day: string) =>
      having(registered, li, asked).when({ ...asked, occurredOn: day, survey: 's2' })
    again('2026-05-31').thenRejected('SurveyedRecently', {
      person: 'li',
      askedOn: '2026-03-03',
      from: '2026-06-01',
      message: 'li was asked on 2026-03-03 (s1): ask again from 2026-06-01 on.',
    })
    again('2026-06-01').thenMatching({ type: 'SurveyConducted' })
    again('2026-03-02').thenRejected('SurveyedRecently')
    having(registered).when(asked).thenRejected('NotRecorded', { what: 'person', id: 'li' })
    having(registered, li, asked, { ...li, person: 'wu' })
      .when({ ...asked, person: 'wu' })
      .thenMatching({ data: { person: 'wu' } })
  })

  test('say something once there are answers (clause 28)', () => {
    having(registered, li, asked, answer)
      .when(on('2026-03-10', 'AnalyseSurvey', analysis))
      .then(event('2026-03-10', 'SurveyAnalysed', analysis))
    having(registered, li, asked)
      .when(on('2026-03-10', 'AnalyseSurvey', analysis))
      .thenRejected('SurveyUnanswered', {
        survey: 's1',
        message:
          'No answer to survey s1 is recorded for this customer: record the answers first (RecordSatisfaction).',
      })
  })
})

describe('news of the industry (policy 6.1-B)', () => {
  const insight = on('2026-03-03', 'RecordInsight', {
    insight: 'i1',
    kind: 'report',
    text: 'Subsidies for damping',
    reference: 'Gazette',
    publishedOn: '2026-03-01',
  })
  const told = { insight: 'i1', text: 'There is money for it', channel: 'call', person: 'li' } as const

  test('are told to the customer they concern (clause 58)', () => {
    const tell = on('2026-03-04', 'InformOfNews', told)
    having(registered, li, insight)
      .when(tell)
      .then(event('2026-03-04', 'CustomerInformed', told))
    having(registered, li).when(tell).thenRejected('NotRecorded', { what: 'insight', id: 'i1' })
    having(registered, insight).when(tell).thenRejected('NotRecorded', { what: 'person', id: 'li' })
    const { person: _, ...everybody } = tell
    having(registered, insight).when(everybody).thenMatching({ type: 'CustomerInformed' })
  })
})
