import { match } from 'ts-pattern'
import type { CalendarDate } from '../vocabulary/calendar-date.ts'
import type { Code, ComplaintId, CustomerId, OpportunityId, RegionId, UserId } from '../vocabulary/code.ts'
import type { Text } from '../vocabulary/text.ts'
import type { ComplaintEvent } from './events.ts'
import type { Pause } from './handling-time.ts'
import type { ComplaintDeadlines, FaultParty, RecurrenceReason, Severity } from './vocabulary.ts'

/** The stages of ISO 10002 (GB/T 19012) in the policy's words; `confirmed` is resolved and the customer says so. */
export type ComplaintStage =
  | 'received'
  | 'acknowledged'
  | 'assessed'
  | 'investigating'
  | 'causeDetermined'
  | 'proposed'
  | 'resolved'
  | 'confirmed'
  | 'closed'
  | 'reopened'
  | 'rejected'
  | 'withdrawn'
  | 'merged'

/** What a decision about a complaint needs to know. */
export type ComplaintState = { readonly stage: 'unheard' } | ComplaintCase

export type ComplaintCase = {
  readonly stage: ComplaintStage
  readonly customer: CustomerId
  readonly region: RegionId
  readonly owner: UserId | null
  readonly about: UserId | null
  readonly category: Code | null
  readonly receivedOn: CalendarDate
  readonly deadlines: ComplaintDeadlines
  /** By when it is to be resolved, as it stands now. */
  readonly resolveBy: CalendarDate
  readonly severity: Severity | null
  readonly assessment: { readonly complexity: string | null; readonly impact: string | null }
  readonly pausedSince: CalendarDate | null
  /** Pauses that are over, in the whole life of the complaint; none begins before the one before it ended. */
  readonly pauses: ReadonlyArray<Pause>
  /** Since it was last opened: what moves the day of the solution. */
  readonly pausedWorkingDays: number
  readonly investigator: UserId | null
  readonly findings: number
  readonly rootCause: Code | null
  readonly faultParty: FaultParty | null
  readonly proposals: number
  /** Of the latest proposal since it was last opened: is there one, and does it say what the company answers for? */
  readonly solutionProposed: boolean
  readonly responsibilityTaken: boolean
  /** The day of the latest decision; null while none stands. */
  readonly resolvedOn: CalendarDate | null
  readonly followUps: number
  /** The different days on which the customer could not be reached since it was last resolved. */
  readonly unreachableOn: ReadonlyArray<CalendarDate>
  readonly reopenCount: number
  /** What else the customer was last found to need at a follow-up, and the opportunities in which that is pursued. */
  readonly need: Text | null
  readonly opportunities: ReadonlyArray<OpportunityId>
  /** The earlier complaints that it repeats. */
  readonly repeats: ReadonlyArray<{ readonly earlier: ComplaintId; readonly because: RecurrenceReason }>
  readonly mergedInto: ComplaintId | null
}

export const initial: ComplaintState = { stage: 'unheard' }

export const fold = (state: ComplaintState, events: ReadonlyArray<ComplaintEvent>): ComplaintState =>
  events.reduce(evolve, state)

/** One event further. Only a receipt begins a case: whatever else comes first changes nothing. */
export const evolve = (state: ComplaintState, event: ComplaintEvent): ComplaintState => {
  if (event.type === 'ComplaintReceived') return received(event)
  return state.stage === 'unheard' ? state : { ...state, ...changes(state, event) }
}

type Later = Exclude<ComplaintEvent, { type: 'ComplaintReceived' }>

