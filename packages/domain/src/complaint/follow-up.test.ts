import { describe, expect, test } from 'vitest'
import {
  about,
  by,
  companyFault,
  followedUp,
  found,
  having,
  on,
  proposed,
  resolved,
  started,
  toFollowUp,
  toSolution,
  unreachable,
} from '../testing/complaint-examples.ts'

describe('it is followed up and closed (policy 5.3-C)', () => {
  const closed = on('2026-03-11', 'CloseComplaint', { lesson: 'Check seals before delivery' })

  test('a satisfied customer is confirmed, and only then is it closed (clause 54)', () => {
    having(...toFollowUp)
      .when({ ...followedUp, need: 'A spare pump' })
      .then({
        type: 'ComplaintFollowedUp',
        occurredOn: '2026-03-10',
        data: { ...about, attempt: 1, outcome: 'satisfied', score: 5, need: 'A spare pump' },
      })
    having(...toFollowUp, followedUp)
      .when(closed)
      .then({
        type: 'ComplaintClosed',
        occurredOn: '2026-03-11',
        data: { ...about, confirmation: 'satisfied', lesson: 'Check seals before delivery' },
      })
  })

  test('a customer who is not satisfied opens it again, with new deadlines, and what was found has to be found anew (clause 54)', () => {
    const unhappy = on('2026-03-10', 'RecordFollowUp', { outcome: 'notSatisfied', score: 1 })
    having(...toFollowUp)
      .when(unhappy)
      .thenMatching(
        { type: 'ComplaintFollowedUp', data: { outcome: 'notSatisfied' } },
        {
          type: 'ComplaintReopened',
          data: {
            ...about,
            from: 'resolved',
            count: 1,
            resolveBy: '2026-03-24',
            deadlines: { investigateBy: '2026-03-11' },
          },
        },
      )
    const again = having(...toFollowUp, unhappy)
    again.when({ ...found, occurredOn: '2026-03-10' }).thenRejected('NotInvestigating')
    expect(again.state).toMatchObject({
      stage: 'reopened',
      reopenCount: 1,
      faultParty: null,
      severity: 'major',
    })
  })

  test('three days on which nobody answers close it unconfirmed; three calls on one day do not (clause 54)', () => {
    const tried = ['2026-03-09', '2026-03-10', '2026-03-11'].map(unreachable)
    having(...toFollowUp, ...tried)
      .when(closed)
      .thenMatching({ data: { confirmation: 'unconfirmed' } })
    const oneDay = tried.map((c) => ({ ...c, occurredOn: '2026-03-09' }))
    having(...toFollowUp, ...oneDay)
      .when(closed)
      .thenRejected('NotConfirmed', {
        attempts: 1,
        needed: 3,
        message:
          'The customer has not said to be satisfied: follow up first (RecordFollowUp). After attempts in vain on 3 days (so far 1) it may be closed unconfirmed.',
      })
    having(...toFollowUp, ...tried.slice(0, 2))
      .when(closed)
      .thenRejected('NotConfirmed', { attempts: 2 })
    having(...toFollowUp)
      .when(closed)
      .thenRejected('NotConfirmed', { attempts: 0 })
  })

  test('without a lesson a fault of the company is not closed; another’s is (clause 56)', () => {
    const { lesson: _, ...silent } = closed
    having(...toFollowUp, followedUp)
      .when(silent)
      .thenRejected('LessonMissing', {
        faultParty: 'company',
        message: 'The company was at fault: write down in a sentence what it learns from this (lesson).',
      })
    const { responsibility: __, ...offer } = proposed
    const elsewhere = [...toSolution.slice(0, 5), { ...companyFault, faultParty: 'customer' as const }, offer]
    having(...elsewhere, resolved, followedUp)
      .when(silent)
      .thenMatching({ type: 'ComplaintClosed' })
  })

  test('attempts before it came back do not count after', () => {
    const tried = ['2026-03-09', '2026-03-10', '2026-03-11'].map(unreachable)
    const back = on('2026-03-12', 'ReopenComplaint', { reason: 'Leaks again' })
    const later = [started, found, companyFault, proposed, resolved].map((c) => ({
      ...c,
      occurredOn: '2026-03-12',
    }))
    having(...toFollowUp, ...tried, back, ...later)
      .when({ ...closed, occurredOn: '2026-03-12' })
      .thenRejected('NotConfirmed', { attempts: 0 })
  })

  test('the lesson is kept with what mends it and what prevents it (clause 56)', () => {
    const measures = { correctiveAction: 'Replace the lot', preventiveAction: 'Test a seal of each lot' }
    having(...toFollowUp, followedUp)
      .when({ ...closed, ...measures })
      .then({
        type: 'ComplaintClosed',
        occurredOn: '2026-03-11',
        data: { ...about, confirmation: 'satisfied', lesson: 'Check seals before delivery', ...measures },
      })
  })

  test('the follow-up comes after the handling: on the day of the decision, not before it (clause 54)', () => {
    const message =
      'The complaint was resolved on 2026-03-06: follow up and close it then or later, not on 2026-03-05.'
    having(...toFollowUp)
      .when({ ...followedUp, occurredOn: '2026-03-05' })
      .thenRejected('BeforeResolution', { resolvedOn: '2026-03-06', message })
    having(...toFollowUp)
      .when({ ...followedUp, occurredOn: '2026-03-06' })
      .thenMatching({ type: 'ComplaintFollowedUp' })
    having(...toFollowUp, followedUp)
      .when({ ...closed, occurredOn: '2026-03-05' })
      .thenRejected('BeforeResolution', { resolvedOn: '2026-03-06' })
    having(...toFollowUp, followedUp)
      .when(on('2026-03-05', 'ReopenComplaint', { reason: 'Leaks again' }))
      .thenMatching({ type: 'ComplaintReopened' })
  })

  test('every attempt has its number, and the window is three to seven days after the decision (clause 54)', () => {
    having(...toFollowUp, unreachable('2026-03-09'))
      .when(followedUp)
      .thenMatching({ data: { attempt: 2 } })
    having(...toSolution)
      .when(resolved)
      .thenMatching({ data: { followUpFrom: '2026-03-09', followUpUntil: '2026-03-13' } })
  })

  test('once satisfied, it is not asked again', () => {
    having(...toFollowUp, followedUp)
      .when(followedUp)
      .thenRejected('AlreadyResolved')
  })
})

