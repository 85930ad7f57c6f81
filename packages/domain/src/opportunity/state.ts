import { match } from 'ts-pattern'
import type { CalendarDate } from '../vocabulary/calendar-date.ts'
import type { CustomerId, RegionId, UserId } from '../vocabulary/code.ts'
import type { OpportunityEvent } from './events.ts'
import type { OpportunityStage, PlanStep } from './vocabulary.ts'

/** A52 */
export type StepStatus = 'planned' | 'done' | 'missed' | 'cancelled'

/** What a decision about an opportunity needs to know. */
export type OpportunityState = { readonly stage: 'unheard' } | OpportunityCase

export type OpportunityCase = {
  readonly stage: OpportunityStage
  readonly identifiedOn: CalendarDate
  readonly region: RegionId
  readonly owner: UserId
  readonly customer: CustomerId | null
  /** Every step that was ever planned. */
  readonly steps: ReadonlyMap<string, { readonly step: PlanStep; readonly status: StepStatus }>
  readonly solutions: number
  readonly deliverBy: CalendarDate | null
}

export const initial: OpportunityState = { stage: 'unheard' }

export const fold = (state: OpportunityState, events: ReadonlyArray<OpportunityEvent>): OpportunityState =>
  events.reduce(evolve, state)

/** One event further. Only an identification begins a case: whatever else comes first changes nothing. */
export const evolve = (state: OpportunityState, event: OpportunityEvent): OpportunityState => {
  if (event.type === 'OpportunityIdentified') return identified(event)
  return state.stage === 'unheard' ? state : { ...state, ...changes(state, event) }
}

/** What is still to be done, in the order in which it was planned. */
export const openSteps = (state: OpportunityCase): ReadonlyArray<PlanStep> =>
  [...state.steps.values()].filter(({ status }) => status === 'planned').map(({ step }) => step)

type Later = Exclude<OpportunityEvent, { type: 'OpportunityIdentified' }>

const changes = (state: OpportunityCase, event: Later): Partial<OpportunityCase> =>
  match<Later, Partial<OpportunityCase>>(event)
    .with({ type: 'OpportunityQualified' }, ({ data }) => ({ stage: 'qualified', customer: data.customer }))
    .with({ type: 'FollowUpPlanned' }, ({ data }) => ({ steps: planned(state, data.steps) }))
    .with({ type: 'PlanRevised' }, ({ data }) => ({
      steps: planned(cancelled(state, data.before), data.after),
    }))
    .with({ type: 'StepCompleted' }, ({ data }) => ({ steps: marked(state, data.step, 'done') }))
    .with({ type: 'StepMissed' }, ({ data }) => ({ steps: marked(state, data.step, 'missed') }))
    .with({ type: 'StepRescheduled' }, ({ data }) => ({
      steps: marked(state, data.step, 'planned', data.to),
    }))
    .with({ type: 'SolutionProposed' }, ({ data }) => ({
      stage: state.stage === 'qualified' ? 'solution' : state.stage,
      solutions: data.version,
    }))
    .with({ type: 'NegotiationRecorded' }, () => ({ stage: 'negotiation' }))
    .with({ type: 'AgreementReached' }, () => ({ stage: 'agreed' }))
    .with({ type: 'ContractSigned' }, ({ data }) => ({ stage: 'signed', deliverBy: data.deliverBy }))
    .with({ type: 'DeliveryRecorded' }, ({ data }) => ({ stage: data.qualityOk ? 'delivered' : 'signed' }))
    .with({ type: 'OpportunityReturned' }, ({ data }) => ({ stage: data.to }))
    .with({ type: 'OpportunityLost' }, () => ({ stage: 'lost' }))
    .with({ type: 'OpportunityAbandoned' }, () => ({ stage: 'abandoned' }))
    .exhaustive()

const identified = ({
  occurredOn,
  data,
}: Extract<OpportunityEvent, { type: 'OpportunityIdentified' }>): OpportunityCase => ({
  stage: 'identified',
  identifiedOn: occurredOn,
  region: data.region,
  owner: data.owner,
  customer: data.customer ?? null,
  steps: new Map(),
  solutions: 0,
  deliverBy: null,
})

type Planned = Pick<OpportunityCase, 'steps'>

const planned = ({ steps }: Planned, news: ReadonlyArray<PlanStep>): OpportunityCase['steps'] =>
  new Map([...steps, ...news.map((step) => [step.step, { step, status: 'planned' as const }] as const)])

const cancelled = ({ steps }: Planned, olds: ReadonlyArray<PlanStep>): Planned => ({
  steps: new Map([
    ...steps,
    ...olds.map((step) => [step.step, { step, status: 'cancelled' as const }] as const),
  ]),
})

const marked = (
  { steps }: Planned,
  id: string,
  status: StepStatus,
  due?: CalendarDate,
): OpportunityCase['steps'] => {
  const entry = steps.get(id)
  if (entry === undefined) return steps
  return new Map(steps).set(id, { step: due === undefined ? entry.step : { ...entry.step, due }, status })
}
