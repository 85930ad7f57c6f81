import { match, P } from 'ts-pattern'
import { type Draft, draftOf } from '../vocabulary/draft.ts'
import { typeIn } from '../vocabulary/messages.ts'
import { collaborationEvents } from './collaboration/events.ts'
import { applyCollaboration, type CollaborationState, initialCollaboration } from './collaboration/state.ts'
import { creditEvents } from './credit/events.ts'
import { applyCredit, type CreditState, initialCredit } from './credit/state.ts'
import { customerEventEvents } from './customer-events/events.ts'
import {
  applyCustomerEvent,
  type CustomerEventsState,
  initialCustomerEvents,
} from './customer-events/state.ts'
import type { RegionEvent } from './events.ts'
import { handOffEvents } from './hand-offs/events.ts'
import { applyHandOff, type HandOffsState, initialHandOffs } from './hand-offs/state.ts'
import { judgingEvents } from './judging/events.ts'
import { applyJudging, initialJudging, type JudgingState } from './judging/state.ts'
import { organisationEvents } from './organisation/events.ts'
import { applyOrganisation, initialOrganisation, type OrganisationState } from './organisation/state.ts'
import { rewardEvents } from './rewards/events.ts'
import { applyReward, initialRewards, type RewardsState } from './rewards/state.ts'
import { termsEvents } from './terms/events.ts'
import { applyTerms, initialTerms, type RegionTerms } from './terms/state.ts'
import { transferEvents } from './transfers/events.ts'
import { applyTransfer, initialTransfers, type TransfersState } from './transfers/state.ts'

/** What a decision about a region needs to know. Its `RegionTerms` are the part that read models keep. */
export type RegionState = RegionTerms &
  OrganisationState &
  TransfersState &
  CreditState &
  CollaborationState &
  HandOffsState &
  CustomerEventsState &
  JudgingState &
  RewardsState

export const initial: RegionState = {
  ...initialTerms,
  ...initialOrganisation,
  ...initialTransfers,
  ...initialCredit,
  ...initialCollaboration,
  ...initialHandOffs,
  ...initialCustomerEvents,
  ...initialJudging,
  ...initialRewards,
}

/** Many events further, copying once; the state given is left alone. */
export const fold = (state: RegionState, events: ReadonlyArray<RegionEvent>): RegionState => {
  if (events.length === 0) return state
  const draft = draftOf(state)
  for (const event of events) apply(draft, event)
  return draft
}

const termsEvent = P.when(typeIn(termsEvents))
const organisationEvent = P.when(typeIn(organisationEvents))
const transferEvent = P.when(typeIn(transferEvents))
const creditEvent = P.when(typeIn(creditEvents))
const collaborationEvent = P.when(typeIn(collaborationEvents))
const handOffEvent = P.when(typeIn(handOffEvents))
const customerEventEvent = P.when(typeIn(customerEventEvents))
const judgingEvent = P.when(typeIn(judgingEvents))
const rewardEvent = P.when(typeIn(rewardEvents))

const apply = (draft: Draft<RegionState>, event: RegionEvent): void =>
  match(event)
    .with({ type: termsEvent }, (e) => applyTerms(draft, e))
    .with({ type: organisationEvent }, (e) => applyOrganisation(draft, e))
    .with({ type: transferEvent }, (e) => applyTransfer(draft, e))
    .with({ type: creditEvent }, (e) => applyCredit(draft, e))
    .with({ type: collaborationEvent }, (e) => applyCollaboration(draft, e))
    .with({ type: handOffEvent }, (e) => applyHandOff(draft, e))
    .with({ type: customerEventEvent }, (e) => applyCustomerEvent(draft, e))
    .with({ type: judgingEvent }, (e) => applyJudging(draft, e))
    .with({ type: rewardEvent }, (e) => applyReward(draft, e))
    .exhaustive()
