import { describe, expect, test } from 'vitest'
import { defaultPolicy } from '../policy/default-policy.ts'
import {
  about,
  acknowledged,
  assessed,
  companyFault,
  found,
  having,
  on,
  proposed,
  received,
  resolved,
  started,
  toSolution,
  words,
} from '../testing/complaint-examples.ts'
import { make } from '../testing/leaves.ts'
import { CalendarDate } from '../vocabulary/calendar-date.ts'
import { handlingTime } from './handling-time.ts'

describe('a pause for the customer stops the clock (A46)', () => {
  const paused = on('2026-03-03', 'PauseComplaint', { reason: 'Sends the broken part' })
  const resumed = on('2026-03-09', 'ResumeComplaint', {})
  const onHold = [received, acknowledged, assessed, paused]

  test('the day of the solution moves by the working days paused; elapsed and paused days both stay known', () => {
    having(...onHold.slice(0, 3))
      .when(paused)
      .then({
        type: 'ComplaintPaused',
        occurredOn: '2026-03-03',
        data: { ...about, reason: 'Sends the broken part' },
      })
    having(...onHold)
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
    having(...onHold, resumed)
      .when(on('2026-03-09', 'AssessComplaint', { severity: 'critical' }))
      .thenMatching({ data: { resolveBy: '2026-03-11' } })
    having(...onHold, resumed, ...toSolution.slice(3).map((c) => ({ ...c, occurredOn: '2026-03-12' })))
      .when({ ...resolved, occurredOn: '2026-03-12' })
      .thenMatching({ data: { elapsedDays: 10, waitedDays: 6 } })
  })

  test('meanwhile nobody works on it, but it may be taken back or talked about', () => {
    having(...onHold)
      .when(started)
      .thenRejected('Paused', { since: '2026-03-03' })
    having(...onHold)
      .when(paused)
      .thenRejected('Paused')
    having(...onHold)
      .when(on('2026-03-05', 'ReportProgress', { text: words }))
      .thenMatching({})
    having(...onHold)
      .when(on('2026-03-05', 'WithdrawComplaint', { reason: 'Repaired it' }))
      .thenMatching({})
  })

  test('it resumes after it paused, and only then', () => {
    having(...onHold)
      .when({ ...resumed, occurredOn: '2026-03-02' })
      .thenRejected('ResumedBeforePause')
    having(...onHold, resumed)
      .when(resumed)
      .thenRejected('NotPaused')
  })

  test('no work is done while it pauses, whatever the work', () => {
    const since = { since: '2026-03-05' }
    const message =
      'The complaint is paused, for the customer has to act, since 2026-03-05: resume it first (ResumeComplaint).'
    const later = having(...toSolution, { ...paused, occurredOn: '2026-03-05' })
    for (const command of [
      on('2026-03-06', 'AssessComplaint', { severity: 'critical' }),
      { ...found, occurredOn: '2026-03-06' },
      { ...companyFault, occurredOn: '2026-03-06' },
      { ...proposed, occurredOn: '2026-03-06' },
      resolved,
      { ...paused, occurredOn: '2026-03-06' },
    ])
      later.when(command).thenRejected('Paused', { ...since, message })
    // What would be wrong after the pause as well is said first: nobody resumes it in vain.
    later
      .when({ ...started, occurredOn: '2026-03-06' })
      .thenRejected('AlreadyInvestigating', { investigator: 'chen' })
    later.when(on('2026-03-06', 'RejectComplaint', { reason: 'No answer' })).thenMatching({})
    later.when(on('2026-03-06', 'MergeComplaint', { into: 'K2', reason: 'The same' })).thenMatching({})
    later
      .when(on('2026-03-06', 'LinkRecurrence', { earlier: 'K0', because: 'rootCause' }))
      .thenMatching({ type: 'ComplaintRecurred' })
  })

  test('it resumes on the day the pause began at the earliest, with no day lost', () => {
    having(...onHold)
      .when({ ...resumed, occurredOn: '2026-03-03' })
      .thenMatching({ data: { waitedDays: 0, waitedWorkingDays: 0, resolveBy: '2026-03-16' } })
    having(...onHold)
      .when({ ...resumed, occurredOn: '2026-03-02' })
      .thenRejected('ResumedBeforePause', {
        since: '2026-03-03',
        message: 'The complaint is paused since 2026-03-03: it cannot be resumed on 2026-03-02.',
      })
  })

  test('it pauses and is decided after the pause before, not within it', () => {
    const after = having(...onHold, resumed)
    const until = {
      until: '2026-03-09',
      message: 'The complaint was paused until 2026-03-09: this cannot have been on 2026-03-08.',
    }
    after.when({ ...paused, occurredOn: '2026-03-08' }).thenRejected('PausedUntil', until)
    after.when({ ...paused, occurredOn: '2026-03-09' }).thenMatching({ type: 'ComplaintPaused' })
    const investigated = [started, found, { ...companyFault, faultParty: 'customer' as const }]
    const explained = having(...onHold, resumed, ...investigated)
    explained.when({ ...resolved, occurredOn: '2026-03-08' }).thenRejected('PausedUntil', until)
    explained
      .when({ ...resolved, occurredOn: '2026-03-09' })
      .thenMatching({ data: { elapsedDays: 7, waitedDays: 6, netWorkingDays: 1 } })
  })

  test('several pauses move the day of the solution by all of them, until it is opened again', () => {
    const again = [
      ...onHold,
      resumed,
      { ...paused, occurredOn: '2026-03-10' },
      { ...resumed, occurredOn: '2026-03-12' },
    ]
    having(...again)
      .when(on('2026-03-12', 'AssessComplaint', { severity: 'minor' }))
      .thenMatching({ data: { resolveBy: '2026-03-24' } })
    const back = on('2026-03-13', 'ReopenComplaint', { reason: 'Leaks' })
    having(...again, on('2026-03-13', 'WithdrawComplaint', { reason: 'A slip' }), back)
      .when(on('2026-03-13', 'AssessComplaint', { severity: 'minor' }))
      .thenMatching({ data: { resolveBy: '2026-03-27' } })
  })
})

