import { describe, expect, test } from 'vitest'
import { make } from '../testing/leaves.ts'
import { OpportunityCommand } from './commands.ts'
import { about, given, having, identified, planned, qualified } from './opportunity.fixture.ts'
import { opportunity } from './opportunity.ts'

describe('an opportunity is identified and qualified (policy 6.1)', () => {
  test('with its source and evidence, and the day by which a plan is owed; the customer may be unknown (clause 57)', () => {
    given()
      .when({ ...identified, expectedAmount: 900_000 })
      .then({
        type: 'OpportunityIdentified',
        occurredOn: '2026-03-02',
        data: {
          opportunity: 'O1',
          region: 'East',
          owner: 'anna',
          source: 'need',
          evidence: 'They open a second plant',
          expectedAmount: 900_000,
          currency: 'CNY',
          planBy: '2026-03-09',
          policy: 'default-1',
        },
      })
  })

  test('an unknown amount has no currency; a known one has the region’s', () => {
    given()
      .when(identified)
      .thenMatching({ data: expect.not.objectContaining({ currency: expect.anything() }) })
    given()
      .when({ ...identified, currency: 'USD' })
      .thenRejected('CurrencyMismatch', { expected: 'CNY', given: 'USD' })
    given()
      .when({ ...identified, expectedAmount: 0 })
      .thenRejected('AmountNotPositive', { amount: 0 })
    given()
      .when({ ...identified, expectedAmount: 1 })
      .thenMatching({ data: { expectedAmount: 1, currency: 'CNY' } })
    given()
      .when({ ...identified, region: 'Nowhere' })
      .thenRejected('RegionNotOpen')
  })

  test('it is qualified once there is a customer', () => {
    having(identified)
      .when(qualified)
      .then({
        type: 'OpportunityQualified',
        occurredOn: '2026-03-03',
        data: { ...about, need: 'Forty desks' },
      })
    const { customer: _, ...forNobody } = qualified
    having(identified).when(forNobody).thenRejected('CustomerMissing')
    having({ ...identified, customer: 'C1' })
      .when(forNobody)
      .thenMatching({ data: { customer: 'C1' } })
    having({ ...identified, customer: 'C2' })
      .when(qualified)
      .thenRejected('CustomerDiffers', {
        customer: 'C2',
        message: 'The opportunity is one of customer C2: identify another one for C1.',
      })
    having(identified, qualified).when(qualified).thenRejected('AlreadyQualified')
    having({ ...identified, customer: 'C1' }, { ...qualified, largeCustomer: true })
      .when(planned)
      .thenMatching({ data: { customer: 'C1' } })
  })

  test('a chance from industry news names its insight, a lead from service its hand-off, one of a complaint the complaint', () => {
    const from = (source: 'industry' | 'service' | 'complaint') => ({ ...identified, source })
    given()
      .when({ ...from('industry'), handOff: 'H1', complaint: 'K1' })
      .thenRejected('InsightMissing', {
        message: 'It comes from industry news or policy: name the insight that it rests on (insight).',
      })
    given()
      .when({ ...from('service'), insight: 'I1', complaint: 'K1' })
      .thenRejected('HandOffMissing', {
        message: 'It comes from customer service: name the hand-off that brought the lead (handOff).',
      })
    given()
      .when({ ...from('complaint'), insight: 'I1', handOff: 'H1' })
      .thenRejected('ComplaintMissing', {
        message: 'It comes from the follow-up of a complaint: name the complaint (complaint).',
      })
    given()
      .when({ ...from('industry'), insight: 'I1' })
      .thenMatching({ data: { source: 'industry', insight: 'I1' } })
    given()
      .when({ ...from('service'), handOff: 'H1' })
      .thenMatching({ data: { source: 'service', handOff: 'H1' } })
    given()
      .when({ ...from('complaint'), complaint: 'K1' })
      .thenMatching({ data: { source: 'complaint', complaint: 'K1' } })
  })

  test('nothing is done about it before, and it is identified once', () => {
    given().when(qualified).thenRejected('NotIdentified')
    having(identified).when(identified).thenRejected('AlreadyIdentified', {
      identifiedOn: '2026-03-02',
      message: 'The opportunity was identified on 2026-03-02 already: give a new one its own id.',
    })
    having(identified)
      .when({ ...qualified, occurredOn: '2026-03-01' })
      .thenRejected('BeforeIdentification', { identifiedOn: '2026-03-02' })
    having(identified)
      .when({ ...qualified, occurredOn: '2026-03-02' })
      .thenMatching({ type: 'OpportunityQualified' })
    const today = make(OpportunityCommand, identified).occurredOn
    given()
      .when({ ...identified, occurredOn: '2026-03-03' }, { today })
      .thenRejected('InTheFuture', { today })
    given()
      .when({ ...identified, occurredOn: '2024-03-03' }, { today })
      .thenRejected('BackDatedTooFar')
  })
})

test('a command touches the region in which the opportunity was identified, its customer and what it came from', () => {
  const later = make(OpportunityCommand, { ...qualified, customer: 'C2' })
  const touched = opportunity.touches
  const first = make(OpportunityCommand, { ...identified, customer: 'C1', complaint: 'K1' })
  expect(touched(first, opportunity.initial)).toEqual({
    regions: ['East'],
    customers: ['C1'],
    complaints: ['K1'],
    opportunities: [],
  })
  expect(touched(later, having({ ...identified, customer: 'C1' }).state)).toMatchObject({
    regions: ['East'],
    customers: ['C2', 'C1'],
  })
  expect(touched(later, opportunity.initial)).toMatchObject({ regions: [], customers: ['C2'] })
})
