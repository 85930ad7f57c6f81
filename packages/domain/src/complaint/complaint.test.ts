import { describe, expect, test } from 'vitest'
import { defaultPolicy } from '../policy/default-policy.ts'
import { make } from '../testing/leaves.ts'
import { specification } from '../testing/specification.ts'
import { RegionId, UserId } from '../vocabulary/code.ts'
import { ComplaintCommand, type ComplaintCommandInput } from './commands.ts'
import { complaint, regionsOfComplaintCommand } from './complaint.ts'
import { complaintEvents } from './events.ts'

const { given, having } = specification(complaint, { command: ComplaintCommand, events: complaintEvents })

// 2026-03-02 is a Monday, and no holiday is near.
const on = <const T extends ComplaintCommandInput['type'], const F>(
  occurredOn: string,
  type: T,
  facts: F,
) => ({
  type,
  occurredOn,
  complaint: 'K1',
  ...facts,
})

const somebody = { subject: 'p-1', value: 'Ms Li' }
const words = { subject: 'p-1', value: 'The pump leaks' }

const received = on('2026-03-02', 'ReceiveComplaint', {
  customer: 'C1',
  region: 'East',
  receivedAt: '2026-03-02T09:30:00+08:00',
  complainant: somebody,
  channel: 'phone',
  content: words,
  owner: 'anna',
  about: 'bo',
})
const acknowledged = on('2026-03-02', 'AcknowledgeComplaint', {})
const assessed = on('2026-03-03', 'AssessComplaint', { severity: 'major' })
const started = on('2026-03-03', 'StartInvestigation', { investigator: 'chen' })
const found = on('2026-03-04', 'RecordFinding', { finding: words, evidence: 'photo 7' })
const companyFault = on('2026-03-05', 'DetermineCause', { rootCause: 'wornSeal', faultParty: 'company' })
const proposed = on('2026-03-05', 'ProposeResolution', {
  solution: 'A new pump',
  responsibility: 'We pay all costs',
})
const resolved = on('2026-03-06', 'ResolveComplaint', { decision: 'New pump, because the seal was worn' })
const followedUp = on('2026-03-10', 'RecordFollowUp', { outcome: 'satisfied', score: 5 })
const toSolution = [received, acknowledged, assessed, started, found, companyFault, proposed]
const toFollowUp = [...toSolution, resolved]
const unreachable = (occurredOn: string) => on(occurredOn, 'RecordFollowUp', { outcome: 'unreachable' })

const about = { complaint: 'K1', customer: 'C1', region: 'East', owner: 'anna' }
const deadlines = {
  policy: 'default-1',
  acknowledgeBy: '2026-03-03',
  investigateBy: '2026-03-03',
  progressBy: '2026-03-05',
  progressWorkingDays: 3,
  resolveBy: { minor: '2026-03-16', major: '2026-03-16', critical: '2026-03-05' },
  followUpAfterDays: 3,
  followUpWithinDays: 7,
  followUpAttemptsMax: 3,
}

describe('a complaint is received (policy 5.3-A)', () => {
  test('its content, time and complainant are kept, with the deadlines of the policy of that day', () => {
    const { type: _, occurredOn, ...facts } = received
    given()
      .when(received)
      .then({
        type: 'ComplaintReceived',
        occurredOn,
        data: { ...facts, receivedAt: '2026-03-02T01:30:00.000Z', deadlines, resolveBy: '2026-03-16' },
      })
  })

  test('a critical one is to be solved in three working days', () => {
    given()
      .when({ ...received, severity: 'critical' })
      .thenMatching({ data: { resolveBy: '2026-03-05' } })
  })

  test('the holidays around National Day do not count as working days', () => {
    given()
      .when({ ...received, occurredOn: '2026-09-30', receivedAt: '2026-09-30T12:00:00+08:00' })
      .thenMatching({ data: { deadlines: { acknowledgeBy: '2026-10-08' } } })
  })

  test('the day is that of the region: late in the evening in Shanghai it is the next day', () => {
    const late = { ...received, receivedAt: '2026-03-01T16:00:00Z' }
    given().when(late).thenMatching({ occurredOn: '2026-03-02' })
    given()
      .when({ ...late, occurredOn: '2026-03-01' })
      .thenRejected('ReceivedOnAnotherDay', { receivedOn: '2026-03-02' })
    given()
      .when({ ...late, region: 'West', occurredOn: '2026-03-01' })
      .thenMatching({ occurredOn: '2026-03-01' })
  })

  test('whoever is complained about writes it down all the same', () => {
    given()
      .when(received, { actor: make(UserId, 'bo') })
      .thenMatching({ type: 'ComplaintReceived' })
  })

  test('it needs an open region, and its id only once', () => {
    given()
      .when({ ...received, region: 'Nowhere' })
      .thenRejected('RegionNotOpen', { region: 'Nowhere' })
    having(received).when(received).thenRejected('AlreadyReceived', { receivedOn: '2026-03-02' })
    given().when(acknowledged).thenRejected('NotReceived')
  })

  test('no step lies before the receipt, in the future, or too far back', () => {
    having(received)
      .when({ ...acknowledged, occurredOn: '2026-03-01' })
      .thenRejected('BeforeReceipt')
    const today = received.occurredOn
    given()
      .when({ ...received, occurredOn: '2026-03-03' }, contextDay(today))
      .thenRejected('InTheFuture', { today })
    given()
      .when(received, contextDay('2027-03-04'))
      .thenRejected('BackDatedTooFar', { earliest: '2026-03-03' })
    given()
      .when(received, { ...contextDay('2027-03-04'), historical: true })
      .thenMatching({ occurredOn: today })
  })
})