describe('the handling time is known elapsed and net of the pauses (A46)', () => {
  const { calendar } = defaultPolicy
  const day = (text: string) => make(CalendarDate, text)
  const receivedOn = day('2026-03-02')
  const pauses = [
    { from: day('2026-03-03'), until: day('2026-03-09') },
    { from: day('2026-03-10'), until: day('2026-03-12') },
  ]

  test('without a pause they are the same', () => {
    expect(handlingTime(calendar, { receivedOn, pauses: [], pausedSince: null }, day('2026-03-09'))).toEqual({
      elapsedDays: 7,
      pausedDays: 0,
      netDays: 7,
      elapsedWorkingDays: 5,
      pausedWorkingDays: 0,
      netWorkingDays: 5,
    })
  })

  test('each pause is left out', () => {
    expect(handlingTime(calendar, { receivedOn, pauses, pausedSince: null }, day('2026-03-13'))).toEqual({
      elapsedDays: 11,
      pausedDays: 8,
      netDays: 3,
      elapsedWorkingDays: 9,
      pausedWorkingDays: 6,
      netWorkingDays: 3,
    })
  })

  test('a pause counts up to the day asked for, and not at all when it begins later', () => {
    const paused = (pausedSince: string | null, on: string) =>
      handlingTime(
        calendar,
        { receivedOn, pauses, pausedSince: pausedSince === null ? null : day(pausedSince) },
        day(on),
      )
    expect(paused(null, '2026-03-04')).toMatchObject({ elapsedDays: 2, pausedDays: 1, netDays: 1 })
    expect(paused(null, '2026-03-02')).toMatchObject({ elapsedDays: 0, pausedDays: 0, netDays: 0 })
    expect(paused('2026-03-13', '2026-03-16')).toMatchObject({
      pausedDays: 11,
      pausedWorkingDays: 7,
      netWorkingDays: 3,
    })
  })

  test('a complaint knows its own pauses', () => {
    const state = having(
      received,
      acknowledged,
      on('2026-03-03', 'PauseComplaint', { reason: 'Sends the part' }),
      on('2026-03-05', 'ResumeComplaint', {}),
      on('2026-03-06', 'PauseComplaint', { reason: 'Sends another' }),
    ).state
    expect(state.stage !== 'unheard' && handlingTime(calendar, state, day('2026-03-09'))).toMatchObject({
      elapsedDays: 7,
      pausedDays: 5,
      netDays: 2,
      netWorkingDays: 2,
    })
  })
})
