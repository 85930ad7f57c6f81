import { describe, expect, test } from 'vitest'
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
  toFollowUp,
  toSolution,
} from '../testing/complaint-examples.ts'
import { decode } from '../vocabulary/decode.ts'
import { ComplaintCommand } from './commands.ts'

describe('it may end otherwise, and come back (A45, A49)', () => {
  const rejected = on('2026-03-03', 'RejectComplaint', { reason: 'Not our product' })
  const withdrawn = on('2026-03-03', 'WithdrawComplaint', { reason: 'A mistake of ours' })
  const reopened = on('2026-03-20', 'ReopenComplaint', { reason: 'It is our product after all' })

  test('rejected and withdrawn with a reason (clause 49)', () => {
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

  const merged = on('2026-03-03', 'MergeComplaint', {
    into: 'K2',
    reason: 'The same pump, told by a colleague',
  })

  test('merged into another that says the same, with a reason (clause 49)', () => {
    having(received)
      .when(merged)
      .then({
        type: 'ComplaintMerged',
        occurredOn: '2026-03-03',
        data: { ...about, into: 'K2', reason: 'The same pump, told by a colleague' },
      })
    having(...toSolution)
      .when({ ...merged, occurredOn: '2026-03-06' })
      .thenMatching({ type: 'ComplaintMerged' })
    having(...toFollowUp)
      .when({ ...merged, occurredOn: '2026-03-06' })
      .thenRejected('AlreadyResolved')
    having(received)
      .when({ ...merged, into: 'K1' })
      .thenRejected('SameComplaint', {
        complaint: 'K1',
        message: 'K1 is this complaint itself: name the other one that goes on for both (into).',
      })
  })

  test('what was merged goes on elsewhere, whatever is to be done', () => {
    const into = {
      into: 'K2',
      message: 'The complaint was merged into K2: give the command there.',
    }
    const gone = having(received, merged)
    for (const command of [
      { ...acknowledged, occurredOn: '2026-03-03' },
      merged,
      reopened,
      rejected,
      withdrawn,
      on('2026-03-03', 'LinkRecurrence', { earlier: 'K0', because: 'category' }),
      on('2026-03-03', 'LinkOpportunity', { opportunity: 'O1' }),
    ])
      gone.when(command).thenRejected('Merged', into)
    gone.when(received).thenRejected('AlreadyReceived')
    expect(gone.state).toMatchObject({ stage: 'merged', mergedInto: 'K2' })
  })

  test.each(['RejectComplaint', 'WithdrawComplaint', 'MergeComplaint'])(
    '%s without a reason is not possible: none is dropped (clause 49)',
    (type) => {
      const command = on('2026-03-03', 'RejectComplaint', { reason: 'Not ours' })
      const facts = { ...command, type, ...(type === 'MergeComplaint' ? { into: 'K2' } : {}) }
      expect(decode(ComplaintCommand)(facts)).toMatchObject({ _tag: 'Right' })
      expect(decode(ComplaintCommand)({ ...facts, reason: undefined })).toMatchObject({ _tag: 'Left' })
    },
  )

  test.each(['minor', 'major', 'critical'] as const)(
    'a %s one goes the same way: the severity orders the work and excuses from nothing (clause 49)',
    (severity) => {
      const graded = [received, acknowledged, { ...assessed, severity }]
      having(...graded)
        .when(found)
        .thenRejected('NotInvestigating')
      having(...graded, started)
        .when(companyFault)
        .thenRejected('NothingFound')
      having(...graded, started, found, companyFault)
        .when(resolved)
        .thenRejected('SolutionMissing')
      having(...graded, started, found, companyFault, proposed, resolved)
        .when(on('2026-03-11', 'CloseComplaint', { lesson: 'Check seals' }))
        .thenRejected('NotConfirmed')
    },
  )

  test('waiting ends with it', () => {
    const waiting = [received, acknowledged, on('2026-03-03', 'PauseComplaint', { reason: 'The part' })]
    for (const end of [rejected, withdrawn, merged])
      expect(having(...waiting, end).state).toMatchObject({ pausedSince: null })
  })
})
