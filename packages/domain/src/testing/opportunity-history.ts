import fc from 'fast-check'
import { match, P } from 'ts-pattern'
import { OpportunityCommand, opportunityCommands } from '../opportunity/commands.ts'
import type { OpportunityEvent } from '../opportunity/events.ts'
import { opportunity } from '../opportunity/opportunity.ts'
import type { OpportunityRejection } from '../opportunity/rejections.ts'
import { type OpportunityCase, type OpportunityState, openSteps } from '../opportunity/state.ts'
import { addDays, type CalendarDate } from '../vocabulary/calendar-date.ts'
import { Code, CustomerId, OpportunityId } from '../vocabulary/code.ts'
import { arbitraryOf } from './arbitrary-of.ts'
import type { Draw } from './chance.ts'
import type { Storyteller } from './history.ts'
import { make } from './leaves.ts'
import { amounts, pooledLeaves, regions, texts, users } from './pools.ts'

/** Opportunities that are planned, offered, bargained over, won and delivered, or lost on the way. */
export const opportunityStories = (
  id: OpportunityId = make(OpportunityId, 'O1'),
  customer: fc.Arbitrary<CustomerId> = fc.constant(make(CustomerId, 'C1')),
): Storyteller<OpportunityCommand, OpportunityState, OpportunityEvent, OpportunityRejection> => ({
  decider: opportunity,
  codec: OpportunityCommand,
  commands: opportunityCommands,
  next: (draw, state, today) => {
    const command = state.stage === 'unheard' ? identify(draw) : onward(draw, state, today, customer)
    return command === null ? null : { ...command, occurredOn: today, opportunity: id }
  },
  mischief: (draw, state, today) => {
    const command = state.stage === 'unheard' ? draw(kinds.agree) : wrongly(draw, state)
    return { ...command, occurredOn: today, opportunity: id }
  },
})

const kinds = {
  identify: arbitraryOf(opportunityCommands.IdentifyOpportunity, pooledLeaves),
  qualify: arbitraryOf(opportunityCommands.QualifyOpportunity, pooledLeaves),
  plan: arbitraryOf(opportunityCommands.PlanFollowUp, pooledLeaves),
  revise: arbitraryOf(opportunityCommands.RevisePlan, pooledLeaves),
  complete: arbitraryOf(opportunityCommands.CompleteStep, pooledLeaves),
  miss: arbitraryOf(opportunityCommands.MissStep, pooledLeaves),
  reschedule: arbitraryOf(opportunityCommands.RescheduleStep, pooledLeaves),
  propose: arbitraryOf(opportunityCommands.ProposeSolution, pooledLeaves),
  negotiate: arbitraryOf(opportunityCommands.Negotiate, pooledLeaves),
  agree: arbitraryOf(opportunityCommands.ReachAgreement, pooledLeaves),
  sign: arbitraryOf(opportunityCommands.SignContract, pooledLeaves),
  deliver: arbitraryOf(opportunityCommands.RecordDelivery, pooledLeaves),
  goBack: arbitraryOf(opportunityCommands.ReturnToStage, pooledLeaves),
  lose: arbitraryOf(opportunityCommands.LoseOpportunity, pooledLeaves),
  abandon: arbitraryOf(opportunityCommands.AbandonOpportunity, pooledLeaves),
}

const identify = (draw: Draw): OpportunityCommand => {
  const { currency: _, expectedAmount: __, ...identified } = draw(kinds.identify)
  const expected = draw(fc.boolean()) ? { expectedAmount: draw(amounts) } : {}
  return { ...identified, ...expected, region: draw(regions) }
}

