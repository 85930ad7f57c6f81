import fc from 'fast-check'
import { match, P } from 'ts-pattern'
import { ComplaintCommand, complaintCommands } from '../complaint/commands.ts'
import { complaint } from '../complaint/complaint.ts'
import type { ComplaintEvent } from '../complaint/events.ts'
import type { ComplaintRejection } from '../complaint/rejections.ts'
import type { ComplaintCase, ComplaintState } from '../complaint/state.ts'
import type { CalendarDate } from '../vocabulary/calendar-date.ts'
import { ComplaintId, CustomerId, UserId } from '../vocabulary/code.ts'
import { Instant } from '../vocabulary/instant.ts'
import { arbitraryOf } from './arbitrary-of.ts'
import type { Draw } from './chance.ts'
import type { Storyteller } from './history.ts'
import { make } from './leaves.ts'
import { pooledLeaves, regions, texts, users } from './pools.ts'

/** Complaints that go their way: most are closed, some come back, are refused, taken back or left waiting. */
export const complaintStories = (
  id: ComplaintId = make(ComplaintId, 'K1'),
  customer: fc.Arbitrary<CustomerId> = fc.constant(make(CustomerId, 'C1')),
): Storyteller<ComplaintCommand, ComplaintState, ComplaintEvent, ComplaintRejection> => ({
  decider: complaint,
  codec: ComplaintCommand,
  commands: complaintCommands,
  next: (draw, state, today) => {
    const command = state.stage === 'unheard' ? receive(draw, today, draw(customer)) : onward(draw, state)
    return { ...command, occurredOn: today, complaint: id }
  },
  mischief: (draw, state, today) => {
    const command = state.stage === 'unheard' ? draw(kinds.reopen) : wrongly(draw, state)
    return { ...command, occurredOn: today, complaint: id }
  },
})

const kinds = {
  receive: arbitraryOf(complaintCommands.ReceiveComplaint, pooledLeaves),
  acknowledge: arbitraryOf(complaintCommands.AcknowledgeComplaint, pooledLeaves),
  assess: arbitraryOf(complaintCommands.AssessComplaint, pooledLeaves),
  start: arbitraryOf(complaintCommands.StartInvestigation, pooledLeaves),
  finding: arbitraryOf(complaintCommands.RecordFinding, pooledLeaves),
  cause: arbitraryOf(complaintCommands.DetermineCause, pooledLeaves),
  propose: arbitraryOf(complaintCommands.ProposeResolution, pooledLeaves),
  resolve: arbitraryOf(complaintCommands.ResolveComplaint, pooledLeaves),
  followUp: arbitraryOf(complaintCommands.RecordFollowUp, pooledLeaves),
  close: arbitraryOf(complaintCommands.CloseComplaint, pooledLeaves),
  reopen: arbitraryOf(complaintCommands.ReopenComplaint, pooledLeaves),
  reject: arbitraryOf(complaintCommands.RejectComplaint, pooledLeaves),
  withdraw: arbitraryOf(complaintCommands.WithdrawComplaint, pooledLeaves),
  progress: arbitraryOf(complaintCommands.ReportProgress, pooledLeaves),
  wait: arbitraryOf(complaintCommands.WaitForCustomer, pooledLeaves),
  resume: arbitraryOf(complaintCommands.ResumeComplaint, pooledLeaves),
}

/** Received at noon UTC, which is the same day in both regions. */
const receive = (draw: Draw, today: CalendarDate, customer: CustomerId): ComplaintCommand => ({
  ...draw(kinds.receive),
  customer,
  region: draw(regions),
  receivedAt: make(Instant, `${today}T12:00:00Z`),
  // Everybody else in these stories may handle it.
  about: make(UserId, 'drop'),
})

const onward = (draw: Draw, state: ComplaintCase): ComplaintCommand => {
  const one = (command: fc.Arbitrary<ComplaintCommand>): ComplaintCommand => draw(command)
  const chance = draw(fc.nat({ max: 19 }))
  if (state.waitingSince !== null)
    return one(chance < 3 ? kinds.progress : chance === 3 ? kinds.withdraw : kinds.resume)
  return match(state.stage)
    .with('received', () =>
      one(chance === 0 ? kinds.reject : chance === 1 ? kinds.withdraw : kinds.acknowledge),
    )
    .with('acknowledged', () => one(chance === 0 ? kinds.wait : chance === 1 ? kinds.reject : kinds.assess))
    .with(P.union('assessed', 'reopened'), () =>
      chance < 2 ? one(kinds.progress) : { ...draw(kinds.start), investigator: draw(users) },
    )
    .with('investigating', () => {
      if (chance < 2) return one(kinds.wait)
      return one(state.findings === 0 || chance < 6 ? kinds.finding : kinds.cause)
    })
    .with('causeDetermined', () =>
      chance === 0 ? one(kinds.assess) : { ...draw(kinds.propose), responsibility: draw(texts) },
    )
    .with('proposed', () => one(chance < 3 ? kinds.progress : chance === 3 ? kinds.cause : kinds.resolve))
    .with('resolved', () => one(state.unreachableOn.length < 3 ? kinds.followUp : closing(draw)))
    .with('confirmed', () => one(closing(draw)))
    .with(P.union('closed', 'rejected', 'withdrawn'), () => one(kinds.reopen))
    .exhaustive()
}

const closing = (draw: Draw) => kinds.close.map((close) => ({ ...close, lesson: draw(texts) }))

/** Says what is known already, jumps ahead, leaves out what is owed, starts with the person complained about. */
const wrongly = (draw: Draw, state: ComplaintCase): ComplaintCommand => {
  const { lesson: _, ...closing } = draw(kinds.close)
  const { complexity: __, impact: ___, ...assessing } = draw(kinds.assess)
  const { responsibility: ____, ...proposing } = draw(kinds.propose)
  const same = { ...assessing, severity: state.severity ?? 'major' }
  const start = { ...draw(kinds.start), investigator: make(UserId, 'drop') }
  const mistakes = match<ComplaintCase['stage'], ReadonlyArray<ComplaintCommand>>(state.stage)
    .with(P.union('received', 'acknowledged'), () => [draw(kinds.cause), draw(kinds.resolve)])
    .with(P.union('assessed', 'reopened'), () => [same, start, draw(kinds.finding), closing])
    .with('investigating', () => [draw(kinds.cause), draw(kinds.resolve), same])
    .with(P.union('causeDetermined', 'proposed'), () => [proposing, draw(kinds.resolve), draw(kinds.start)])
    .with(P.union('resolved', 'confirmed'), () => [closing])
    .with(P.union('closed', 'rejected', 'withdrawn'), () => [closing, same])
    .exhaustive()
  return draw(fc.constantFrom(...mistakes))
}
