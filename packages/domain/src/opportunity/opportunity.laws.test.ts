import { runs } from '../../../../tools/laws.ts'
import { defaultPolicy } from '../policy/default-policy.ts'
import { aggregateLaws } from '../testing/laws.ts'
import { opportunityStories } from '../testing/opportunity-history.ts'
import { opportunityEvents } from './events.ts'
import type { OpportunityRejection } from './rejections.ts'
import { isLargeProject } from './rules.ts'
import { fold, type OpportunityCase, type OpportunityState } from './state.ts'

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
  InsightMissing: true,
  HandOffMissing: true,
  ComplaintMissing: true,
  NobodyAssigned: true,
  MemberTwice: true,
  DutiesMissing: true,
  HardPointExists: true,
  NoSuchHardPoint: true,
  HardPointNotOpen: true,
  SolvedByNobody: true,
  NoRoles: true,
  TechnicianMissing: true,
  NotLatestVersion: true,
  NotPresented: true,
  NotUnderstood: true,
  BottomLineUnknown: true,
  SelfChecked: true,
  IssueExists: true,
  NoSuchIssue: true,
  IssueNotOpen: true,
  ClosingDayMissing: true,
  NotClosed: true,
  ClosedBeforeEngaged: true,
  AmountNegative: true,
  ImportDiffers: true,
  NotPermitted: true,
  InTheFuture: true,
  BackDatedTooFar: true,
}

const offered: ReadonlyArray<string> = ['solution', 'negotiation', 'agreed', 'signed', 'delivered']
const agreed: ReadonlyArray<string> = ['agreed', 'signed', 'delivered']
const sold: ReadonlyArray<string> = ['signed', 'delivered']

/** A sentence about an opportunity that there is. */
const of =
  (holds: (state: OpportunityCase) => boolean) =>
  (state: OpportunityState): boolean =>
    state.stage === 'unheard' || holds(state)

aggregateLaws(
  'opportunity',
  {
    story: opportunityStories(),
    events: opportunityEvents,
    fold,
    invariants: {
      'beyond identification its customer is known, unless another system says that it is over': of(
        ({ stage, customer }) =>
          ['identified', 'won', 'lost', 'abandoned'].includes(stage) || customer !== null,
      ),
      'what was offered had a plan': of(({ stage, steps }) => !offered.includes(stage) || steps.size > 0),
      'a large project has duties before it has a solution': of(
        (state) =>
          !offered.includes(state.stage) || !isLargeProject(defaultPolicy, state) || state.team.length > 0,
      ),
      'nobody has two duties': of(({ team }) => new Set(team.map(({ user }) => user)).size === team.length),
      'what was agreed was understood': of(
        ({ stage, understood }) => !agreed.includes(stage) || understood === true,
      ),
      'a special technical need is agreed on with a technician only': of(
        ({ stage, technicalNeed, withTechnician }) =>
          !agreed.includes(stage) || !technicalNeed || withTechnician,
      ),
      'what was agreed has a day to sign, what was signed a day to deliver': of(
        ({ stage, signBy, deliverBy }) =>
          (!agreed.includes(stage) || signBy !== null) && (!sold.includes(stage) || deliverBy !== null),
      ),
      'technical issues are those of what is sold': of(
        ({ stage, issues }) => issues.size === 0 || sold.includes(stage) || stage === 'won',
      ),
      'only an import is won without a contract, and then its day is known': of(
        ({ stage, imported }) => stage !== 'won' || imported?.closedOn !== undefined,
      ),
      'what was identified here has its day': of(
        ({ identifiedOn, heardOn, imported }) => imported !== null || identifiedOn === heardOn,
      ),
      'everybody named in the buying center has a role': of(({ people }) =>
        [...people.values()].every(({ roles }) => roles.length > 0),
      ),
    },
    rejections,
  },
  runs({ everyday: 100, full: 1_000 }),
)
