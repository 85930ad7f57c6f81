import { match, P } from 'ts-pattern'
import { type Draft, draftOf } from '../vocabulary/draft.ts'
import { typeIn } from '../vocabulary/messages.ts'
import { accountEvents } from './account/events.ts'
import { type AccountState, applyAccount, initialAccount } from './account/state.ts'
import { careEvents } from './care/events.ts'
import { applyCare, type CareState, initialCare } from './care/state.ts'
import type { CustomerEvent } from './events.ts'
import { informationEvents } from './information/events.ts'
import { applyInformation, type InformationState, initialInformation } from './information/state.ts'
import { purchaseEvents } from './purchases/events.ts'
import { applyPurchase, initialPurchases, type PurchasesState } from './purchases/state.ts'
import { relationshipEvents } from './relationship/events.ts'
import { applyRelationship, initialRelationship, type RelationshipState } from './relationship/state.ts'

/** What a decision about a customer needs to know. */
export type CustomerState = AccountState & CareState & InformationState & PurchasesState & RelationshipState

export const initial: CustomerState = {
  ...initialAccount,
  ...initialCare,
  ...initialInformation,
  ...initialPurchases,
  ...initialRelationship,
}

/** Many events further, copying once; the state given is left alone. */
export const fold = (state: CustomerState, events: ReadonlyArray<CustomerEvent>): CustomerState => {
  if (events.length === 0) return state
  const draft = draftOf(state)
  for (const event of events) apply(draft, event)
  return draft
}

const accountEvent = P.when(typeIn(accountEvents))
const careEvent = P.when(typeIn(careEvents))
const informationEvent = P.when(typeIn(informationEvents))
const purchaseEvent = P.when(typeIn(purchaseEvents))
const relationshipEvent = P.when(typeIn(relationshipEvents))

const apply = (draft: Draft<CustomerState>, event: CustomerEvent): void =>
  match(event)
    .with({ type: accountEvent }, (e) => applyAccount(draft, e))
    .with({ type: careEvent }, (e) => applyCare(draft, e))
    .with({ type: informationEvent }, (e) => applyInformation(draft, e))
    .with({ type: purchaseEvent }, (e) => applyPurchase(draft, e))
    .with({ type: relationshipEvent }, (e) => applyRelationship(draft, e))
    .exhaustive()
