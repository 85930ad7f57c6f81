import { match } from 'ts-pattern'
import { type CalendarDate, later } from '../vocabulary/calendar-date.ts'
import type { CustomerId, RegionId, UserId } from '../vocabulary/code.ts'
import type { MinorUnits } from '../vocabulary/money.ts'
import type { OpportunityEvent } from './events.ts'
import type { ImportedStage, MemberDuty, OpportunityStage, PlanStep } from './vocabulary.ts'

/** A52 */
export type StepStatus = 'planned' | 'done' | 'missed' | 'cancelled'

/** What a decision about an opportunity needs to know. */
export type OpportunityState = { readonly stage: 'unheard' } | OpportunityCase

export type OpportunityCase = {
  readonly stage: OpportunityStage
  /** From which day on things can have been done about it: of an import the day on which it was engaged, null where unknown. */
  readonly identifiedOn: CalendarDate | null
  /** The day on which it was identified or imported here. */
  readonly heardOn: CalendarDate
  readonly region: RegionId
  readonly owner: UserId
  readonly customer: CustomerId | null
  readonly expectedAmount: MinorUnits | null
  readonly largeCustomer: boolean
  /** Every step that was ever planned. */
  readonly steps: ReadonlyMap<string, { readonly step: PlanStep; readonly status: StepStatus }>
  readonly lastStepDoneOn: CalendarDate | null
  /** policy 7.1-B: who has which duty. */
  readonly team: ReadonlyArray<MemberDuty>
  /** Hard points, and whether each is solved. */
  readonly hardPoints: ReadonlyMap<string, boolean>
  /** The buying center of the deal (A24). */
  readonly people: ReadonlyMap<string, Person>
  readonly technicalNeed: boolean
  /** How many versions of a solution there are. */
  readonly solutions: number
  /** Of the latest version: whether somebody technical took part, and whether the customer understood it (null: never presented). */
  readonly withTechnician: boolean
  readonly understood: boolean | null
  readonly negotiators: ReadonlySet<UserId>
  readonly signBy: CalendarDate | null
  readonly deliverBy: CalendarDate | null
  readonly issues: ReadonlyMap<string, { readonly raisedOn: CalendarDate; readonly solved: boolean }>
  /** What was imported, word for word; null where it was identified here. */
  readonly imported: Imported | null
}

export type Person = Omit<DataOf<'PersonNamed'>, 'opportunity' | 'region' | 'owner' | 'customer'>
export type Imported = DataOf<'OpportunityImported'>
type DataOf<Type extends OpportunityEvent['type']> = Extract<OpportunityEvent, { type: Type }>['data']

export const initial: OpportunityState = { stage: 'unheard' }

export const fold = (state: OpportunityState, events: ReadonlyArray<OpportunityEvent>): OpportunityState =>
  events.reduce(evolve, state)

/** One event further. Only an identification or an import begins a case: whatever else comes first changes nothing. */
export const evolve = (state: OpportunityState, event: OpportunityEvent): OpportunityState => {
  if (event.type === 'OpportunityIdentified') return identified(event)
  if (event.type === 'OpportunityImported') return imported(event)
  return state.stage === 'unheard' ? state : { ...state, ...changes(state, event) }
}

/** What is still to be done, in the order in which it was planned. */
export const openSteps = (state: OpportunityCase): ReadonlyArray<PlanStep> =>
  [...state.steps.values()].filter(({ status }) => status === 'planned').map(({ step }) => step)

type Later = Exclude<OpportunityEvent, { type: 'OpportunityIdentified' | 'OpportunityImported' }>

