import { describe, expect, test } from 'vitest'
import { make } from '../testing/leaves.ts'
import { specification } from '../testing/specification.ts'
import { decode } from '../vocabulary/decode.ts'
import { OpportunityCommand, type OpportunityCommandInput } from './commands.ts'
import { opportunityEvents } from './events.ts'
import { opportunity, regionsOfOpportunityCommand } from './opportunity.ts'
import { openSteps } from './state.ts'

const { given, having } = specification(opportunity, {
  command: OpportunityCommand,
  events: opportunityEvents,
})

// 2026-03-02 is a Monday, and no holiday is near.
const on = <const T extends OpportunityCommandInput['type'], const F>(
  occurredOn: string,
  type: T,
  facts: F,
) => ({
  type,
  occurredOn,
  opportunity: 'O1',
  ...facts,
})

const identified = on('2026-03-02', 'IdentifyOpportunity', {
  region: 'East',
  source: 'need',
  evidence: 'They open a second plant',
  owner: 'anna',
})
const qualified = on('2026-03-03', 'QualifyOpportunity', { customer: 'C1', need: 'Forty desks' })
const visit = { step: 's1', due: '2026-03-10', owner: 'anna', method: 'visit' }
const call = { step: 's2', due: '2026-03-20', owner: 'bo', method: 'call', purpose: 'Ask for the budget' }
const planned = on('2026-03-03', 'PlanFollowUp', { steps: [visit, call] })
const offered = on('2026-03-12', 'ProposeSolution', {
  solution: 'Desks and chairs',
  needs: ['desks', 'chairs'],
})
const note = { subject: 'p-1', value: 'Not below 5 % off' }
const bargained = on('2026-03-16', 'Negotiate', { note, bottomLine: note })
const agreed = on('2026-03-18', 'ReachAgreement', {})
const signed = on('2026-03-20', 'SignContract', {
  contract: 'V-26-7',
  amount: 1_250_000,
  terms: 'DMS 4711, version 3',
  checkedBy: 'bo',
  deliverBy: '2026-04-20',
})
const delivered = on('2026-04-20', 'RecordDelivery', { qualityOk: true })
const toAgreement = [identified, qualified, planned, offered, bargained, agreed]
const about = { opportunity: 'O1', region: 'East', owner: 'anna', customer: 'C1' }

describe('an opportunity is identified and qualified (policy 6.1)', () => {
  test('with its source and evidence, and the day by which a plan is owed; the customer may be unknown', () => {
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
      .thenRejected('CustomerDiffers', { customer: 'C2' })
    having(identified, qualified).when(qualified).thenRejected('AlreadyQualified')
  })

  test('nothing is done about it before, and it is identified once', () => {
    given().when(qualified).thenRejected('NotIdentified')
    having(identified).when(identified).thenRejected('AlreadyIdentified', { identifiedOn: '2026-03-02' })
    having(identified)
      .when({ ...qualified, occurredOn: '2026-03-01' })
      .thenRejected('BeforeIdentification')
    const today = make(OpportunityCommand, identified).occurredOn
    given()
      .when({ ...identified, occurredOn: '2026-03-03' }, { today })
      .thenRejected('InTheFuture', { today })
    given()
      .when({ ...identified, occurredOn: '2024-03-03' }, { today })
      .thenRejected('BackDatedTooFar')
  })
})

