import { describe, expect, test } from 'vitest'
import { defaultPolicy } from '../policy/default-policy.ts'
import {
  about,
  acknowledged,
  assessed,
  by,
  companyFault,
  followedUp,
  found,
  given,
  having,
  on,
  proposed,
  received,
  resolved,
  somebody,
  started,
  toFollowUp,
  toSolution,
  words,
} from '../testing/complaint-examples.ts'
import { decode } from '../vocabulary/decode.ts'
import { ComplaintCommand, type ComplaintCommandInput } from './commands.ts'

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

  test('the person complained about handles none of it (clause 51)', () => {
    having(received, acknowledged, assessed)
      .when(on('2026-03-03', 'StartInvestigation', { investigator: 'bo' }))
      .thenRejected('HandlerComplainedAbout', { handler: 'bo' })
    having(...toSolution)
      .when(resolved, by('bo'))
      .thenRejected('HandlerComplainedAbout')
    having(received).when(acknowledged, by('bo')).thenMatching({ type: 'ComplaintAcknowledged' })
  })

  test('the customer hears how it goes, and when they will hear again (clause 52)', () => {
    having(received, acknowledged)
      .when(on('2026-03-06', 'ReportProgress', { text: words, to: somebody }))
      .then({
        type: 'ComplaintProgressReported',
        occurredOn: '2026-03-06',
        data: { ...about, text: words, to: somebody, nextBy: '2026-03-11' },
      })
  })

  test('what is found out explains the cause: nothing found, no cause (clause 50)', () => {
    having(...toSolution.slice(0, 3))
      .when(started)
      .then({
        type: 'ComplaintInvestigationStarted',
        occurredOn: '2026-03-03',
        data: { ...about, investigator: 'chen' },
      })
    having(...toSolution.slice(0, 3))
      .when(found)
      .thenRejected('NotInvestigating')
    having(...toSolution.slice(0, 4))
      .when(companyFault)
      .thenRejected('NothingFound', {
        message: 'Nothing was found out yet: record what the investigation found first (RecordFinding).',
      })
    having(...toSolution.slice(0, 4), found)
      .when({ ...companyFault, explanation: words })
      .then({
        type: 'ComplaintCauseDetermined',
        occurredOn: '2026-03-05',
        data: { ...about, rootCause: 'wornSeal', faultParty: 'company', explanation: words },
      })
  })

  test('the investigation is owed within a working day, by the policy of the day of the receipt (clause 50)', () => {
    given()
      .when(received)
      .thenMatching({ data: { deadlines: { investigateBy: '2026-03-03' } } })
    const friday = { ...received, occurredOn: '2026-03-06', receivedAt: '2026-03-06T09:00:00+08:00' }
    given()
      .when(friday)
      .thenMatching({ data: { deadlines: { investigateBy: '2026-03-09' } } })
  })

  test('the decision is told with its reasons, and the owner of the customer sees every step (clause 51)', () => {
    having(...toSolution)
      .when({ ...resolved, reasons: 'The seal was worn before delivery' })
      .thenMatching({
        type: 'ComplaintResolved',
        data: {
          owner: 'anna',
          decision: 'New pump, because the seal was worn',
          reasons: 'The seal was worn before delivery',
        },
      })
    const { decision: _, ...silent } = resolved
    expect(decode(ComplaintCommand)(silent)).toMatchObject({ _tag: 'Left' })
  })

  const handler = 'The complaint is about bo, who cannot handle it: let somebody else do it (policy 5.3-B).'
  const inTheirOwnCause: ReadonlyArray<
    [string, ReadonlyArray<ComplaintCommandInput>, ComplaintCommandInput]
  > = [
    ['assesses', toSolution.slice(0, 2), assessed],
    ['starts to investigate', toSolution.slice(0, 3), started],
    ['finds out about', toSolution.slice(0, 4), found],
    ['explains', toSolution.slice(0, 5), companyFault],
    ['offers a solution to', toSolution.slice(0, 6), proposed],
    ['decides', toSolution, resolved],
    ['follows up', toFollowUp, followedUp],
    ['closes', [...toFollowUp, followedUp], on('2026-03-11', 'CloseComplaint', { lesson: 'Look' })],
    ['rejects', [received], on('2026-03-03', 'RejectComplaint', { reason: 'Nonsense' })],
    ['merges', [received], on('2026-03-03', 'MergeComplaint', { into: 'K2', reason: 'The same' })],
    ['pauses', toSolution, on('2026-03-06', 'PauseComplaint', { reason: 'The part' })],
    [
      'resumes',
      [...toSolution, on('2026-03-06', 'PauseComplaint', { reason: 'The part' })],
      on('2026-03-06', 'ResumeComplaint', {}),
    ],
    ['links', toSolution, on('2026-03-06', 'LinkRecurrence', { earlier: 'K0', because: 'rootCause' })],
  ]
  test.each(inTheirOwnCause)('nobody %s a complaint about themselves (clause 51)', (_, history, command) => {
    having(...history)
      .when(command, by('bo'))
      .thenRejected('HandlerComplainedAbout', { handler: 'bo', message: handler })
    having(...history)
      .when(command, by('chen'))
      .thenMatching({})
  })

  test('who is complained about may still tell, take back and bring back what they hear', () => {
    having(received)
      .when(on('2026-03-02', 'WithdrawComplaint', { reason: 'A slip' }), by('bo'))
      .thenMatching({})
    having(received, acknowledged)
      .when(on('2026-03-03', 'ReportProgress', { text: words }), by('bo'))
      .thenMatching({})
    having(...toFollowUp)
      .when(on('2026-03-09', 'ReopenComplaint', { reason: 'Leaks' }), by('bo'))
      .thenMatching({})
  })

  test('without anybody complained about, anybody handles it', () => {
    const { about: _, ...aboutNobody } = received
    having(aboutNobody, acknowledged, assessed).when(started, by('bo')).thenMatching({})
  })

  test('each report moves the next one, from its own day (clause 52)', () => {
    having(received, acknowledged)
      .when(on('2026-03-03', 'ReportProgress', { text: words }))
      .thenMatching({ data: { nextBy: '2026-03-06' } })
    having(received)
      .when(on('2026-03-03', 'ReportProgress', { text: words }))
      .thenRejected('NotAcknowledged')
  })
})
