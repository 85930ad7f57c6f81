import { describe, expect, test } from 'vitest'
import { defaultPolicy } from '../../policy/default-policy.ts'
import { make } from '../../testing/leaves.ts'
import { CalendarDate } from '../../vocabulary/calendar-date.ts'
import { event, having, on, registered } from '../customer.fixture.ts'
import { reviewDueOn } from './reviewing.ts'

const facts = {
  scope: 'Lathes',
  scale: 'Two plants',
  marketShare: { numerator: 1, denominator: 4 },
  competitors: ['Acme'],
}
const business = on('2026-03-04', 'RecordBusinessFacts', facts)

describe('the business of a customer (policy 4.1-B)', () => {
  test('is its scope, scale, market share and competitors (clause 20)', () => {
    having(registered)
      .when(business)
      .then(event('2026-03-04', 'BusinessFactsRecorded', facts))
    having(registered, business)
      .when(business)
      .thenRejected('NothingChanges', { message: 'Nothing changes: the business is so already.' })
    having(registered)
      .when(on('2026-03-04', 'RecordBusinessFacts', {}))
      .thenRejected('NothingSaid', {
        message: 'Nothing is said: give at least one of scope, scale, market share or competitors.',
      })
  })

  test('has a market share between none and all', () => {
    const share = (numerator: number, denominator: number) =>
      having(registered).when({ ...business, marketShare: { numerator, denominator } })
    share(0, 1).thenMatching({ type: 'BusinessFactsRecorded' })
    share(7, 7).thenMatching({ type: 'BusinessFactsRecorded' })
    const message = 'A market share lies between 0 and 1: write it as an exact fraction of one.'
    share(8, 7).thenRejected('NotAShare', { share: { numerator: 8, denominator: 7 }, message })
    share(-1, 7).thenRejected('NotAShare', { message })
  })

  test('says what to stress where a known competitor speaks too (clause 21)', () => {
    const point = on('2026-03-05', 'RecordSellingPoint', { competitor: 'Acme', advantage: 'Half the energy' })
    having(registered, business)
      .when(point)
      .then(event('2026-03-05', 'SellingPointRecorded', { competitor: 'Acme', advantage: 'Half the energy' }))
    having(registered, business)
      .when({ ...point, competitor: 'Bolt' })
      .thenRejected('NoSuchCompetitor', {
        competitor: 'Bolt',
        message:
          'Bolt is no known competitor at this customer: record it among the business facts first (RecordBusinessFacts).',
      })
    having(registered).when(point).thenRejected('NoSuchCompetitor')
    having(registered, on('2026-03-04', 'RecordBusinessFacts', { scope: 'Lathes' }))
      .when(point)
      .thenRejected('NoSuchCompetitor')
  })

  test('is sold to as it buys (clause 8)', () => {
    const process = { decisionMonths: 6, qualification: 'ISO 9001', budget: 'Yearly', priorities: ['price'] }
    having(registered)
      .when(on('2026-03-05', 'RecordBuyingProcess', process))
      .then(event('2026-03-05', 'BuyingProcessRecorded', process))
    having(registered)
      .when(on('2026-03-05', 'RecordBuyingProcess', {}))
      .thenRejected('NothingSaid', {
        message:
          'Nothing is said: give at least one of the time a decision takes, the qualification asked for, the budget or the priorities.',
      })
  })

  test('has a development plan of its own (clause 14)', () => {
    const plan = { plan: 'A second hall', from: '2026-06-01', until: '2027-05-31' }
    having(registered)
      .when(on('2026-03-05', 'RecordDevelopmentPlan', plan))
      .then(event('2026-03-05', 'DevelopmentPlanRecorded', plan))
    having(registered)
      .when(on('2026-03-05', 'RecordDevelopmentPlan', { ...plan, until: '2026-05-31' }))
      .thenRejected('PeriodReversed', { from: '2026-06-01', until: '2026-05-31' })
    having(registered)
      .when(on('2026-03-05', 'RecordDevelopmentPlan', { ...plan, until: plan.from }))
      .thenMatching({ type: 'DevelopmentPlanRecorded' })
  })
})