describe('it is handled, stage by stage (policy 5.3-B)', () => {
  test('acknowledged, assessed, investigated, explained, answered and resolved', () => {
    having(received)
      .when(acknowledged)
      .then({ type: 'ComplaintAcknowledged', occurredOn: '2026-03-02', data: about })
    having(received, acknowledged)
      .when(assessed)
      .then({
        type: 'ComplaintAssessed',
        occurredOn: '2026-03-03',
        data: { ...about, severity: 'major', resolveBy: '2026-03-16' },
      })
    having(received, acknowledged, assessed)
      .when(started)
      .then({
        type: 'ComplaintInvestigationStarted',
        occurredOn: '2026-03-03',
        data: { ...about, investigator: 'chen' },
      })
    having(...toSolution.slice(0, 4))
      .when(found)
      .then({
        type: 'ComplaintFindingRecorded',
        occurredOn: '2026-03-04',
        data: { ...about, finding: words, evidence: 'photo 7' },
      })
    having(...toSolution.slice(0, 5))
      .when(companyFault)
      .then({
        type: 'ComplaintCauseDetermined',
        occurredOn: '2026-03-05',
        data: { ...about, rootCause: 'wornSeal', faultParty: 'company' },
      })
    having(...toSolution.slice(0, 6))
      .when(proposed)
      .then({
        type: 'ComplaintResolutionProposed',
        occurredOn: '2026-03-05',
        data: { ...about, version: 1, solution: 'A new pump', responsibility: 'We pay all costs' },
      })
    having(...toSolution)
      .when(resolved)
      .then({
        type: 'ComplaintResolved',
        occurredOn: '2026-03-06',
        data: {
          ...about,
          decision: 'New pump, because the seal was worn',
          elapsedDays: 4,
          waitedDays: 0,
          netWorkingDays: 4,
          followUpFrom: '2026-03-09',
          followUpUntil: '2026-03-13',
        },
      })
  })

  test('no stage is skipped, and none is gone through twice', () => {
    having(received).when(assessed).thenRejected('NotAcknowledged')
    having(received, acknowledged).when(acknowledged).thenRejected('AlreadyAcknowledged')
    having(received, acknowledged).when(started).thenRejected('NotAssessed')
    having(received, acknowledged, assessed).when(found).thenRejected('NotInvestigating')
    having(...toSolution)
      .when(started)
      .thenRejected('AlreadyInvestigating', { investigator: 'chen' })
    having(...toSolution.slice(0, 4))
      .when(companyFault)
      .thenRejected('NothingFound')
    having(...toSolution.slice(0, 5))
      .when(resolved)
      .thenRejected('CauseUnknown')
    having(...toSolution)
      .when(followedUp)
      .thenRejected('NotResolved')
    having(...toFollowUp)
      .when(found)
      .thenRejected('AlreadyResolved')
  })

  test('severity only orders the work: it may change as long as the complaint is open, and moves the day of the solution', () => {
    having(...toSolution)
      .when(on('2026-03-05', 'AssessComplaint', { severity: 'critical', impact: 'The line stands still' }))
      .thenMatching({ data: { severity: 'critical', resolveBy: '2026-03-05' } })
    having(received, acknowledged, assessed).when(assessed).thenRejected('NothingChanges')
  })

  test('a policy adopted meanwhile leaves its deadlines alone', () => {
    const rules = { ...defaultPolicy.complaints, resolveWorkingDays: { minor: 1, major: 1, critical: 1 } }
    const policy = { version: 'strict', policy: { ...defaultPolicy, complaints: rules } }
    having(received, acknowledged)
      .when(assessed, { policy })
      .thenMatching({ data: { resolveBy: '2026-03-16' } })
    given()
      .when(received, { policy })
      .thenMatching({ data: { resolveBy: '2026-03-03', deadlines: { policy: 'strict' } } })
  })

  test('the person complained about handles none of it', () => {
    having(received, acknowledged, assessed)
      .when(on('2026-03-03', 'StartInvestigation', { investigator: 'bo' }))
      .thenRejected('HandlerComplainedAbout', { handler: 'bo' })
    having(...toSolution)
      .when(resolved, { actor: make(UserId, 'bo') })
      .thenRejected('HandlerComplainedAbout')
    having(received)
      .when(acknowledged, { actor: make(UserId, 'bo') })
      .thenMatching({ type: 'ComplaintAcknowledged' })
  })

  test('the customer hears how it goes, and when they will hear again', () => {
    having(received, acknowledged)
      .when(on('2026-03-06', 'ReportProgress', { text: words, to: somebody }))
      .then({
        type: 'ComplaintProgressReported',
        occurredOn: '2026-03-06',
        data: { ...about, text: words, to: somebody, nextBy: '2026-03-11' },
      })
  })
})

