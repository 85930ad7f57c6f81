import fc from 'fast-check'
import { match, P } from 'ts-pattern'
import { OpportunityCommand, opportunityCommands } from '../opportunity/commands.ts'
import type { OpportunityEvent } from '../opportunity/events.ts'
import { opportunity } from '../opportunity/opportunity.ts'
import type { OpportunityRejection } from '../opportunity/rejections.ts'
import { isLargeProject } from '../opportunity/rules.ts'
import {
  type Imported,
  type OpportunityCase,
  type OpportunityState,
  openSteps,
} from '../opportunity/state.ts'
import { defaultPolicy } from '../policy/default-policy.ts'
import { addDays, CalendarDate } from '../vocabulary/calendar-date.ts'
import { Code, ComplaintId, CustomerId, OpportunityId, UserId } from '../vocabulary/code.ts'
import { MinorUnits } from '../vocabulary/money.ts'
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
    const command =
      state.stage === 'unheard' ? begin(draw, today, customer) : onward(draw, state, today, customer)
    return command === null ? null : { ...command, occurredOn: today, opportunity: id }
  },
  mischief: (draw, state, today) => {
    const command = state.stage === 'unheard' ? beginWrongly(draw, today) : wrongly(draw, state)
    return { ...command, occurredOn: today, opportunity: id }
  },
})

const kinds = {
  import: arbitraryOf(opportunityCommands.ImportOpportunity, pooledLeaves),
  identify: arbitraryOf(opportunityCommands.IdentifyOpportunity, pooledLeaves),
  qualify: arbitraryOf(opportunityCommands.QualifyOpportunity, pooledLeaves),
  plan: arbitraryOf(opportunityCommands.PlanFollowUp, pooledLeaves),
  revise: arbitraryOf(opportunityCommands.RevisePlan, pooledLeaves),
  complete: arbitraryOf(opportunityCommands.CompleteStep, pooledLeaves),
  miss: arbitraryOf(opportunityCommands.MissStep, pooledLeaves),
  reschedule: arbitraryOf(opportunityCommands.RescheduleStep, pooledLeaves),
  propose: arbitraryOf(opportunityCommands.ProposeSolution, pooledLeaves),
  duties: arbitraryOf(opportunityCommands.AssignDuties, pooledLeaves),
  raise: arbitraryOf(opportunityCommands.RaiseHardPoint, pooledLeaves),
  solve: arbitraryOf(opportunityCommands.SolveHardPoint, pooledLeaves),
  name: arbitraryOf(opportunityCommands.NamePerson, pooledLeaves),
  need: arbitraryOf(opportunityCommands.StateTechnicalNeed, pooledLeaves),
  present: arbitraryOf(opportunityCommands.PresentSolution, pooledLeaves),
  raiseIssue: arbitraryOf(opportunityCommands.RaiseTechnicalIssue, pooledLeaves),
  solveIssue: arbitraryOf(opportunityCommands.SolveTechnicalIssue, pooledLeaves),
  negotiate: arbitraryOf(opportunityCommands.Negotiate, pooledLeaves),
  agree: arbitraryOf(opportunityCommands.ReachAgreement, pooledLeaves),
  sign: arbitraryOf(opportunityCommands.SignContract, pooledLeaves),
  deliver: arbitraryOf(opportunityCommands.RecordDelivery, pooledLeaves),
  goBack: arbitraryOf(opportunityCommands.ReturnToStage, pooledLeaves),
  lose: arbitraryOf(opportunityCommands.LoseOpportunity, pooledLeaves),
  abandon: arbitraryOf(opportunityCommands.AbandonOpportunity, pooledLeaves),
}

const begin = (draw: Draw, today: CalendarDate, customer: fc.Arbitrary<CustomerId>): OpportunityCommand =>
  draw(fc.nat({ max: 3 })) === 0 ? imported(draw, today, customer) : identify(draw)

const identify = (draw: Draw): OpportunityCommand => {
  const { currency: _, expectedAmount: __, ...identified } = draw(kinds.identify)
  const expected = draw(fc.boolean()) ? { expectedAmount: draw(fc.oneof(amounts, largeAmounts)) } : {}
  const origin = { insight: draw(codes), handOff: draw(codes), complaint: make(ComplaintId, 'K1') }
  return { ...identified, ...expected, ...origin, region: draw(regions) }
}

/** What another system knows of a deal: an open one more often than an ended one, of which there is little to tell. */
const imported = (
  draw: Draw,
  today: CalendarDate,
  customer: fc.Arbitrary<CustomerId>,
): Command<'ImportOpportunity'> => {
  const { closedOn: _, engagedOn: __, currency: ___, customer: ____, ...facts } = draw(kinds.import)
  const importedStage = draw(fc.constantFrom('prospecting', 'engaging', 'engaging', 'won', 'lost'))
  const closed = importedStage === 'won' || importedStage === 'lost'
  return {
    ...facts,
    importedStage,
    region: draw(regions),
    amount: draw(amounts),
    ...(draw(fc.boolean()) ? { customer: draw(customer) } : {}),
    ...(draw(fc.boolean()) ? { engagedOn: addDays(today, -draw(fc.integer({ min: 30, max: 60 }))) } : {}),
    ...(closed ? { closedOn: addDays(today, -draw(fc.nat({ max: 29 }))) } : {}),
  }
}

