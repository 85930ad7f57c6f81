import { refuse } from '../vocabulary/rejection.ts'
import { about } from './about.ts'
import { accepted, type Command, type Decision } from './decision.ts'
import type { OpportunityCase } from './state.ts'
import { comesBefore } from './vocabulary.ts'

// Back to an earlier stage, or to an end without a contract (A51).

/** A51: it happens that one has to go back, and the reason teaches something. */
export const returnToStage = (c: Command<'ReturnToStage'>, state: OpportunityCase): Decision => {
  const { stage } = state
  const open = stage === 'qualified' || stage === 'solution' || stage === 'negotiation' || stage === 'agreed'
  if (!open || !comesBefore(c.stage, stage)) {
    return refuse(
      'NotBackwards',
      `The opportunity is in stage ${stage}: it can only go back to an earlier one, not to ${c.stage}.`,
      { from: stage, to: c.stage },
    )
  }
  const { occurredOn, opportunity, reason } = c
  const data = { opportunity, ...about(state), from: stage, to: c.stage, reason }
  return accepted({ type: 'OpportunityReturned', occurredOn, data })
}

export const lose = (
  { type: _, occurredOn, ...facts }: Command<'LoseOpportunity'>,
  state: OpportunityCase,
): Decision => accepted({ type: 'OpportunityLost', occurredOn, data: { ...about(state), ...facts } })

export const abandon = (
  { type: _, occurredOn, ...facts }: Command<'AbandonOpportunity'>,
  state: OpportunityCase,
): Decision => accepted({ type: 'OpportunityAbandoned', occurredOn, data: { ...about(state), ...facts } })
