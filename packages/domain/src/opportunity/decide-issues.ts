import { refuse } from '../vocabulary/rejection.ts'
import { about } from './about.ts'
import { accepted, type Command, type Decision } from './decision.ts'
import type { OpportunityCase } from './state.ts'

// Technical problems in delivery and after-sales, which the technical department solves with the sellers (policy 7.2-B).

export const raiseTechnicalIssue = (c: Command<'RaiseTechnicalIssue'>, state: OpportunityCase): Decision => {
  if (state.issues.has(c.issue)) {
    return refuse(
      'IssueExists',
      `Technical issue ${c.issue} was raised already: give a new one its own id.`,
      { issue: c.issue },
    )
  }
  const { type: _, occurredOn, ...facts } = c
  return accepted({ type: 'TechnicalIssueRaised', occurredOn, data: { ...about(state), ...facts } })
}

export const solveTechnicalIssue = (c: Command<'SolveTechnicalIssue'>, state: OpportunityCase): Decision => {
  const { issue } = c
  const raised = state.issues.get(issue)
  if (raised === undefined) {
    return refuse(
      'NoSuchIssue',
      `There is no technical issue ${issue}: check its id, or raise it first (RaiseTechnicalIssue).`,
      { issue },
    )
  }
  if (raised.solved) {
    return refuse(
      'IssueNotOpen',
      `Technical issue ${issue} is solved already: if it is back, raise it again under a new id (RaiseTechnicalIssue).`,
      { issue },
    )
  }
  const { type: _, occurredOn, ...facts } = c
  const data = { ...about(state), ...facts, raisedOn: raised.raisedOn }
  return accepted({ type: 'TechnicalIssueSolved', occurredOn, data })
}