describe('the company answers for its own fault (policy 5.3-B, A48)', () => {
  const explained = (faultParty: 'company' | 'customer' | 'thirdParty' | 'shared' | 'unknown') =>
    having(...toSolution.slice(0, 5), { ...companyFault, faultParty })
  const { responsibility: _, ...withoutResponsibility } = proposed

  test.each(['company', 'shared'] as const)(
    'a fault of the %s kind needs a solution with a responsibility',
    (fault) => {
      explained(fault).when(resolved).thenRejected('SolutionMissing', { faultParty: fault })
      explained(fault)
        .when(withoutResponsibility)
        .thenRejected('ResponsibilityMissing', { faultParty: fault })
      explained(fault).when(proposed).thenMatching({ type: 'ComplaintResolutionProposed' })
    },
  )

  test.each(['customer', 'thirdParty', 'unknown'] as const)(
    'a fault of the %s kind may be explained without one',
    (fault) => {
      explained(fault).when(resolved).thenMatching({ type: 'ComplaintResolved' })
      explained(fault).when(withoutResponsibility).thenMatching({ type: 'ComplaintResolutionProposed' })
    },
  )

  test('a solution offered before the company was found at fault is not enough', () => {
    having(
      ...toSolution.slice(0, 5),
      { ...companyFault, faultParty: 'unknown' },
      withoutResponsibility,
      companyFault,
    )
      .when(resolved)
      .thenRejected('ResponsibilityMissing')
  })

  test('a better offer gets the next number', () => {
    having(...toSolution)
      .when(proposed)
      .thenMatching({ data: { version: 2 } })
  })
})

describe('waiting for the customer stops the clock (A46)', () => {
  const paused = on('2026-03-03', 'WaitForCustomer', { reason: 'Sends the broken part' })
  const resumed = on('2026-03-09', 'ResumeComplaint', {})
  const waiting = [received, acknowledged, assessed, paused]

  test('the day of the solution moves by the working days waited; elapsed and waited days both stay known', () => {
    having(...waiting.slice(0, 3))
      .when(paused)
      .thenMatching({ type: 'ComplaintPaused' })
    having(...waiting)
      .when(resumed)
      .then({
        type: 'ComplaintResumed',
        occurredOn: '2026-03-09',
        data: {
          ...about,
          waitedDays: 6,
          waitedWorkingDays: 4,
          resolveBy: '2026-03-20',
          progressBy: '2026-03-12',
        },
      })
    having(...waiting, resumed)
      .when(on('2026-03-09', 'AssessComplaint', { severity: 'critical' }))
      .thenMatching({ data: { resolveBy: '2026-03-11' } })
    having(...waiting, resumed, ...toSolution.slice(3).map((c) => ({ ...c, occurredOn: '2026-03-12' })))
      .when({ ...resolved, occurredOn: '2026-03-12' })
      .thenMatching({ data: { elapsedDays: 10, waitedDays: 6 } })
  })

  test('meanwhile nobody works on it, but it may be taken back or talked about', () => {
    having(...waiting)
      .when(started)
      .thenRejected('WaitingForCustomer', { since: '2026-03-03' })
    having(...waiting)
      .when(paused)
      .thenRejected('WaitingForCustomer')
    having(...waiting)
      .when(on('2026-03-05', 'ReportProgress', { text: words }))
      .thenMatching({})
    having(...waiting)
      .when(on('2026-03-05', 'WithdrawComplaint', { reason: 'Repaired it' }))
      .thenMatching({})
  })

  test('it resumes after it waited, and only then', () => {
    having(...waiting)
      .when({ ...resumed, occurredOn: '2026-03-02' })
      .thenRejected('ResumedBeforeWaiting')
    having(...waiting, resumed)
      .when(resumed)
      .thenRejected('NotWaiting')
  })
})

