import { ComplaintCommand, type ComplaintCommandInput } from '../complaint/commands.ts'
import { complaint } from '../complaint/complaint.ts'
import { complaintEvents } from '../complaint/events.ts'
import { CalendarDate } from '../vocabulary/calendar-date.ts'
import { UserId } from '../vocabulary/code.ts'
import { make } from './leaves.ts'
import { specification } from './specification.ts'

// A complaint that goes its way, for the examples of this folder.

export const { given, having } = specification(complaint, {
  command: ComplaintCommand,
  events: complaintEvents,
})

// 2026-03-02 is a Monday, and no holiday is near.
export const on = <const T extends ComplaintCommandInput['type'], const F>(
  occurredOn: string,
  type: T,
  facts: F,
) => ({
  type,
  occurredOn,
  complaint: 'K1',
  ...facts,
})

export const somebody = { subject: 'p-1', value: 'Ms Li' }
export const words = { subject: 'p-1', value: 'The pump leaks' }

export const received = on('2026-03-02', 'ReceiveComplaint', {
  customer: 'C1',
  region: 'East',
  receivedAt: '2026-03-02T09:30:00+08:00',
  complainant: somebody,
  channel: 'phone',
  content: words,
  owner: 'anna',
  about: 'bo',
})
export const acknowledged = on('2026-03-02', 'AcknowledgeComplaint', {})
export const assessed = on('2026-03-03', 'AssessComplaint', { severity: 'major' })
export const started = on('2026-03-03', 'StartInvestigation', { investigator: 'chen' })
export const found = on('2026-03-04', 'RecordFinding', { finding: words, evidence: 'photo 7' })
export const companyFault = on('2026-03-05', 'DetermineCause', {
  rootCause: 'wornSeal',
  faultParty: 'company',
})
export const proposed = on('2026-03-05', 'ProposeResolution', {
  solution: 'A new pump',
  responsibility: 'We pay all costs',
})
export const resolved = on('2026-03-06', 'ResolveComplaint', {
  decision: 'New pump, because the seal was worn',
})
export const followedUp = on('2026-03-10', 'RecordFollowUp', { outcome: 'satisfied', score: 5 })
export const toSolution = [received, acknowledged, assessed, started, found, companyFault, proposed]
export const toFollowUp = [...toSolution, resolved]
export const unreachable = (occurredOn: string) =>
  on(occurredOn, 'RecordFollowUp', { outcome: 'unreachable' })

export const about = { complaint: 'K1', customer: 'C1', region: 'East', owner: 'anna' }
export const deadlines = {
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

/** The command is given on this day. */
export const givenOn = (day: string) => ({ today: make(CalendarDate, day) })

/** As somebody of that name. */
export const by = (user: string) => ({ actor: make(UserId, user) })
