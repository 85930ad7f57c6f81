import { describe, expect, test } from 'vitest'
import { make } from '../testing/leaves.ts'
import { CalendarDate } from '../vocabulary/calendar-date.ts'
import { OpportunityCommand, type OpportunityCommandInput } from './commands.ts'
import { given, having, identified, offered, on, planned, qualified } from './opportunity.fixture.ts'
import { opportunity } from './opportunity.ts'
import type { OpportunityState } from './state.ts'

const won = on('2026-03-02', 'ImportOpportunity', {
  region: 'East',
  owner: 'anna',
  importedStage: 'won',
  ledger: 'crm',
  customer: 'C1',
  product: 'GTX Pro',
  engagedOn: '2016-10-20',
  closedOn: '2017-03-01',
  amount: 105_400,
})
const open = on('2026-03-02', 'ImportOpportunity', {
  region: 'East',
  owner: 'anna',
  importedStage: 'engaging',
  ledger: 'crm',
})
const stageOf = (history: ReturnType<typeof having>) => history.state.stage

describe('what another system says of a deal', () => {
  test('is one event with the dates that are known, however long ago', () => {
    given()
      .when(won)
      .then({
        type: 'OpportunityImported',
        occurredOn: '2026-03-02',
        data: {
          opportunity: 'O1',
          region: 'East',
          owner: 'anna',
          customer: 'C1',
          source: 'import',
          importedStage: 'won',
          ledger: 'crm',
          product: 'GTX Pro',
          engagedOn: '2016-10-20',
          closedOn: '2017-03-01',
          amount: 105_400,
          currency: 'CNY',
        },
      })
    given()
      .when({ ...open, importedStage: 'prospecting' })
      .then({
        type: 'OpportunityImported',
        occurredOn: '2026-03-02',
        data: {
          opportunity: 'O1',
          region: 'East',
          owner: 'anna',
          source: 'import',
          importedStage: 'prospecting',
          ledger: 'crm',
        },
      })
  })

  test('stands at the stage that is known of it', () => {
    expect(stageOf(having(won))).toBe('won')
    expect(stageOf(having({ ...won, importedStage: 'lost' }))).toBe('lost')
    expect(stageOf(having({ ...open, importedStage: 'prospecting', customer: 'C1' }))).toBe('identified')
    expect(stageOf(having({ ...open, customer: 'C1' }))).toBe('qualified')
    expect(stageOf(having(open))).toBe('identified')
    expect(having(won).state).toMatchObject({ identifiedOn: '2016-10-20', customer: 'C1', deliverBy: null })
    const { customer: _, engagedOn: __, ...nobodys } = won
    expect(having(nobodys).state).toMatchObject({ stage: 'won', identifiedOn: null, customer: null })
  })

  test('goes on here while it is open: it is qualified with its customer, planned and offered', () => {
    having(open)
      .when({ ...qualified, customer: 'C1' })
      .thenMatching({ data: { customer: 'C1' } })
    const { customer: _, ...forNobody } = qualified
    having(open).when(forNobody).thenRejected('CustomerMissing')
    having({ ...open, customer: 'C1' }, planned)
      .when(offered)
      .thenMatching({ type: 'SolutionProposed' })
    having({ ...open, customer: 'C1', amount: 100_000_000 }, planned)
      .when(offered)
      .thenRejected('DutiesMissing')
    having({ ...open, engagedOn: '2026-03-01' })
      .when({ ...qualified, occurredOn: '2026-02-28' })
      .thenRejected('BeforeIdentification', { identifiedOn: '2026-03-01' })
    having(open)
      .when({ ...qualified, occurredOn: '2026-02-28' })
      .thenMatching({ type: 'OpportunityQualified' })
  })

  test('is over once it is won or lost', () => {
    having(won).when(qualified).thenRejected('Ended', { stage: 'won' })
    having({ ...won, importedStage: 'lost' })
      .when(qualified)
      .thenRejected('Ended', { stage: 'lost' })
  })
})

