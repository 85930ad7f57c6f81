import { aggregateLaws } from '../testing/laws.ts'
import { opportunityStories } from '../testing/opportunity-history.ts'
import { opportunityEvents } from './events.ts'
import type { OpportunityRejection } from './rejections.ts'
import { fold } from './state.ts'

const rejections: Record<OpportunityRejection['_tag'], true> = {
  NotIdentified: true,
  AlreadyIdentified: true,
  BeforeIdentification: true,
  RegionNotOpen: true,
  CurrencyMismatch: true,
  AmountNotPositive: true,
  CustomerMissing: true,
  CustomerDiffers: true,
  NotQualified: true,
  AlreadyQualified: true,
  PlanEmpty: true,
  AlreadyPlanned: true,
  NotPlanned: true,
  StepTwice: true,
  DueInThePast: true,
  NoSuchStep: true,
  StepNotOpen: true,
  NotDueYet: true,
  NothingChanges: true,
  NoNeedsCovered: true,
  NoSolution: true,
  NotAgreed: true,
  AlreadyAgreed: true,
  NotSigned: true,
  AlreadySigned: true,
  AlreadyDelivered: true,
  DeliveryBeforeSigning: true,
  NotBackwards: true,
  Ended: true,
  NotPermitted: true,
  InTheFuture: true,
  BackDatedTooFar: true,
}

aggregateLaws('opportunity', {
  story: opportunityStories(),
  events: opportunityEvents,
  fold,
  invariants: {
    'beyond identification its customer is known': (state) =>
      ['unheard', 'identified', 'lost', 'abandoned'].includes(state.stage) ||
      (state.stage !== 'unheard' && state.customer !== null),
  },
  rejections,
})
