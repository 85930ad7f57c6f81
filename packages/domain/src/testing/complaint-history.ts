import fc from 'fast-check'
import { match, P } from 'ts-pattern'
import { ComplaintCommand, complaintCommands } from '../complaint/commands.ts'
import { complaint } from '../complaint/complaint.ts'
import type { ComplaintEvent } from '../complaint/events.ts'
import type { ComplaintRejection } from '../complaint/rejections.ts'
import type { ComplaintCase, ComplaintState } from '../complaint/state.ts'
import { addDays, type CalendarDate } from '../vocabulary/calendar-date.ts'
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
    // What was merged goes on elsewhere.
    if (state.stage === 'merged') return null
    const command = state.stage === 'unheard' ? receive(draw, today, draw(customer)) : onward(draw, state)
    return { ...command, occurredOn: today, complaint: id }
  },
  mischief: (draw, state, today) => {
    const command = state.stage === 'unheard' ? draw(kinds.reopen) : wrongly(draw, state, id)
    // Some are told as of a day before, which a wait or a decision may forbid.
    const occurredOn = draw(fc.boolean()) ? today : addDays(today, -draw(fc.integer({ min: 1, max: 9 })))
    return { ...command, occurredOn, complaint: id }
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
  pause: arbitraryOf(complaintCommands.PauseComplaint, pooledLeaves),
  resume: arbitraryOf(complaintCommands.ResumeComplaint, pooledLeaves),
  merge: arbitraryOf(complaintCommands.MergeComplaint, pooledLeaves),
  recur: arbitraryOf(complaintCommands.LinkRecurrence, pooledLeaves),
  need: arbitraryOf(complaintCommands.LinkOpportunity, pooledLeaves),
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
  if (state.pausedSince !== null)
    return one(chance < 3 ? kinds.progress : chance === 3 ? kinds.withdraw : kinds.resume)
  return match(state.stage)
    .with('received', () =>
      one(
        chance === 0
          ? kinds.reject
          : chance === 1
            ? kinds.withdraw
            : chance === 2
              ? elsewhere(draw)
              : kinds.acknowledge,
      ),
    )
    .with('acknowledged', () => one(chance === 0 ? kinds.pause : chance === 1 ? kinds.reject : kinds.assess))
    .with(P.union('assessed', 'reopened'), () =>
      chance < 2 ? one(kinds.progress) : { ...draw(kinds.start), investigator: draw(users) },
    )
    .with('investigating', () => {
      if (chance < 2) return one(kinds.pause)
      return one(state.findings === 0 || chance < 6 ? kinds.finding : kinds.cause)
    })
    .with('causeDetermined', () =>
      chance === 0 ? one(kinds.assess) : { ...draw(kinds.propose), responsibility: draw(texts) },
    )
    .with('proposed', () => one(chance < 3 ? kinds.progress : chance === 3 ? kinds.cause : kinds.resolve))
    .with('resolved', () => one(state.unreachableOn.length < 3 ? kinds.followUp : closing(draw)))
    .with('confirmed', () => {
      if (state.need !== null && state.opportunities.length === 0) return one(kinds.need)
      return one(chance < 3 && state.repeats.length === 0 ? repeating : closing(draw))
    })
    .with(P.union('closed', 'rejected', 'withdrawn', 'merged'), () => one(kinds.reopen))
    .exhaustive()
}

const other = make(ComplaintId, 'K0')

const elsewhere = (draw: Draw) => kinds.merge.map((merge) => ({ ...merge, into: other, reason: draw(texts) }))

/** Once the cause is known, every complaint may repeat another by it. */
const repeating = kinds.recur.map((link) => ({ ...link, earlier: other, because: 'rootCause' as const }))

const closing = (draw: Draw) => kinds.close.map((close) => ({ ...close, lesson: draw(texts) }))

/** Says what is known already, jumps ahead, leaves out what is owed, starts with the person complained about. */
const wrongly = (draw: Draw, state: ComplaintCase, id: ComplaintId): ComplaintCommand => {
  const { lesson: _, ...closing } = draw(kinds.close)
  const { complexity: __, impact: ___, ...assessing } = draw(kinds.assess)
  const { responsibility: ____, ...proposing } = draw(kinds.propose)
  const same = { ...assessing, severity: state.severity ?? 'major' }
  const start = { ...draw(kinds.start), investigator: make(UserId, 'drop') }
  const itself = { ...draw(kinds.merge), into: id }
  const causeless = { ...draw(kinds.recur), earlier: other, because: 'rootCause' as const }
  const uncategorised = { ...causeless, because: 'category' as const }
  const pursued = state.opportunities.map((opportunity) => ({ ...draw(kinds.need), opportunity }))
  const linked = state.repeats.map((link) => ({ ...draw(kinds.recur), ...link }))
  const mistakes = match<ComplaintCase['stage'], ReadonlyArray<ComplaintCommand>>(state.stage)
    .with(P.union('received', 'acknowledged'), () => [draw(kinds.resolve), itself, causeless, uncategorised])
    .with(P.union('assessed', 'reopened'), () => [
      same,
      start,
      draw(kinds.finding),
      draw(kinds.pause),
      itself,
    ])
    .with('investigating', () => [
      draw(kinds.cause),
      draw(kinds.resolve),
      draw(kinds.pause),
      draw(kinds.need),
    ])
    .with(P.union('causeDetermined', 'proposed'), () => [proposing, draw(kinds.resolve), draw(kinds.start)])
    .with(P.union('resolved', 'confirmed'), () => [
      closing,
      draw(kinds.followUp),
      draw(kinds.need),
      ...pursued,
      ...linked,
    ])
    .with(P.union('closed', 'rejected', 'withdrawn', 'merged'), () => [closing, same, ...pursued, ...linked])
    .exhaustive()
  return draw(fc.constantFrom(...mistakes))
}
