import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { CalendarDate } from '../vocabulary/calendar-date.ts'
import { refuse } from '../vocabulary/rejection.ts'
import { about } from './about.ts'
import type { Command, Decision } from './decision.ts'
import type { OpportunityRejection } from './rejections.ts'
import { type OpportunityCase, openSteps, type StepStatus } from './state.ts'
import type { PlanStep } from './vocabulary.ts'

// The follow-up plan and its steps (policy 6.2-A).

/** policy 6.2-A: at least one step, each with its day, owner and method. */
export const planFollowUp = (c: Command<'PlanFollowUp'>, state: OpportunityCase): Decision => {
  if (state.steps.size > 0) {
    return refuse('AlreadyPlanned', 'There is a plan already: revise it, with the reason (RevisePlan).', {})
  }
  const problem = problemOf(c.steps, c.occurredOn, state)
  if (problem !== null) return left(problem)
  const { type: _, occurredOn, ...facts } = c
  return right([{ type: 'FollowUpPlanned', occurredOn, data: { ...about(state), ...facts } }])
}

/** policy 6.2-A: the plan is flexible, and both the old and the new one are kept. */
export const revisePlan = (c: Command<'RevisePlan'>, state: OpportunityCase): Decision => {
  if (state.steps.size === 0)
    return refuse('NotPlanned', 'There is no plan to revise: make one first (PlanFollowUp).', {})
  const problem = problemOf(c.steps, c.occurredOn, state)
  if (problem !== null) return left(problem)
  const before = openSteps(state)
  if (JSON.stringify(before) === JSON.stringify(c.steps)) {
    return refuse('NothingChanges', 'Nothing changes: the plan is so already.', {})
  }
  const { occurredOn, opportunity, steps, reason } = c
  return right([
    { type: 'PlanRevised', occurredOn, data: { opportunity, ...about(state), before, after: steps, reason } },
  ])
}

export const completeStep = (c: Command<'CompleteStep'>, state: OpportunityCase): Decision => {
  const found = stepThatIs(['planned'], c.step, state)
  if (isLeft(found)) return found
  const { type: _, occurredOn, ...facts } = c
  return right([{ type: 'StepCompleted', occurredOn, data: { ...about(state), ...facts } }])
}

/** A52: a step is missed when its day is over, not before. */
export const missStep = (c: Command<'MissStep'>, state: OpportunityCase): Decision => {
  const found = stepThatIs(['planned'], c.step, state)
  if (isLeft(found)) return found
  const { due } = found.right
  if (c.occurredOn <= due) {
    return refuse(
      'NotDueYet',
      `Step ${c.step} is due on ${due}: it is missed from the day after; until then reschedule it (RescheduleStep).`,
      {
        step: c.step,
        due,
      },
    )
  }
  const { type: _, occurredOn, ...facts } = c
  return right([{ type: 'StepMissed', occurredOn, data: { ...about(state), ...facts, due } }])
}

/** policy 6.2-A: a step missed may get another day. */
export const rescheduleStep = (c: Command<'RescheduleStep'>, state: OpportunityCase): Decision => {
  const found = stepThatIs(['planned', 'missed'], c.step, state)
  if (isLeft(found)) return found
  const from = found.right.due
  if (c.due < c.occurredOn) return left(dueInThePast(c.step, c.due))
  if (c.due === from)
    return refuse('NothingChanges', `Nothing changes: step ${c.step} is due on ${from} already.`, {})
  const { occurredOn, opportunity, step, reason } = c
  return right([
    {
      type: 'StepRescheduled',
      occurredOn,
      data: { opportunity, ...about(state), step, from, to: c.due, reason },
    },
  ])
}

const problemOf = (
  steps: ReadonlyArray<PlanStep>,
  plannedOn: CalendarDate,
  state: OpportunityCase,
): OpportunityRejection | null => {
  if (steps.length === 0) {
    return {
      _tag: 'PlanEmpty',
      message: 'The plan has no step: say what is done next, on which day, by whom and how.',
    }
  }
  for (const [i, { step, due }] of steps.entries()) {
    const status = state.steps.get(step)?.status
    if (steps.findIndex((other) => other.step === step) !== i) {
      return {
        _tag: 'StepTwice',
        step,
        message: `Step ${step} is in the plan twice: give every step its own id.`,
      }
    }
    if (status !== undefined && status !== 'planned') return stepNotOpen(step, status)
    // A step that stays open from the plan before may be late already: that is no reason to forget its day.
    if (due < plannedOn && state.steps.get(step)?.step.due !== due) return dueInThePast(step, due)
  }
  return null
}

const stepThatIs = (
  wanted: ReadonlyArray<StepStatus>,
  step: string,
  state: OpportunityCase,
): Either<OpportunityRejection, PlanStep> => {
  const entry = state.steps.get(step)
  if (entry === undefined)
    return refuse('NoSuchStep', `There is no step ${step} in the plan: check its id.`, { step })
  return wanted.includes(entry.status) ? right(entry.step) : left(stepNotOpen(step, entry.status))
}

const stepNotOpen = (step: string, status: StepStatus): OpportunityRejection => ({
  _tag: 'StepNotOpen',
  step,
  status,
  message: `Step ${step} is ${status}: plan a new step, with an id of its own (RevisePlan).`,
})

const dueInThePast = (step: string, due: CalendarDate): OpportunityRejection => ({
  _tag: 'DueInThePast',
  step,
  due,
  message: `Step ${step} would be due on ${due}, which was over when it was planned: choose a later day.`,
})