const changes = (state: OpportunityCase, event: Later): Partial<OpportunityCase> =>
  match<Later, Partial<OpportunityCase>>(event)
    .with({ type: 'OpportunityQualified' }, ({ data }) => ({
      stage: 'qualified',
      customer: data.customer,
      largeCustomer: data.largeCustomer ?? state.largeCustomer,
    }))
    .with({ type: 'FollowUpPlanned' }, ({ data }) => ({ steps: planned(state, data.steps) }))
    .with({ type: 'PlanRevised' }, ({ data }) => ({
      steps: planned(cancelled(state, data.before), data.after),
    }))
    .with({ type: 'StepCompleted' }, ({ occurredOn, data }) => ({
      steps: marked(state, data.step, 'done'),
      lastStepDoneOn: later(state.lastStepDoneOn ?? occurredOn, occurredOn),
    }))
    .with({ type: 'StepMissed' }, ({ data }) => ({ steps: marked(state, data.step, 'missed') }))
    .with({ type: 'StepRescheduled' }, ({ data }) => ({
      steps: marked(state, data.step, 'planned', data.to),
    }))
    .with({ type: 'SolutionProposed' }, ({ data }) => ({
      stage: state.stage === 'qualified' ? 'solution' : state.stage,
      solutions: data.version,
      withTechnician: data.technician !== undefined,
      understood: null,
    }))
    .with({ type: 'SolutionPresented' }, ({ data }) => ({ understood: data.understood }))
    .with({ type: 'DutiesAssigned' }, ({ data }) => ({ team: data.members }))
    .with({ type: 'HardPointRaised' }, ({ data }) => ({
      hardPoints: new Map(state.hardPoints).set(data.point, false),
    }))
    .with({ type: 'HardPointSolved' }, ({ data }) => ({
      hardPoints: new Map(state.hardPoints).set(data.point, true),
    }))
    .with(
      { type: 'PersonNamed' },
      ({ data: { opportunity: _, region: __, owner: ___, customer: ____, ...person } }) => ({
        people: new Map(state.people).set(person.person, person),
      }),
    )
    .with({ type: 'TechnicalNeedStated' }, () => ({ technicalNeed: true }))
    .with({ type: 'NegotiationRecorded' }, ({ data }) => ({
      stage: 'negotiation',
      negotiators:
        data.negotiatedBy === undefined
          ? state.negotiators
          : new Set([...state.negotiators, data.negotiatedBy]),
    }))
    .with({ type: 'AgreementReached' }, ({ data }) => ({ stage: 'agreed', signBy: data.signBy }))
    .with({ type: 'ContractSigned' }, ({ data }) => ({ stage: 'signed', deliverBy: data.deliverBy }))
    .with({ type: 'DeliveryRecorded' }, ({ data }) => ({ stage: data.qualityOk ? 'delivered' : 'signed' }))
    .with({ type: 'TechnicalIssueRaised' }, ({ occurredOn, data }) => ({
      issues: new Map(state.issues).set(data.issue, { raisedOn: occurredOn, solved: false }),
    }))
    .with({ type: 'TechnicalIssueSolved' }, ({ data }) => ({
      issues: new Map(state.issues).set(data.issue, { raisedOn: data.raisedOn, solved: true }),
    }))
    .with({ type: 'OpportunityReturned' }, ({ data }) => ({ stage: data.to }))
    .with({ type: 'OpportunityLost' }, () => ({ stage: 'lost' }))
    .with({ type: 'OpportunityAbandoned' }, () => ({ stage: 'abandoned' }))
    .exhaustive()

const identified = ({
  occurredOn,
  data,
}: Extract<OpportunityEvent, { type: 'OpportunityIdentified' }>): OpportunityCase => ({
  ...nothingYet,
  stage: 'identified',
  identifiedOn: occurredOn,
  heardOn: occurredOn,
  region: data.region,
  owner: data.owner,
  customer: data.customer ?? null,
  expectedAmount: data.expectedAmount ?? null,
  largeCustomer: data.largeCustomer ?? false,
})

const imported = ({
  occurredOn,
  data,
}: Extract<OpportunityEvent, { type: 'OpportunityImported' }>): OpportunityCase => ({
  ...nothingYet,
  stage: stageOf(data.importedStage, data.customer !== undefined),
  identifiedOn: data.engagedOn ?? null,
  heardOn: occurredOn,
  region: data.region,
  owner: data.owner,
  customer: data.customer ?? null,
  expectedAmount: data.amount ?? null,
  imported: data,
})

/** docs/decisions/0009: nobody's need is no qualified opportunity; how a deal ended is known whoever the customer was. */
const stageOf = (stage: ImportedStage, customerKnown: boolean): OpportunityStage =>
  match<ImportedStage, OpportunityStage>(stage)
    .with('prospecting', () => 'identified')
    .with('engaging', () => (customerKnown ? 'qualified' : 'identified'))
    .with('won', () => 'won')
    .with('lost', () => 'lost')
    .exhaustive()

const nothingYet = {
  largeCustomer: false,
  steps: new Map(),
  lastStepDoneOn: null,
  team: [],
  hardPoints: new Map(),
  people: new Map(),
  technicalNeed: false,
  solutions: 0,
  withTechnician: false,
  understood: null,
  negotiators: new Set<UserId>(),
  signBy: null,
  deliverBy: null,
  issues: new Map(),
  imported: null,
}

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
