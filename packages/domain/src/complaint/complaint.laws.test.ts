import { runs } from '../../../../tools/laws.ts'
import { complaintStories } from '../testing/complaint-history.ts'
import { aggregateLaws } from '../testing/laws.ts'
import { resolveByFor } from './deadlines.ts'
import { complaintEvents } from './events.ts'
import type { ComplaintRejection } from './rejections.ts'
import { type ComplaintCase, type ComplaintStage, type ComplaintState, fold } from './state.ts'
import { includesCompany } from './vocabulary.ts'

const rejections: Record<ComplaintRejection['_tag'], true> = {
  NotReceived: true,
  AlreadyReceived: true,
  RegionNotOpen: true,
  ReceivedOnAnotherDay: true,
  BeforeReceipt: true,
  HandlerComplainedAbout: true,
  Paused: true,
  NotPaused: true,
  ResumedBeforePause: true,
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
  PausedUntil: true,
  BeforeResolution: true,
  SameComplaint: true,
  Merged: true,
  NoCategory: true,
  AlreadyLinked: true,
  NoNeedHeard: true,
  AlreadyPursued: true,
  NotPermitted: true,
  InTheFuture: true,
  BackDatedTooFar: true,
}

const resolved: ReadonlyArray<ComplaintStage> = ['resolved', 'confirmed']
const notUnderWay: ReadonlyArray<ComplaintStage> = ['received', 'closed', 'rejected', 'withdrawn', 'merged']
const always =
  (holds: (state: ComplaintCase) => boolean) =>
  (state: ComplaintState): boolean =>
    state.stage === 'unheard' || holds(state)

aggregateLaws(
  'complaint',
  {
    story: complaintStories(),
    events: complaintEvents,
    fold,
    invariants: {
      'it pauses only while somebody works on it': always(
        ({ stage, pausedSince }) =>
          pausedSince === null || !(notUnderWay.includes(stage) || resolved.includes(stage)),
      ),
      'pauses follow one another, and none began before the receipt': always(({ receivedOn, pauses }) =>
        pauses.every(({ from, until }, i) => from <= until && (pauses[i - 1]?.until ?? receivedOn) <= from),
      ),
      'what is decided has a cause, findings and a day, and what is not has none': always((state) =>
        resolved.includes(state.stage) || state.stage === 'closed'
          ? state.rootCause !== null &&
            state.faultParty !== null &&
            state.findings > 0 &&
            state.resolvedOn !== null
          : state.resolvedOn === null,
      ),
      'where the company is at fault, nothing is decided without a solution and its responsibility': always(
        (state) =>
          !(resolved.includes(state.stage) || state.stage === 'closed') ||
          !includesCompany(state.faultParty) ||
          (state.solutionProposed && state.responsibilityTaken),
      ),
      'it is closed only after the customer was asked often enough': always(
        ({ stage, followUps }) => !['confirmed', 'closed'].includes(stage) || followUps > 0,
      ),
      'nobody investigates a complaint about themselves': always(
        ({ about, investigator }) => about === null || about !== investigator,
      ),
      'exactly the merged ones say where they went': always(
        ({ stage, mergedInto }) => (stage === 'merged') === (mergedInto !== null),
      ),
      'an opportunity is linked only to a need that was heard, and once': always(
        ({ need, opportunities }) =>
          (need !== null || opportunities.length === 0) &&
          new Set(opportunities).size === opportunities.length,
      ),
      'it repeats each earlier one at most once a reason, and never itself': always(
        ({ repeats }) =>
          new Set(repeats.map(({ earlier, because }) => `${because} ${earlier}`)).size === repeats.length &&
          repeats.every(({ earlier }) => earlier !== 'K1'),
      ),
      'its day of the solution is never before the one that the policy gave it': always(
        ({ deadlines, severity, resolveBy }) =>
          severity === null || resolveBy >= resolveByFor(deadlines, severity),
      ),
    },
    rejections,
    actors: ['tester', 'anna', 'drop'],
  },
  runs({ everyday: 100, full: 1_000 }),
)
