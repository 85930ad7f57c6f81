import { isLeft, right } from 'fp-ts/lib/Either.js'
import type { Context } from '../aggregate/context.ts'
import { openRegion } from '../aggregate/region-terms.ts'
import { addWorkingDays, workingDaysBetween } from '../policy/working-days.ts'
import { daysBetween } from '../vocabulary/calendar-date.ts'
import { dateIn } from '../vocabulary/instant.ts'
import { refuse } from '../vocabulary/rejection.ts'
import { about } from './about.ts'
import { deadlinesFrom, resolveByFor } from './deadlines.ts'
import type { Command, Decision } from './decision.ts'
import type { ComplaintEvent } from './events.ts'
import type { ComplaintCase } from './state.ts'

// The course of a complaint and its clock: what opens it, pauses it, moves its deadlines and ends it early.

/** policy 5.3-A: recorded under the day it comes in, with the deadlines of the policy in force (A44). */
export const receive = (c: Command<'ReceiveComplaint'>, _: unknown, context: Context): Decision => {
  const here = openRegion(context, c.region)
  if (isLeft(here)) return here
  const { timeZone } = here.right
  const receivedOn = dateIn(timeZone, c.receivedAt)
  if (receivedOn !== c.occurredOn) {
    return refuse(
      'ReceivedOnAnotherDay',
      `${c.receivedAt} is ${receivedOn} in ${timeZone}, not ${c.occurredOn}: let the date be the day of the receipt.`,
      { receivedOn, occurredOn: c.occurredOn },
    )
  }
  const { type: __, occurredOn, ...facts } = c
  const lateDays = daysBetween(receivedOn, context.today)
  // History comes from elsewhere, where it may have been written down at once.
  const late = lateDays > 0 && !context.historical ? { recordedLateDays: lateDays } : {}
  const deadlines = deadlinesFrom(context.policy, occurredOn)
  const resolveBy = resolveByFor(deadlines, c.severity ?? null)
  return right([{ type: 'ComplaintReceived', occurredOn, data: { ...facts, ...late, deadlines, resolveBy } }])
}

export const acknowledge = (
  { type: _, occurredOn, ...facts }: Command<'AcknowledgeComplaint'>,
  state: ComplaintCase,
): Decision => right([{ type: 'ComplaintAcknowledged', occurredOn, data: { ...about(state), ...facts } }])

/** A45: the severity only orders the work; the day of the solution is the one snapshotted for it, plus what was waited. */
export const assess = (c: Command<'AssessComplaint'>, state: ComplaintCase, context: Context): Decision => {
  const { type: _, occurredOn, ...facts } = c
  const same =
    state.stage !== 'acknowledged' &&
    state.severity === c.severity &&
    state.assessment.complexity === (c.complexity ?? null) &&
    state.assessment.impact === (c.impact ?? null)
  if (same) return refuse('NothingChanges', 'Nothing changes: the complaint is assessed so already.', {})
  const resolveBy = addWorkingDays(
    context.policy.policy.calendar,
    resolveByFor(state.deadlines, c.severity),
    state.pausedWorkingDays,
  )
  return right([{ type: 'ComplaintAssessed', occurredOn, data: { ...about(state), ...facts, resolveBy } }])
}

/** policy 5.3-B: the customer hears how it goes, and when they will hear again. */
export const reportProgress = (
  c: Command<'ReportProgress'>,
  state: ComplaintCase,
  context: Context,
): Decision => {
  const { type: _, occurredOn, ...facts } = c
  const nextBy = addWorkingDays(
    context.policy.policy.calendar,
    occurredOn,
    state.deadlines.progressWorkingDays,
  )
  return right([
    { type: 'ComplaintProgressReported', occurredOn, data: { ...about(state), ...facts, nextBy } },
  ])
}

/** A46 */
export const pause = (
  { type: _, occurredOn, ...facts }: Command<'PauseComplaint'>,
  state: ComplaintCase,
): Decision => right([{ type: 'ComplaintPaused', occurredOn, data: { ...about(state), ...facts } }])

/** A46: both the elapsed and the net time stay known. */
export const resume = (
  { occurredOn, complaint }: Command<'ResumeComplaint'>,
  state: ComplaintCase,
  context: Context,
): Decision => {
  const since = state.pausedSince
  if (since === null)
    return refuse('NotPaused', 'The complaint is not paused: there is nothing to resume.', {})
  if (occurredOn < since) {
    return refuse(
      'ResumedBeforePause',
      `The complaint is paused since ${since}: it cannot be resumed on ${occurredOn}.`,
      { since },
    )
  }
  const { calendar } = context.policy.policy
  const waitedWorkingDays = workingDaysBetween(calendar, since, occurredOn)
  const data = {
    complaint,
    ...about(state),
    waitedDays: daysBetween(since, occurredOn),
    waitedWorkingDays,
    resolveBy: addWorkingDays(calendar, state.resolveBy, waitedWorkingDays),
    progressBy: addWorkingDays(calendar, occurredOn, state.deadlines.progressWorkingDays),
  }
  return right([{ type: 'ComplaintResumed', occurredOn, data }])
}

/** A49: whatever ended it, the customer may come back; the deadlines are those of the policy of that day. */
export const reopen = (c: Command<'ReopenComplaint'>, state: ComplaintCase, context: Context): Decision =>
  right([reopened(c, state, context)])

export const reopened = (
  { occurredOn, complaint, reason }: Pick<Command<'ReopenComplaint'>, 'occurredOn' | 'complaint' | 'reason'>,
  state: ComplaintCase,
  context: Context,
): ComplaintEvent => {
  const deadlines = deadlinesFrom(context.policy, occurredOn)
  const { stage } = state
  return {
    type: 'ComplaintReopened',
    occurredOn,
    data: {
      complaint,
      ...about(state),
      reason,
      from: stage === 'closed' || stage === 'rejected' || stage === 'withdrawn' ? stage : 'resolved',
      count: state.reopenCount + 1,
      deadlines,
      resolveBy: resolveByFor(deadlines, state.severity),
    },
  }
}

/** A45: refused with a reason, and received all the same. */
export const rejectIt = (
  { type: _, occurredOn, ...facts }: Command<'RejectComplaint'>,
  state: ComplaintCase,
): Decision => right([{ type: 'ComplaintRejected', occurredOn, data: { ...about(state), ...facts } }])

/** A45: taken back by the customer, and received all the same. */
export const withdraw = (
  { type: _, occurredOn, ...facts }: Command<'WithdrawComplaint'>,
  state: ComplaintCase,
): Decision => right([{ type: 'ComplaintWithdrawn', occurredOn, data: { ...about(state), ...facts } }])