const onward = (
  draw: Draw,
  state: OpportunityCase,
  today: CalendarDate,
  customer: fc.Arbitrary<CustomerId>,
): OpportunityCommand | null => {
  const chance = draw(fc.nat({ max: 29 }))
  if (state.stage === 'lost' || state.stage === 'abandoned') return null
  if (state.stage === 'delivered' || state.stage === 'won') return chance < 20 ? careFor(draw, state) : null
  const stillOpen = state.stage !== 'signed'
  if (chance === 0 && stillOpen)
    return draw<OpportunityCommand>(draw(fc.boolean()) ? kinds.lose : kinds.abandon)
  if (state.steps.size === 0 || chance < 10) return workOnPlan(draw, state, today)
  if (chance < 13) return workTogether(draw, state)
  return match(state.stage)
    .with('identified', () => ({ ...draw(kinds.qualify), customer: state.customer ?? draw(customer) }))
    .with('qualified', () => (chance < 15 ? draw(kinds.need) : propose(draw, state)))
    .with('solution', () => (chance < 22 ? negotiate(draw) : towardsAgreement(draw, state)))
    .with('negotiation', () =>
      chance < 15 ? propose(draw, state) : chance < 18 ? negotiate(draw) : towardsAgreement(draw, state),
    )
    .with('agreed', (): OpportunityCommand => {
      if (chance < 15) return { ...draw(kinds.goBack), stage: 'negotiation' }
      const { currency: _, ...signed } = draw(kinds.sign)
      return {
        ...signed,
        checkedBy: make(UserId, 'lawyer'),
        amount: draw(amounts),
        deliverBy: addDays(today, draw(fc.nat({ max: 60 }))),
      }
    })
    .with('signed', () => (chance < 18 ? careFor(draw, state) : draw(kinds.deliver)))
    .exhaustive()
}

/** Duties first where the project is a large one, and somebody technical where it takes one. */
const propose = (draw: Draw, state: OpportunityCase): OpportunityCommand =>
  isLargeProject(defaultPolicy, state) && state.team.length === 0
    ? duties(draw)
    : { ...draw(kinds.propose), needs: [draw(texts)], technician: make(UserId, 'chen') }

const towardsAgreement = (draw: Draw, state: OpportunityCase): OpportunityCommand => {
  if (state.technicalNeed && !state.withTechnician) return propose(draw, state)
  return state.understood === true
    ? draw(kinds.agree)
    : { ...draw(kinds.present), version: state.solutions, understood: draw(fc.nat({ max: 3 })) > 0 }
}

const negotiate = (draw: Draw): OpportunityCommand => {
  const negotiated = draw(kinds.negotiate)
  return draw(fc.boolean())
    ? { ...negotiated, concerns: negotiated.note }
    : { ...negotiated, bottomLine: negotiated.note }
}

const duties = (draw: Draw): OpportunityCommand => {
  const members = draw(fc.uniqueArray(users, { minLength: 1, maxLength: 3 }))
  return { ...draw(kinds.duties), members: members.map((user) => ({ user, duty: draw(texts) })) }
}

const workTogether = (draw: Draw, state: OpportunityCase): OpportunityCommand => {
  const unsolved = [...state.hardPoints].filter(([, solved]) => !solved).map(([point]) => point)
  const [point] = unsolved
  switch (draw(fc.nat({ max: 3 }))) {
    case 0:
      return duties(draw)
    case 1:
      return { ...draw(kinds.raise), point: make(Code, `h${state.hardPoints.size + 1}`) }
    case 2:
      return point === undefined
        ? { ...draw(kinds.raise), point: make(Code, `h${state.hardPoints.size + 1}`) }
        : { ...draw(kinds.solve), point: make(Code, point), solvedBy: [draw(users)] }
    default:
      return { ...draw(kinds.name), roles: [draw(fc.constantFrom('champion', 'user', 'legal'))] }
  }
}

/** Technical problems come up and are solved. */
const careFor = (draw: Draw, state: OpportunityCase): OpportunityCommand => {
  const [open] = [...state.issues].filter(([, { solved }]) => !solved).map(([issue]) => issue)
  return open === undefined
    ? { ...draw(kinds.raiseIssue), issue: make(Code, `t${state.issues.size + 1}`) }
    : { ...draw(kinds.solveIssue), issue: make(Code, open) }
}

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