describe('what is read about a customer (policy 4.2-C)', () => {
  const insight = {
    insight: 'i1',
    kind: 'news',
    text: 'Hua builds a second hall',
    reference: 'East Daily, p. 3',
    publishedOn: '2026-03-04',
  } as const

  test('is kept with where it stands and when it was published (clause 29)', () => {
    const read = on('2026-03-04', 'RecordInsight', insight)
    having(registered)
      .when(read)
      .then(event('2026-03-04', 'InsightRecorded', insight))
    having(registered, read).when(read).thenRejected('AlreadyRecorded', {
      what: 'insight',
      id: 'i1',
      message: 'The insight i1 is recorded already: give every insight its own id.',
    })
    having(registered)
      .when({ ...read, publishedOn: '2026-03-05' })
      .thenRejected('ReadBeforePublished', {
        publishedOn: '2026-03-05',
        message: 'It was published on 2026-03-05: it cannot have been read on 2026-03-04.',
      })
  })
})

describe('what is known stays right (policy 4.3)', () => {
  test('each section is looked through from time to time, more often for who matters more (clause 32)', () => {
    const since = make(CalendarDate, '2026-01-31')
    expect(reviewDueOn(defaultPolicy, 'A', since)).toBe('2026-04-30')
    expect(reviewDueOn(defaultPolicy, 'B', since)).toBe('2026-07-31')
    expect(reviewDueOn(defaultPolicy, 'C', since)).toBe('2027-01-31')
    expect(reviewDueOn(defaultPolicy, null, since)).toBe('2027-01-31')
    const reviewed = on('2026-03-05', 'ReviewSection', { section: 'business' })
    having(registered)
      .when(reviewed)
      .then(event('2026-03-05', 'SectionReviewed', { section: 'business', reviewedBy: 'tester' }))
    expect(having(registered, reviewed).state.reviews.get('business')).toBe('2026-03-05')
  })

  // 2026-03-04 is a Wednesday: five working days later is Wednesday the 11th.
  const change = {
    change: 'm1',
    kind: 'expansion',
    knownOn: '2026-03-04',
    description: { subject: 'p-1', value: 'A second hall' },
  } as const
  const happened = on('2026-03-02', 'RecordMajorChange', change)
  const enteredOn = (today: string) => having(registered).when(happened, { today: make(CalendarDate, today) })

  test('a major change is entered promptly, and how promptly is measured (clause 33)', () => {
    enteredOn('2026-03-11').then(
      event('2026-03-02', 'MajorChangeRecorded', {
        ...change,
        enteredOn: '2026-03-11',
        lagDays: 9,
        dueBy: '2026-03-11',
        late: false,
      }),
    )
    enteredOn('2026-03-12').thenMatching({ data: { lagDays: 10, dueBy: '2026-03-11', late: true } })
    having(registered, { ...happened, knownOn: '2026-03-02' })
      .when(happened, { today: make(CalendarDate, '2026-03-12') })
      .thenRejected('AlreadyRecorded', { what: 'major change', id: 'm1' })
  })

  test('a major change becomes known between its day and its entry', () => {
    const knownOn = (day: string) =>
      having(registered).when({ ...happened, knownOn: day }, { today: make(CalendarDate, '2026-03-06') })
    knownOn('2026-03-02').thenMatching({ type: 'MajorChangeRecorded' })
    knownOn('2026-03-06').thenMatching({ type: 'MajorChangeRecorded' })
    knownOn('2026-03-01').thenRejected('KnownOutOfTime', {
      knownOn: '2026-03-01',
      message:
        'It happened on 2026-03-02 and is entered on 2026-03-06: it became known on a day between the two, not on 2026-03-01.',
    })
    knownOn('2026-03-07').thenRejected('KnownOutOfTime', { knownOn: '2026-03-07' })
  })
})
