import { right } from 'fp-ts/lib/Either.js'
import type { Context } from '../aggregate/context.ts'
import { addDays } from '../vocabulary/calendar-date.ts'
import { refuse } from '../vocabulary/rejection.ts'
import { about } from './about.ts'
import type { Command, Decision } from './decision.ts'
import { handlingTime } from './handling-time.ts'
import type { ComplaintCase } from './state.ts'
import { type FaultParty, includesCompany } from './vocabulary.ts'

// From the investigation to the decision (policy 5.3-B).

/**
 * policy 5.3-B, A48: where the company is at fault, it says what it answers for and offers a solution, or nothing is resolved.
 * @clause 53
 */
export const resolve = (c: Command<'ResolveComplaint'>, state: ComplaintCase, context: Context): Decision => {
  const { faultParty, deadlines } = state
  if (faultParty !== null && includesCompany(faultParty)) {
    if (!state.solutionProposed) return solutionMissing(faultParty)
    if (!state.responsibilityTaken) return responsibilityMissing(faultParty)
  }
  const { type: _, occurredOn, ...facts } = c
  const { elapsedDays, pausedDays, netWorkingDays } = handlingTime(
    context.policy.policy.calendar,
    state,
    occurredOn,
  )
  const data = {
    ...about(state),
    ...facts,
    elapsedDays,
    waitedDays: pausedDays,
    netWorkingDays,
    followUpFrom: addDays(occurredOn, deadlines.followUpAfterDays),
    followUpUntil: addDays(occurredOn, deadlines.followUpWithinDays),
  }
  return right([{ type: 'ComplaintResolved', occurredOn, data }])
}

/** policy 5.3-B, A48: an offer may be improved; each keeps its number. */
export const proposeResolution = (c: Command<'ProposeResolution'>, state: ComplaintCase): Decision => {
  const { faultParty } = state
  if (faultParty !== null && includesCompany(faultParty) && c.responsibility === undefined) {
    return responsibilityMissing(faultParty)
  }
  const { type: _, occurredOn, ...facts } = c
  const data = { ...about(state), ...facts, version: state.proposals + 1 }
  return right([{ type: 'ComplaintResolutionProposed', occurredOn, data }])
}

/** policy 5.3-B: a cause rests on what was found; it may be judged anew as long as nothing is decided. */
export const determineCause = (c: Command<'DetermineCause'>, state: ComplaintCase): Decision => {
  if (state.findings === 0) {
    return refuse(
      'NothingFound',
      'Nothing was found out yet: record what the investigation found first (RecordFinding).',
      {},
    )
  }
  const { type: _, occurredOn, ...facts } = c
  return right([{ type: 'ComplaintCauseDetermined', occurredOn, data: { ...about(state), ...facts } }])
}

export const startInvestigation = (
  { type: _, occurredOn, ...facts }: Command<'StartInvestigation'>,
  state: ComplaintCase,
): Decision =>
  right([{ type: 'ComplaintInvestigationStarted', occurredOn, data: { ...about(state), ...facts } }])

export const recordFinding = (
  { type: _, occurredOn, ...facts }: Command<'RecordFinding'>,
  state: ComplaintCase,
): Decision => right([{ type: 'ComplaintFindingRecorded', occurredOn, data: { ...about(state), ...facts } }])

const solutionMissing = (faultParty: FaultParty): Decision =>
  refuse(
    'SolutionMissing',
    'The company is at fault: propose a solution, with what the company answers for, first (ProposeResolution).',
    {
      faultParty,
    },
  )

const responsibilityMissing = (faultParty: FaultParty): Decision =>
  refuse(
    'ResponsibilityMissing',
    'The company is at fault: say in the proposal what it answers for (responsibility).',
    {
      faultParty,
    },
  )