/** Does not say where a signal comes from, and imports what cannot be. */
const beginWrongly = (draw: Draw, today: CalendarDate): OpportunityCommand => {
  const { insight: _, handOff: __, complaint: ___, currency: ____, ...unfounded } = draw(kinds.identify)
  const signal = { ...unfounded, expectedAmount: draw(amounts), region: draw(regions) }
  const deal = imported(draw, today, fc.constant(make(CustomerId, 'C1')))
  const { closedOn: _____, ...unclosed } = deal
  return draw(
    fc.constantFrom<OpportunityCommand>(
      { ...signal, source: 'industry' },
      { ...signal, source: 'service' },
      { ...signal, source: 'complaint' },
      { ...unclosed, importedStage: 'won' },
      { ...unclosed, importedStage: 'lost' },
      { ...deal, importedStage: 'engaging', closedOn: today },
      { ...deal, importedStage: 'won', closedOn: today, engagedOn: addDays(today, 1) },
      { ...unclosed, importedStage: 'engaging', engagedOn: addDays(today, 1) },
      { ...deal, amount: make(MinorUnits, -1) },
      draw(kinds.agree),
    ),
  )
}

/** Qualifies for somebody else or for nobody, plans badly, revises nothing, jumps ahead, tells things twice. */
const wrongly = (draw: Draw, state: OpportunityCase): OpportunityCommand =>
  draw(fc.constantFrom(...outOfPlace(draw, state), ...(draw(fc.boolean()) ? twice(draw, state) : [])))

const twice = (draw: Draw, state: OpportunityCase): ReadonlyArray<OpportunityCommand> => {
  const member = { user: draw(users), duty: draw(texts) }
  const point = make(Code, [...state.hardPoints.keys()][0] ?? 'h1')
  const issue = make(Code, [...state.issues.keys()][0] ?? 't1')
  const [person] = state.people.values()
  const { imported: known } = state
  return [
    { ...draw(kinds.duties), members: [] },
    { ...draw(kinds.duties), members: [member, member] },
    { ...draw(kinds.duties), members: state.team },
    { ...draw(kinds.raise), point },
    { ...draw(kinds.solve), point },
    { ...draw(kinds.solve), point, solvedBy: [] },
    { ...draw(kinds.solve), point: make(Code, 'h9') },
    { ...draw(kinds.name), roles: [] },
    ...(person === undefined ? [] : [{ ...draw(kinds.name), ...person }]),
    { ...draw(kinds.raiseIssue), issue },
    { ...draw(kinds.solveIssue), issue },
    { ...draw(kinds.solveIssue), issue: make(Code, 't9') },
    ...(known === null ? [] : importedAgain(draw, known)),
  ]
}

const importedAgain = (draw: Draw, known: Imported): ReadonlyArray<OpportunityCommand> => {
  const { source: _, ...facts } = known
  const again = { type: 'ImportOpportunity', occurredOn: draw(kinds.agree).occurredOn, ...facts } as const
  return [again, { ...again, amount: make(MinorUnits, 7) }]
}

const outOfPlace = (draw: Draw, state: OpportunityCase): ReadonlyArray<OpportunityCommand> => {
  const { customer: _, ...forNobody } = draw(kinds.qualify)
  const { technician: __, ...withoutTechnician } = draw(kinds.propose)
  const { bottomLine: ___, concerns: ____, ...knowingNothing } = draw(kinds.negotiate)
  const plan = draw(kinds.plan)
  const planTwice = { ...plan, steps: [...plan.steps, ...plan.steps] }
  const unchanged = { ...draw(kinds.revise), steps: openSteps(state) }
  const idle = { ...draw(kinds.propose), needs: [] }
  const bold = { ...withoutTechnician, needs: [draw(texts)] }
  const { currency: _____, ...signed } = draw(kinds.sign)
  return match<OpportunityCase['stage'], ReadonlyArray<OpportunityCommand>>(state.stage)
    .with('identified', () => [
      forNobody,
      forNobody,
      { ...forNobody, customer: make(CustomerId, 'C2') },
      planTwice,
      draw(kinds.revise),
      draw(kinds.raiseIssue),
    ])
    .with('qualified', () => [
      draw(kinds.negotiate),
      planTwice,
      idle,
      bold,
      bold,
      unchanged,
      draw(kinds.need),
    ])
    .with(P.union('solution', 'negotiation'), () => [
      draw(kinds.goBack),
      draw(kinds.sign),
      unchanged,
      idle,
      bold,
      knowingNothing,
      draw(kinds.agree),
      draw(kinds.present),
      draw(kinds.need),
    ])
    .with('agreed', () => [
      draw(kinds.propose),
      draw(kinds.negotiate),
      draw(kinds.sign),
      draw(kinds.deliver),
      {
        ...signed,
        amount: draw(amounts),
        deliverBy: make(CalendarDate, '2999-12-31'),
        checkedBy: make(UserId, 'tester'),
      },
    ])
    .with(P.union('signed', 'delivered'), () => [draw(kinds.agree), draw(kinds.lose), draw(kinds.deliver)])
    .with(P.union('won', 'lost', 'abandoned'), () => [forNobody, idle])
    .exhaustive()
}

type Command<Type extends OpportunityCommand['type']> = Extract<OpportunityCommand, { type: Type }>

const codes = fc.constantFrom(make(Code, 'I1'), make(Code, 'H1'))
const largeAmounts = fc.constantFrom(
  defaultPolicy.opportunities.largeDealAmount,
  make(MinorUnits, defaultPolicy.opportunities.largeDealAmount - 1),
)
const later = (a: CalendarDate, b: CalendarDate): CalendarDate => (a >= b ? a : b)
