import { describe, expect, test } from 'vitest'
import {
  acknowledged,
  assessed,
  by,
  companyFault,
  deadlines,
  followedUp,
  found,
  given,
  having,
  on,
  proposed,
  received,
  resolved,
  started,
  toFollowUp,
  toSolution,
  unreachable,
  words,
} from '../testing/complaint-examples.ts'
import { make } from '../testing/leaves.ts'
import { governedBy } from '../testing/world.ts'
import { UserId } from '../vocabulary/code.ts'

const fresh = {
  stage: 'received',
  customer: 'C1',
  region: 'East',
  owner: 'anna',
  about: 'bo',
  category: null,
  receivedOn: '2026-03-02',
  deadlines,
  resolveBy: '2026-03-16',
  severity: null,
  assessment: { complexity: null, impact: null },
  pausedSince: null,
  pauses: [],
  pausedWorkingDays: 0,
  investigator: null,
  findings: 0,
  rootCause: null,
  faultParty: null,
  proposals: 0,
  solutionProposed: false,
  responsibilityTaken: false,
  resolvedOn: null,
  followUps: 0,
  unreachableOn: [],
  reopenCount: 0,
  need: null,
  opportunities: [],
  repeats: [],
  mergedInto: null,
}

describe('what is remembered of a complaint', () => {
  test('at its receipt', () => {
    expect(having(received).state).toEqual(fresh)
    const { owner: _, about: __, ...bare } = received
    expect(having({ ...bare, severity: 'critical', category: 'leak' }).state).toEqual({
      ...fresh,
      owner: null,
      about: null,
      severity: 'critical',
      category: 'leak',
      resolveBy: '2026-03-05',
    })
  })

  test('at its end', () => {
    const closed = on('2026-03-11', 'CloseComplaint', { lesson: 'Check seals' })
    const progress = on('2026-03-05', 'ReportProgress', { text: words })
    const link = on('2026-03-10', 'LinkRecurrence', { earlier: 'K0', because: 'rootCause' })
    const need = on('2026-03-10', 'LinkOpportunity', { opportunity: 'O1' })
    const told = [
      ...[received, acknowledged, { ...assessed, impact: 'It stands' }, started, found, found, companyFault],
      ...[progress, proposed, resolved, unreachable('2026-03-09'), { ...followedUp, need: 'A hose' }],
      ...[link, need],
    ]
    const remembered = {
      ...fresh,
      stage: 'confirmed',
      severity: 'major',
      assessment: { complexity: null, impact: 'It stands' },
      investigator: 'chen',
      findings: 2,
      rootCause: 'wornSeal',
      faultParty: 'company',
      proposals: 1,
      solutionProposed: true,
      responsibilityTaken: true,
      resolvedOn: '2026-03-06',
      followUps: 2,
      unreachableOn: ['2026-03-09'],
      need: 'A hose',
      opportunities: ['O1'],
      repeats: [{ earlier: 'K0', because: 'rootCause' }],
    }
    expect(having(...told).state).toEqual(remembered)
    expect(having(...told, closed).state).toEqual({ ...remembered, stage: 'closed' })
  })

  test('when it comes back: what was found and decided did not hold', () => {
    const back = on('2026-03-20', 'ReopenComplaint', { reason: 'Leaks again' })
    expect(having(...toFollowUp, back).state).toMatchObject({
      stage: 'reopened',
      investigator: null,
      findings: 0,
      rootCause: null,
      faultParty: null,
      proposals: 1,
      solutionProposed: false,
      responsibilityTaken: false,
      resolvedOn: null,
      resolveBy: '2026-04-03',
      reopenCount: 1,
    })
  })

  test('an assessment given again leaves it where it is', () => {
    const graver = on('2026-03-05', 'AssessComplaint', { severity: 'critical' })
    expect(having(...toSolution, graver).state).toMatchObject({ stage: 'proposed', severity: 'critical' })
  })

  test('how it had ended is told when it comes back', () => {
    const back = on('2026-03-20', 'ReopenComplaint', { reason: 'Leaks again' })
    const closed = on('2026-03-11', 'CloseComplaint', { lesson: 'Check seals' })
    const withdrawn = on('2026-03-03', 'WithdrawComplaint', { reason: 'A slip' })
    having(...toFollowUp)
      .when(back)
      .thenMatching({ data: { from: 'resolved' } })
    having(...toFollowUp, followedUp)
      .when(back)
      .thenMatching({ data: { from: 'resolved' } })
    having(...toFollowUp, followedUp, closed)
      .when(back)
      .thenMatching({ data: { from: 'closed' } })
    having(received, withdrawn)
      .when(back)
      .thenMatching({ data: { from: 'withdrawn' } })
  })

  test('nothing but a receipt begins it', () => {
    const event = {
      type: 'ComplaintWithdrawn' as const,
      occurredOn: '2026-03-03',
      data: { complaint: 'K1', customer: 'C1', region: 'East', reason: 'A slip' },
    }
    expect(given(event).state).toEqual({ stage: 'unheard' })
  })

  test('a customer without an owner has events without one', () => {
    const { owner: _, ...bare } = received
    having(bare)
      .when(acknowledged)
      .then({
        type: 'ComplaintAcknowledged',
        occurredOn: '2026-03-02',
        data: { complaint: 'K1', customer: 'C1', region: 'East' },
      })
  })
})

describe('in a region with a manager', () => {
  const regions = governedBy(new Map([[make(UserId, 'manager'), ['manager'] as const]]))

  test('the owner of the customer handles the complaint without any other role; others do not', () => {
    having(received, acknowledged)
      .when(assessed, { ...by('anna'), regions })
      .thenMatching({ type: 'ComplaintAssessed' })
    having(received, acknowledged)
      .when(assessed, { ...by('chen'), regions })
      .thenRejected('NotPermitted', { actor: 'chen' })
    given()
      .when(received, { ...by('anna'), regions })
      .thenRejected('NotPermitted', { actor: 'anna' })
  })
})