describe('it is followed up and closed (policy 5.3-C)', () => {
  const closed = on('2026-03-11', 'CloseComplaint', { lesson: 'Check seals before delivery' })

  test('a satisfied customer, and what was learned', () => {
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

  test('a customer who is not satisfied opens it again, with new deadlines, and what was found has to be found anew', () => {
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

  test('three days on which nobody answers close it unconfirmed; three calls on one day do not', () => {
    const tried = ['2026-03-09', '2026-03-10', '2026-03-11'].map(unreachable)
    having(...toFollowUp, ...tried)
      .when(closed)
      .thenMatching({ data: { confirmation: 'unconfirmed' } })
    const oneDay = tried.map((c) => ({ ...c, occurredOn: '2026-03-09' }))
    having(...toFollowUp, ...oneDay)
      .when(closed)
      .thenRejected('NotConfirmed', { attempts: 1, needed: 3 })
    having(...toFollowUp)
      .when(closed)
      .thenRejected('NotConfirmed', { attempts: 0 })
  })

  test('without a lesson a fault of the company is not closed; another’s is', () => {
    const { lesson: _, ...silent } = closed
    having(...toFollowUp, followedUp)
      .when(silent)
      .thenRejected('LessonMissing', { faultParty: 'company' })
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
})

describe('it may end otherwise, and come back (A45, A49)', () => {
  const rejected = on('2026-03-03', 'RejectComplaint', { reason: 'Not our product' })
  const withdrawn = on('2026-03-03', 'WithdrawComplaint', { reason: 'A mistake of ours' })
  const reopened = on('2026-03-20', 'ReopenComplaint', { reason: 'It is our product after all' })

  test('rejected and withdrawn with a reason', () => {
    having(received)
      .when(rejected)
      .then({
        type: 'ComplaintRejected',
        occurredOn: '2026-03-03',
        data: { ...about, reason: 'Not our product' },
      })
    having(received)
      .when(withdrawn)
      .then({
        type: 'ComplaintWithdrawn',
        occurredOn: '2026-03-03',
        data: { ...about, reason: 'A mistake of ours' },
      })
    having(...toFollowUp)
      .when({ ...rejected, occurredOn: '2026-03-06' })
      .thenRejected('AlreadyResolved')
  })

  test('whatever ended it, it opens again with a reason, and the count is kept', () => {
    having(received, rejected)
      .when(reopened)
      .thenMatching({
        type: 'ComplaintReopened',
        data: { from: 'rejected', count: 1, resolveBy: '2026-04-03' },
      })
    having(received, withdrawn, reopened, { ...rejected, occurredOn: '2026-03-20' })
      .when(reopened)
      .thenMatching({ data: { from: 'rejected', count: 2 } })
    having(received, withdrawn).when(acknowledged).thenRejected('Ended', { stage: 'withdrawn' })
    having(received).when(reopened).thenRejected('StillOpen', { stage: 'received' })
  })
})

test('a command speaks of the region in which the complaint was received', () => {
  const decoded = make(ComplaintCommand, acknowledged)
  expect(regionsOfComplaintCommand(make(ComplaintCommand, received), complaint.initial)).toEqual(['East'])
  expect(regionsOfComplaintCommand(decoded, having(received).state)).toEqual([make(RegionId, 'East')])
  expect(regionsOfComplaintCommand(decoded, complaint.initial)).toEqual([])
})

function contextDay(day: string) {
  return { today: make(ComplaintCommand, { ...acknowledged, occurredOn: day }).occurredOn }
}