const onward = (
  draw: Draw,
  state: OpportunityCase,
  today: CalendarDate,
  customer: fc.Arbitrary<CustomerId>,
): OpportunityCommand | null => {
  if (state.stage === 'delivered' || state.stage === 'lost' || state.stage === 'abandoned') return null
  const chance = draw(fc.nat({ max: 29 }))
  const stillOpen = state.stage !== 'signed'
  if (chance === 0 && stillOpen)
    return draw<OpportunityCommand>(draw(fc.boolean()) ? kinds.lose : kinds.abandon)
  if (state.steps.size === 0 || chance < 10) return workOnPlan(draw, state, today)
  return match(state.stage)
    .with('identified', () => ({ ...draw(kinds.qualify), customer: state.customer ?? draw(customer) }))
    .with('qualified', () => propose(draw))
    .with('solution', () => (chance < 14 ? draw(kinds.agree) : draw(kinds.negotiate)))
    .with('negotiation', () =>
      chance < 16 ? propose(draw) : chance < 20 ? draw(kinds.negotiate) : draw(kinds.agree),
    )
    .with('agreed', (): OpportunityCommand => {
      if (chance < 13) return { ...draw(kinds.goBack), stage: 'negotiation' }
      const { currency: _, ...signed } = draw(kinds.sign)
      return { ...signed, amount: draw(amounts), deliverBy: addDays(today, draw(fc.nat({ max: 60 }))) }
    })
    .with('signed', () => draw(kinds.deliver))
    .exhaustive()
}

const propose = (draw: Draw): OpportunityCommand => ({ ...draw(kinds.propose), needs: [draw(texts)] })

const workOnPlan = (draw: Draw, state: OpportunityCase, today: CalendarDate): OpportunityCommand => {
  const news = [...Array(draw(fc.integer({ min: 1, max: 3 }))).keys()].map((i) => ({
    step: make(Code, `s${state.steps.size + i + 1}`),
    due: addDays(today, draw(fc.nat({ max: 20 }))),
    owner: draw(users),
    method: make(Code, 'visit'),
  }))
  if (state.steps.size === 0) return { ...draw(kinds.plan), steps: news }
  const step = draw(fc.constantFrom(...openSteps(state), undefined))
  if (step === undefined) return { ...draw(kinds.revise), steps: [...openSteps(state).slice(1), ...news] }
  if (draw(fc.nat({ max: 3 })) === 0) {
    return { ...draw(kinds.reschedule), step: step.step, due: addDays(later(step.due, today), 7) }
  }
  return step.due < today
    ? { ...draw(kinds.miss), step: step.step }
    : { ...draw(kinds.complete), step: step.step }
}

/** Qualifies for somebody else or for nobody, plans badly, revises nothing, jumps ahead. */
const wrongly = (draw: Draw, state: OpportunityCase): OpportunityCommand => {
  const { customer: _, ...forNobody } = draw(kinds.qualify)
  const plan = draw(kinds.plan)
  const twice = { ...plan, steps: [...plan.steps, ...plan.steps] }
  const unchanged = { ...draw(kinds.revise), steps: openSteps(state) }
  const idle = { ...draw(kinds.propose), needs: [] }
  const mistakes = match<OpportunityCase['stage'], ReadonlyArray<OpportunityCommand>>(state.stage)
    .with('identified', () => [
      forNobody,
      forNobody,
      { ...forNobody, customer: make(CustomerId, 'C2') },
      twice,
      draw(kinds.revise),
    ])
    .with('qualified', () => [draw(kinds.negotiate), twice, idle, draw(kinds.propose), unchanged])
    .with(P.union('solution', 'negotiation'), () => [draw(kinds.goBack), draw(kinds.sign), unchanged, idle])
    .with('agreed', () => [draw(kinds.propose), draw(kinds.negotiate), draw(kinds.sign), draw(kinds.deliver)])
    .with(P.union('signed', 'delivered'), () => [draw(kinds.agree), draw(kinds.lose), draw(kinds.deliver)])
    .with(P.union('lost', 'abandoned'), () => [forNobody, idle])
    .exhaustive()
  return draw(fc.constantFrom(...mistakes))
}

const later = (a: CalendarDate, b: CalendarDate): CalendarDate => (a >= b ? a : b)
