import { type Either, right } from 'fp-ts/lib/Either.js'
import type { Context } from '../aggregate/context.ts'
import { refuse } from '../vocabulary/rejection.ts'
import { about } from './about.ts'
import { accepted, type Command, type Decision } from './decision.ts'
import type { OpportunityRejection } from './rejections.ts'
import { isLargeProject } from './rules.ts'
import type { OpportunityCase } from './state.ts'

// A solution for known needs, made with those it takes, and understood by the customer (policy 6.2-B).

/** policy 7.2-B */
export const stateTechnicalNeed = (
  { type: _, occurredOn, ...facts }: Command<'StateTechnicalNeed'>,
  state: OpportunityCase,
): Decision => accepted({ type: 'TechnicalNeedStated', occurredOn, data: { ...about(state), ...facts } })

/** policy 6.2: a solution for known needs, and only once there is a plan how to go on. */
export const proposeSolution = (
  c: Command<'ProposeSolution'>,
  state: OpportunityCase,
  context: Context,
): Decision => {
  if (state.steps.size === 0) {
    return refuse(
      'NotPlanned',
      'There is no follow-up plan: plan the next steps, with day, owner and method, first (PlanFollowUp).',
      {},
    )
  }
  if (c.needs.length === 0) {
    return refuse(
      'NoNeedsCovered',
      'The solution covers no need: name the needs of the customer that it meets.',
      {},
    )
  }
  if (isLargeProject(context.policy.policy, state) && state.team.length === 0) {
    return refuse(
      'DutiesMissing',
      'It is a project of a large customer: set the duty of each member first (AssignDuties).',
      {},
    )
  }
  if (state.technicalNeed && c.technician === undefined) return technicianMissing
  const { type: _, occurredOn, ...facts } = c
  const data = { ...about(state), ...facts, version: state.solutions + 1 }
  return accepted({ type: 'SolutionProposed', occurredOn, data })
}

/** policy 6.2-B: an older version explained is not what is on the table. */
export const presentSolution = (c: Command<'PresentSolution'>, state: OpportunityCase): Decision => {
  const latest = state.solutions
  if (c.version !== latest) {
    return refuse(
      'NotLatestVersion',
      `The latest version of the solution is ${latest}, not ${c.version}: present that one.`,
      { latest },
    )
  }
  const { type: _, occurredOn, ...facts } = c
  return accepted({ type: 'SolutionPresented', occurredOn, data: { ...about(state), ...facts } })
}

/** policy 6.2-B, 7.2-B: one agrees to what one has understood, and what was made with those it takes. */
export const checkSolution = (state: OpportunityCase): Either<OpportunityRejection, void> => {
  const { solutions: version, understood } = state
  if (understood === null) {
    return refuse(
      'NotPresented',
      `Version ${version} of the solution was never presented: explain it to the customer first (PresentSolution).`,
      { version },
    )
  }
  if (!understood) {
    return refuse(
      'NotUnderstood',
      `The customer did not understand version ${version} of the solution: explain it again in plainer words (PresentSolution).`,
      { version },
    )
  }
  // The need may have been stated after the solution was proposed.
  if (state.technicalNeed && !state.withTechnician) return technicianMissing
  return right(undefined)
}

const technicianMissing = refuse(
  'TechnicianMissing',
  'There is a special technical need: propose a solution with somebody of the technical department (ProposeSolution, technician).',
  {},
)