describe('its follow-up is planned (policy 6.2-A)', () => {
  test('day, owner and method of each step are mandatory', () => {
    having(identified, qualified)
      .when(planned)
      .then({ type: 'FollowUpPlanned', occurredOn: '2026-03-03', data: { ...about, steps: [visit, call] } })
    for (const field of ['due', 'owner', 'method'] as const) {
      const { [field]: _, ...step } = visit
      expect(decode(OpportunityCommand)({ ...planned, steps: [step] })).toMatchObject({
        left: { problems: [`steps.0.${field}: is missing`] },
      })
    }
  })

  test('a plan has steps, each once, none due before it is made', () => {
    having(identified)
      .when({ ...planned, steps: [] })
      .thenRejected('PlanEmpty')
    having(identified)
      .when({ ...planned, steps: [visit, visit] })
      .thenRejected('StepTwice', { step: 's1' })
    having(identified)
      .when({ ...planned, steps: [{ ...visit, due: '2026-03-02' }] })
      .thenRejected('DueInThePast')
    having(identified, planned).when(planned).thenRejected('AlreadyPlanned')
  })

  test('it is revised with a reason, and both the old and the new plan are kept', () => {
    const demo = { step: 's3', due: '2026-03-16', owner: 'chen', method: 'demo' }
    const revised = on('2026-03-11', 'RevisePlan', { steps: [visit, demo], reason: 'They want to see it' })
    const history = having(identified, qualified, planned)
    history.when(revised).then({
      type: 'PlanRevised',
      occurredOn: '2026-03-11',
      data: { ...about, before: [visit, call], after: [visit, demo], reason: 'They want to see it' },
    })
    const after = having(identified, qualified, planned, revised)
    after
      .when(on('2026-03-12', 'CompleteStep', { step: 's2' }))
      .thenRejected('StepNotOpen', { status: 'cancelled' })
    expect(after.state.stage !== 'unheard' && openSteps(after.state)).toEqual([visit, demo])
    after.when({ ...revised, occurredOn: '2026-03-12' }).thenRejected('NothingChanges')
    after.when({ ...revised, steps: [call] }).thenRejected('StepNotOpen', { step: 's2', status: 'cancelled' })
    after.when({ ...revised, steps: [{ ...visit, due: '2026-03-01' }] }).thenRejected('DueInThePast')
    having(identified).when(revised).thenRejected('NotPlanned')
  })

  test('a step is done, missed once its day is over, or gets another day', () => {
    const history = having(identified, qualified, planned)
    history
      .when(on('2026-03-09', 'CompleteStep', { step: 's1', result: note }))
      .then({ type: 'StepCompleted', occurredOn: '2026-03-09', data: { ...about, step: 's1', result: note } })
    const missed = on('2026-03-11', 'MissStep', { step: 's1', reason: 'Ill' })
    history.when(missed).then({
      type: 'StepMissed',
      occurredOn: '2026-03-11',
      data: { ...about, step: 's1', due: '2026-03-10', reason: 'Ill' },
    })
    history.when({ ...missed, occurredOn: '2026-03-10' }).thenRejected('NotDueYet', { due: '2026-03-10' })
    const moved = on('2026-03-11', 'RescheduleStep', { step: 's1', due: '2026-03-13', reason: 'Well again' })
    having(identified, qualified, planned, missed)
      .when(moved)
      .then({
        type: 'StepRescheduled',
        occurredOn: '2026-03-11',
        data: { ...about, step: 's1', from: '2026-03-10', to: '2026-03-13', reason: 'Well again' },
      })
    having(identified, qualified, planned, missed, moved)
      .when(on('2026-03-12', 'CompleteStep', { step: 's1' }))
      .thenMatching({ type: 'StepCompleted' })
    having(identified, qualified, planned, missed)
      .when(missed)
      .thenRejected('StepNotOpen', { status: 'missed' })
    history.when({ ...moved, due: '2026-03-10', occurredOn: '2026-03-09' }).thenRejected('NothingChanges')
    history.when({ ...moved, due: '2026-03-10' }).thenRejected('DueInThePast')
    history.when({ ...moved, step: 's9' }).thenRejected('NoSuchStep', { step: 's9' })
  })
})

