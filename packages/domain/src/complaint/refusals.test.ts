import { describe, test } from 'vitest'
import {
  acknowledged,
  assessed,
  companyFault,
  followedUp,
  found,
  given,
  givenOn,
  having,
  on,
  proposed,
  received,
  resolved,
  started,
  toFollowUp,
  toSolution,
} from '../testing/complaint-examples.ts'
import type { ComplaintCommandInput } from './commands.ts'

// What stands in the way, in the words a person reads: each names the command that mends it.
type Case = readonly [
  history: ReadonlyArray<ComplaintCommandInput>,
  command: ComplaintCommandInput,
  tag: string,
  message: string,
]

const closed = on('2026-03-11', 'CloseComplaint', { lesson: 'Check seals' })
const reopened = on('2026-03-12', 'ReopenComplaint', { reason: 'Leaks again' })
const rejected = on('2026-03-03', 'RejectComplaint', { reason: 'Not ours' })
const withdrawn = on('2026-03-03', 'WithdrawComplaint', { reason: 'A slip' })
const resumed = on('2026-03-06', 'ResumeComplaint', {})

const notAcknowledged =
  'The customer does not know yet that we have the complaint: acknowledge it first (AcknowledgeComplaint).'
const notResolved =
  'The complaint is not resolved yet: tell the customer the decision first (ResolveComplaint).'
const notInvestigating =
  'Nobody investigates the complaint yet: start the investigation first (StartInvestigation).'
const alreadyResolved =
  'The complaint is resolved: close it (CloseComplaint), or reopen it first (ReopenComplaint).'
const causeUnknown = 'The cause is not known yet: determine it and whose fault it was first (DetermineCause).'
const notAssessed = 'The complaint is not assessed yet: say how grave it is first (AssessComplaint).'

const outOfTurn: ReadonlyArray<Case> = [
  [[received], started, 'NotAcknowledged', notAcknowledged],
  [[received], closed, 'NotAcknowledged', notAcknowledged],
  [[received], resumed, 'NotAcknowledged', notAcknowledged],
  [
    [received, acknowledged],
    acknowledged,
    'AlreadyAcknowledged',
    'The complaint is acknowledged already: tell the customer how it goes instead (ReportProgress).',
  ],
  [[received, acknowledged], started, 'NotAssessed', notAssessed],
  [[received, acknowledged], proposed, 'NotAssessed', notAssessed],
  [[received, acknowledged], followedUp, 'NotResolved', notResolved],
  [toSolution, closed, 'NotResolved', notResolved],
  [toSolution.slice(0, 3), found, 'NotInvestigating', notInvestigating],
  [toSolution.slice(0, 3), resolved, 'NotInvestigating', notInvestigating],
  [
    [...toFollowUp, followedUp, closed, reopened],
    { ...found, occurredOn: '2026-03-12' },
    'NotInvestigating',
    notInvestigating,
  ],
  [
    toSolution.slice(0, 4),
    started,
    'AlreadyInvestigating',
    'chen investigates the complaint already: record what is found (RecordFinding).',
  ],
  [toSolution.slice(0, 5), proposed, 'CauseUnknown', causeUnknown],
  [toSolution.slice(0, 5), resolved, 'CauseUnknown', causeUnknown],
  [toFollowUp, acknowledged, 'AlreadyResolved', alreadyResolved],
  [[...toFollowUp, followedUp], companyFault, 'AlreadyResolved', alreadyResolved],
  [
    [received],
    { ...reopened, occurredOn: '2026-03-02' },
    'StillOpen',
    'The complaint is open (received): there is nothing to reopen.',
  ],
  [toSolution, reopened, 'StillOpen', 'The complaint is open (proposed): there is nothing to reopen.'],
  [
    [...toFollowUp, followedUp, closed],
    followedUp,
    'Ended',
    'The complaint is closed: reopen it first (ReopenComplaint).',
  ],
  [[received, rejected], withdrawn, 'Ended', 'The complaint is rejected: reopen it first (ReopenComplaint).'],
  [
    [received, withdrawn],
    acknowledged,
    'Ended',
    'The complaint is withdrawn: reopen it first (ReopenComplaint).',
  ],
]

const wrong: ReadonlyArray<Case> = [
  [
    [],
    acknowledged,
    'NotReceived',
    'There is no such complaint: record its receipt first (ReceiveComplaint).',
  ],
  [
    [received],
    received,
    'AlreadyReceived',
    'The complaint was received on 2026-03-02 already: give a new complaint its own id.',
  ],
  [
    [],
    { ...received, region: 'Nowhere' },
    'RegionNotOpen',
    'Region Nowhere is not open: open it first, with its time zone and currency (OpenRegion).',
  ],
  [
    [],
    { ...received, occurredOn: '2026-03-03' },
    'ReceivedOnAnotherDay',
    '2026-03-02T01:30:00.000Z is 2026-03-02 in Asia/Shanghai, not 2026-03-03: let the date be the day of the receipt.',
  ],
  [
    [received],
    { ...acknowledged, occurredOn: '2026-03-01' },
    'BeforeReceipt',
    'The complaint was received on 2026-03-02: nothing was done about it on 2026-03-01.',
  ],
  [
    [received, acknowledged, assessed],
    assessed,
    'NothingChanges',
    'Nothing changes: the complaint is assessed so already.',
  ],
  [toSolution, resumed, 'NotPaused', 'The complaint is not paused: there is nothing to resume.'],
]

describe('a refusal says what stands in the way and what mends it', () => {
  test.each([...outOfTurn, ...wrong])('%#: $1.type is refused as $2', (history, command, tag, message) => {
    having(...history)
      .when(command)
      .thenRejected(tag, { message })
  })

  test('a receipt told again is met as such, whatever its day', () => {
    having(received)
      .when({ ...received, occurredOn: '2026-03-01' })
      .thenRejected('AlreadyReceived', { receivedOn: '2026-03-02' })
  })

  test('an assessment says something new by any of its facts', () => {
    const full = { ...assessed, complexity: 'Two sites', impact: 'The line stands still' }
    const assessedSo = having(received, acknowledged, full)
    assessedSo.when(full).thenRejected('NothingChanges')
    assessedSo.when({ ...full, complexity: 'One site' }).thenMatching({ data: { complexity: 'One site' } })
    assessedSo.when({ ...full, impact: 'None' }).thenMatching({ data: { impact: 'None' } })
    assessedSo.when({ ...full, severity: 'minor' }).thenMatching({ data: { severity: 'minor' } })
    having({ ...received, severity: 'major' }, acknowledged)
      .when(assessed)
      .thenMatching({ type: 'ComplaintAssessed' })
  })

  test('the context is judged before the complaint', () => {
    given().when(acknowledged, givenOn('2026-03-01')).thenRejected('InTheFuture')
  })
})