describe('an import says what can be', () => {
  test('what is over has its day, what is open has none', () => {
    const { closedOn: _, ...unclosed } = won
    given().when(unclosed).thenRejected('ClosingDayMissing', {
      importedStage: 'won',
      message: 'The deal is won: give the day on which it was (closedOn).',
    })
    given()
      .when({ ...unclosed, importedStage: 'lost' })
      .thenRejected('ClosingDayMissing', { importedStage: 'lost' })
    for (const importedStage of ['engaging', 'prospecting'] as const)
      given()
        .when({ ...won, importedStage })
        .thenRejected('NotClosed', {
          importedStage,
          message: `The deal is ${importedStage} and yet closed on 2017-03-01: say whether it is won or lost, or leave the day out.`,
        })
  })

  test('it is closed on the day it was engaged, or later, and neither lies in the future', () => {
    given()
      .when({ ...won, closedOn: '2016-10-20' })
      .thenMatching({ data: { closedOn: '2016-10-20' } })
    given()
      .when({ ...won, closedOn: '2016-10-19' })
      .thenRejected('ClosedBeforeEngaged', {
        engagedOn: '2016-10-20',
        closedOn: '2016-10-19',
        message:
          'The deal cannot be closed on 2016-10-19 when it was engaged on 2016-10-20: mend one of the two days.',
      })
    given()
      .when({ ...won, closedOn: '2026-03-02' })
      .thenMatching({ data: { closedOn: '2026-03-02' } })
    given()
      .when({ ...won, closedOn: '2026-03-03' })
      .thenRejected('InTheFuture', {
        occurredOn: '2026-03-03',
        today: '2026-03-02',
        message: '2026-03-03 has not come yet (today is 2026-03-02): mend the day in the file.',
      })
    given()
      .when({ ...open, engagedOn: '2026-03-03' })
      .thenRejected('InTheFuture', { occurredOn: '2026-03-03' })
    given()
      .when(won, { today: make(CalendarDate, '2026-03-01') })
      .thenRejected('InTheFuture', { occurredOn: '2026-03-02' })
  })

  test('it is worth nothing or more, in the money of an open region', () => {
    given()
      .when({ ...won, amount: 0 })
      .thenMatching({ data: { amount: 0, currency: 'CNY' } })
    given()
      .when({ ...won, amount: -1 })
      .thenRejected('AmountNegative', {
        amount: -1,
        message: '-1 is less than nothing: a deal is worth nothing at least.',
      })
    given()
      .when({ ...won, currency: 'USD' })
      .thenRejected('CurrencyMismatch', { expected: 'CNY', given: 'USD' })
    given()
      .when({ ...won, region: 'Nowhere' })
      .thenRejected('RegionNotOpen', { region: 'Nowhere' })
  })
})

describe('importing again', () => {
  test('decides nothing, also on another day and after the deal went on', () => {
    having(won).when(won).then()
    having(won)
      .when({ ...won, occurredOn: '2026-05-04', currency: 'CNY' })
      .then()
    having(open, qualified, planned).when(open).then()
    having(open)
      .when({ ...open, currency: 'USD' })
      .then()
  })

  test('with other facts is refused, and says which differ', () => {
    const others = {
      region: 'West',
      owner: 'bo',
      customer: 'C2',
      product: 'GTX Plus',
      importedStage: 'lost',
      engagedOn: '2016-10-21',
      closedOn: '2017-03-02',
      amount: 1,
      ledger: 'erp',
      currency: 'USD',
    } as const
    for (const [field, value] of Object.entries(others))
      having(won)
        .when(make(OpportunityCommand, { ...won, ...{ [field]: value } }))
        .thenRejected('ImportDiffers', {
          differing: [field],
          message: `The opportunity was imported already with another ${field}: mend the file, or record here what has happened since.`,
        })
    const { product: _, customer: __, ...less } = won
    having(won)
      .when(less)
      .thenRejected('ImportDiffers', { differing: ['customer', 'product'] })
  })

  test('what was identified here is not imported, and what was imported is not identified', () => {
    having(identified).when(open).thenRejected('AlreadyIdentified', { identifiedOn: '2026-03-02' })
    having(open).when(identified).thenRejected('AlreadyIdentified', {
      identifiedOn: null,
      message: 'The opportunity is known already: give a new one its own id.',
    })
  })

  test('an import touches its region and customer, and those it has already', () => {
    const touched = (input: OpportunityCommandInput, state: OpportunityState) =>
      opportunity.touches(make(OpportunityCommand, input), state)
    expect(touched(open, opportunity.initial)).toMatchObject({ regions: ['East'] })
    expect(
      touched({ ...open, region: 'West', customer: 'C2' }, having({ ...open, customer: 'C1' }).state),
    ).toMatchObject({ regions: ['West', 'East'], customers: ['C2', 'C1'] })
  })
})