const changes = (state: ComplaintCase, event: Later): Partial<ComplaintCase> =>
  match<Later, Partial<ComplaintCase>>(event)
    .with({ type: 'ComplaintAcknowledged' }, () => ({ stage: 'acknowledged' }))
    .with({ type: 'ComplaintAssessed' }, ({ data }) => ({
      stage: state.stage === 'acknowledged' ? 'assessed' : state.stage,
      severity: data.severity,
      resolveBy: data.resolveBy,
      assessment: { complexity: data.complexity ?? null, impact: data.impact ?? null },
    }))
    .with({ type: 'ComplaintInvestigationStarted' }, ({ data }) => ({
      stage: 'investigating',
      investigator: data.investigator,
    }))
    .with({ type: 'ComplaintFindingRecorded' }, () => ({ findings: state.findings + 1 }))
    .with({ type: 'ComplaintCauseDetermined' }, ({ data }) => ({
      stage: 'causeDetermined',
      rootCause: data.rootCause,
      faultParty: data.faultParty,
    }))
    .with({ type: 'ComplaintResolutionProposed' }, ({ data }) => ({
      stage: 'proposed',
      proposals: data.version,
      solutionProposed: true,
      responsibilityTaken: data.responsibility !== undefined,
    }))
    .with({ type: 'ComplaintResolved' }, ({ occurredOn }) => ({
      stage: 'resolved',
      resolvedOn: occurredOn,
      unreachableOn: [],
    }))
    .with({ type: 'ComplaintFollowedUp' }, ({ occurredOn, data }) => ({
      stage: data.outcome === 'satisfied' ? 'confirmed' : state.stage,
      followUps: data.attempt,
      unreachableOn:
        data.outcome === 'unreachable'
          ? [...new Set([...state.unreachableOn, occurredOn])]
          : state.unreachableOn,
      need: data.need ?? state.need,
    }))
    .with({ type: 'ComplaintClosed' }, () => ({ stage: 'closed' }))
    .with({ type: 'ComplaintReopened' }, ({ data }) => ({
      stage: 'reopened',
      reopenCount: data.count,
      deadlines: data.deadlines,
      resolveBy: data.resolveBy,
      pausedWorkingDays: 0,
      // What was found and decided did not hold: the cause is to be determined anew, on new findings.
      investigator: null,
      findings: 0,
      rootCause: null,
      faultParty: null,
      solutionProposed: false,
      responsibilityTaken: false,
      resolvedOn: null,
    }))
    .with({ type: 'ComplaintRejected' }, () => ({ stage: 'rejected', pausedSince: null }))
    .with({ type: 'ComplaintWithdrawn' }, () => ({ stage: 'withdrawn', pausedSince: null }))
    .with({ type: 'ComplaintProgressReported' }, () => ({}))
    .with({ type: 'ComplaintPaused' }, ({ occurredOn }) => ({ pausedSince: occurredOn }))
    .with({ type: 'ComplaintResumed' }, ({ occurredOn, data }) => ({
      pausedSince: null,
      pauses: [...state.pauses, { from: state.pausedSince ?? occurredOn, until: occurredOn }],
      pausedWorkingDays: state.pausedWorkingDays + data.waitedWorkingDays,
      resolveBy: data.resolveBy,
    }))
    .with({ type: 'ComplaintMerged' }, ({ data }) => ({
      stage: 'merged',
      mergedInto: data.into,
      pausedSince: null,
    }))
    .with({ type: 'ComplaintRecurred' }, ({ data: { earlier, because } }) => ({
      repeats: [...state.repeats, { earlier, because }],
    }))
    .with({ type: 'FurtherNeedPursued' }, ({ data }) => ({
      opportunities: [...state.opportunities, data.opportunity],
    }))
    .exhaustive()

const received = ({
  occurredOn,
  data,
}: Extract<ComplaintEvent, { type: 'ComplaintReceived' }>): ComplaintCase => ({
  stage: 'received',
  customer: data.customer,
  region: data.region,
  owner: data.owner ?? null,
  about: data.about ?? null,
  category: data.category ?? null,
  receivedOn: occurredOn,
  deadlines: data.deadlines,
  resolveBy: data.resolveBy,
  severity: data.severity ?? null,
  assessment: { complexity: null, impact: null },
  pausedSince: null,
  pauses: [],
  pausedWorkingDays: 0,
  investigator: null,
  findings: 0,
  rootCause: null,
  faultParty: null,
  proposals: 0,
  solutionProposed: false,
  responsibilityTaken: false,
  resolvedOn: null,
  followUps: 0,
  unreachableOn: [],
  reopenCount: 0,
  need: null,
  opportunities: [],
  repeats: [],
  mergedInto: null,
})