describe('it is won (policy 6.2-B, 6.3)', () => {
  test('with a solution for known needs, one version after the other', () => {
    const history = having(identified, qualified, planned)
    history.when(offered).then({
      type: 'SolutionProposed',
      occurredOn: '2026-03-12',
      data: { ...about, version: 1, solution: 'Desks and chairs', needs: ['desks', 'chairs'] },
    })
    having(identified, qualified, planned, offered, bargained)
      .when({ ...offered, occurredOn: '2026-03-17' })
      .thenMatching({ data: { version: 2 } })
    history.when({ ...offered, needs: [] }).thenRejected('NoNeedsCovered')
    having(identified, qualified).when(offered).thenRejected('NotPlanned')
    having(identified).when(offered).thenRejected('NotQualified')
  })

  test('after bargaining, of which the notes are personal values', () => {
    having(identified, qualified, planned, offered)
      .when(bargained)
      .then({
        type: 'NegotiationRecorded',
        occurredOn: '2026-03-16',
        data: { ...about, note, bottomLine: note },
      })
    having(identified, qualified, planned).when(bargained).thenRejected('NoSolution')
    expect(decode(OpportunityCommand)({ ...bargained, note: 'in clear' })._tag).toBe('Left')
  })

  test('by an agreement, to be signed within ten working days', () => {
    having(identified, qualified, planned, offered)
      .when(agreed)
      .then({
        type: 'AgreementReached',
        occurredOn: '2026-03-18',
        data: { ...about, signBy: '2026-04-01', policy: 'default-1' },
      })
    having(...toAgreement)
      .when(agreed)
      .thenRejected('AlreadyAgreed')
  })

  test('signed with its amount, terms and who checked them', () => {
    const { type: _, occurredOn, ...facts } = signed
    having(...toAgreement)
      .when(signed)
      .then({ type: 'ContractSigned', occurredOn, data: { ...about, ...facts, currency: 'CNY' } })
    having(...toAgreement)
      .when({ ...signed, amount: 0 })
      .thenRejected('AmountNotPositive')
    having(...toAgreement)
      .when({ ...signed, currency: 'USD' })
      .thenRejected('CurrencyMismatch')
    having(...toAgreement)
      .when({ ...signed, deliverBy: '2026-03-19' })
      .thenRejected('DeliveryBeforeSigning')
    having(...toAgreement.slice(0, 5))
      .when(signed)
      .thenRejected('NotAgreed')
    having(...toAgreement, signed)
      .when(signed)
      .thenRejected('AlreadySigned')
  })

  test('delivered: on the day it is due is on time, a day later is not', () => {
    having(...toAgreement, signed)
      .when(delivered)
      .then({
        type: 'DeliveryRecorded',
        occurredOn: '2026-04-20',
        data: { ...about, due: '2026-04-20', deliveredOn: '2026-04-20', onTime: true, qualityOk: true },
      })
    having(...toAgreement, signed)
      .when({ ...delivered, occurredOn: '2026-04-21' })
      .thenMatching({ data: { onTime: false } })
    having(...toAgreement)
      .when(delivered)
      .thenRejected('NotSigned')
    having(...toAgreement, signed, delivered)
      .when(delivered)
      .thenRejected('AlreadyDelivered')
  })

  test('what is not of good quality is delivered again', () => {
    having(...toAgreement, signed, { ...delivered, qualityOk: false })
      .when({ ...delivered, occurredOn: '2026-04-25' })
      .thenMatching({ data: { qualityOk: true, onTime: false } })
  })
})

describe('it goes back, or is lost (A51)', () => {
  const back = on('2026-03-19', 'ReturnToStage', { stage: 'negotiation', reason: 'New budget' })
  const lost = on('2026-03-19', 'LoseOpportunity', { reason: 'Cheaper elsewhere', competitor: 'Desks & Co' })
  const abandoned = on('2026-03-19', 'AbandonOpportunity', { reason: 'The plant is not built' })

  test('backwards with a reason, never forwards', () => {
    having(...toAgreement)
      .when(back)
      .then({
        type: 'OpportunityReturned',
        occurredOn: '2026-03-19',
        data: { ...about, from: 'agreed', to: 'negotiation', reason: 'New budget' },
      })
    having(...toAgreement, back)
      .when({ ...agreed, occurredOn: '2026-03-19' })
      .thenMatching({ type: 'AgreementReached' })
    having(...toAgreement, back)
      .when(back)
      .thenRejected('NotBackwards', { from: 'negotiation', to: 'negotiation' })
    having(identified)
      .when({ ...back, stage: 'solution' })
      .thenRejected('NotBackwards', { from: 'identified' })
  })

  test('lost or abandoned with a reason, from every stage that is still open', () => {
    for (let length = 1; length <= toAgreement.length; length += 1) {
      const history = having(...toAgreement.slice(0, length))
      history.when(lost).thenMatching({ type: 'OpportunityLost', data: { competitor: 'Desks & Co' } })
      history
        .when(abandoned)
        .thenMatching({ type: 'OpportunityAbandoned', data: { reason: 'The plant is not built' } })
    }
    having(...toAgreement, signed)
      .when({ ...lost, occurredOn: '2026-03-21' })
      .thenRejected('AlreadySigned')
    having(identified, lost)
      .when({ ...qualified, occurredOn: '2026-03-20' })
      .thenRejected('Ended', { stage: 'lost' })
    having(identified, abandoned).when(lost).thenRejected('Ended', { stage: 'abandoned' })
  })
})

test('a command speaks of the region in which the opportunity was identified', () => {
  const later = make(OpportunityCommand, qualified)
  expect(regionsOfOpportunityCommand(make(OpportunityCommand, identified), opportunity.initial)).toEqual([
    'East',
  ])
  expect(regionsOfOpportunityCommand(later, having(identified).state)).toEqual(['East'])
  expect(regionsOfOpportunityCommand(later, opportunity.initial)).toEqual([])
})
