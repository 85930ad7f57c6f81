import { complaintStories } from '../testing/complaint-history.ts'
import { aggregateLaws } from '../testing/laws.ts'
import { complaintEvents } from './events.ts'
import type { ComplaintRejection } from './rejections.ts'
import { fold } from './state.ts'

const rejections: Record<ComplaintRejection['_tag'], true> = {
  NotReceived: true,
  AlreadyReceived: true,
  RegionNotOpen: true,
  ReceivedOnAnotherDay: true,
  BeforeReceipt: true,
  HandlerComplainedAbout: true,
  WaitingForCustomer: true,
  NotWaiting: true,
  ResumedBeforeWaiting: true,
  NotAcknowledged: true,
  AlreadyAcknowledged: true,
  NotAssessed: true,
  NothingChanges: true,
  NotInvestigating: true,
  AlreadyInvestigating: true,
  NothingFound: true,
  CauseUnknown: true,
  SolutionMissing: true,
  ResponsibilityMissing: true,
  NotResolved: true,
  AlreadyResolved: true,
  NotConfirmed: true,
  LessonMissing: true,
  Ended: true,
  StillOpen: true,
  NotPermitted: true,
  InTheFuture: true,
  BackDatedTooFar: true,
}

aggregateLaws('complaint', {
  story: complaintStories(),
  events: complaintEvents,
  fold,
  invariants: {
    'it waits only while somebody works on it': (state) =>
      state.stage === 'unheard' ||
      state.waitingSince === null ||
      !['closed', 'rejected', 'withdrawn', 'resolved', 'confirmed', 'received'].includes(state.stage),
  },
  rejections,
  actors: ['tester', 'anna', 'drop'],
})