describe('a further need heard at the follow-up is pursued (policy 5.3-C)', () => {
  const link = on('2026-03-12', 'LinkOpportunity', { opportunity: 'O1' })
  const heard = { ...followedUp, need: 'A spare pump' }

  test('as an opportunity, with the need it comes from (clause 55)', () => {
    having(...toFollowUp, heard)
      .when(link)
      .then({
        type: 'FurtherNeedPursued',
        occurredOn: '2026-03-12',
        data: { ...about, opportunity: 'O1', need: 'A spare pump' },
      })
    having(...toFollowUp, heard, link)
      .when({ ...link, opportunity: 'O2' })
      .thenMatching({ data: { opportunity: 'O2' } })
  })

  test('only where a need was heard, and each opportunity once (clause 55)', () => {
    having(...toFollowUp, followedUp)
      .when(link)
      .thenRejected('NoNeedHeard', {
        message:
          'No further need was heard at a follow-up: record it with the follow-up first (RecordFollowUp, need).',
      })
    having(...toFollowUp, heard, link)
      .when(link)
      .thenRejected('AlreadyPursued', {
        opportunity: 'O1',
        message: 'The opportunity O1 is linked already: there is nothing to add.',
      })
  })

  test('the need heard last, and also after it was closed or came back', () => {
    const unhappy = on('2026-03-10', 'RecordFollowUp', { outcome: 'notSatisfied', need: 'A bigger pump' })
    having(...toFollowUp, unreachable('2026-03-09'), unhappy)
      .when(link)
      .thenMatching({ data: { need: 'A bigger pump' } })
    const closed = on('2026-03-11', 'CloseComplaint', { lesson: 'Check seals' })
    having(...toFollowUp, heard, closed)
      .when(link)
      .thenMatching({ data: { need: 'A spare pump' } })
    const silent = [unreachable('2026-03-07'), { ...unreachable('2026-03-08'), need: 'A hose' }, followedUp]
    having(...toFollowUp, ...silent)
      .when(link)
      .thenMatching({ data: { need: 'A hose' } })
  })

  test('the person complained about may pursue it', () => {
    having(...toFollowUp, heard)
      .when(link, by('bo'))
      .thenMatching({ type: 'FurtherNeedPursued' })
  })
})
