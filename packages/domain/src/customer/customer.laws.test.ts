import { runs } from '../../../../tools/laws.ts'
import { defaultPolicy } from '../policy/default-policy.ts'
import { customerStories } from '../testing/customer-history.ts'
import { aggregateLaws } from '../testing/laws.ts'
import { daysBetween } from '../vocabulary/calendar-date.ts'
import { customerEvents } from './events.ts'
import type { CustomerRejection } from './rejections.ts'
import { fold } from './state.ts'

const rejections: Record<CustomerRejection['_tag'], true> = {
  NotRegistered: true,
  AlreadyRegistered: true,
  Inactive: true,
  AlreadyActive: true,
  NothingChanges: true,
  RegionNotOpen: true,
  CurrencyMismatch: true,
  NoSuchPurchase: true,
  PurchaseExists: true,
  LineDiffers: true,
  AmountNotPositive: true,
  ReturnExceedsPurchase: true,
  ReturnBeforePurchase: true,
  ContactExists: true,
  NotDeep: true,
  ApprovalMissing: true,
  SelfApproved: true,
  AdjustmentTooLong: true,
  PeriodReversed: true,
  AlreadyRecorded: true,
  NotRecorded: true,
  NothingSaid: true,
  ApproverNotManager: true,
  UnknownIndustry: true,
  SizeBasisMissing: true,
  NotAShare: true,
  NoSuchCompetitor: true,
  ReadBeforePublished: true,
  KnownOutOfTime: true,
  FactUnknown: true,
  VisitMissing: true,
  RoleMissing: true,
  NotKeyContact: true,
  ConsentMissing: true,
  NoSuchDay: true,
  NoTopic: true,
  NotExecutive: true,
  FeedbackSettled: true,
  NeedSettled: true,
  NoProducts: true,
  NoGoal: true,
  SurveyTooLong: true,
  SurveyedRecently: true,
  SurveyUnanswered: true,
  FestivalNotKept: true,
  OptedOut: true,
  OutsideGreetingWindow: true,
  AlreadyGreeted: true,
  NotTheBirthday: true,
  GiftTooCommercial: true,
  GiftLimitExceeded: true,
  TeamIncomplete: true,
  MemberTwice: true,
  Merged: true,
  OwnDuplicate: true,
  MergeCycle: true,
  OwnParent: true,
  NoParent: true,
  NoSuchProposal: true,
  ProposalCompleted: true,
  NotPermitted: true,
  InTheFuture: true,
  BackDatedTooFar: true,
}

aggregateLaws(
  'customer',
  {
    story: customerStories(),
    events: customerEvents,
    fold,
    invariants: {
      'who is registered has a home region and a name': ({ standing, homeRegion, profile }) =>
        standing !== 'registered' || (homeRegion !== null && profile !== null),
      'nobody unknown is inactive': ({ standing, inactiveSince }) =>
        standing !== 'unknown' || inactiveSince === null,
      'everybody who takes part in buying plays a part': ({ people }) =>
        [...people.values()].every(({ roles }) => roles.length > 0),
      'every account team has somebody who answers and somebody who stands in': ({ teams }) =>
        teams.every(({ members }) =>
          (['owner', 'backup'] as const).every((part) => members.some((member) => member.part === part)),
        ),
      'nobody was asked twice within ninety days': ({ surveys }) =>
        surveys.every(({ person, on }, i) =>
          surveys
            .slice(i + 1)
            .every((other) => other.person !== person || Math.abs(daysBetween(on, other.on)) >= 90),
        ),
      'nobody was given more in a year than the policy lets them': ({ given }) =>
        [...given.values()].every((sum) => sum > 0 && sum <= defaultPolicy.care.gifts.recipientYearMax),
      'whoever was merged was not merged into a duplicate of its own': ({ mergedInto, absorbed }) =>
        mergedInto === null || !absorbed.has(mergedInto),
      'only facts that are there are verified': ({ profile, provenance }) =>
        [...provenance].every(([fact, { verified }]) => verified === null || profile?.[fact] !== undefined),
    },
    rejections,
    history: { lengthMin: 20, lengthMax: 40 },
    actors: ['tester', 'anna', 'manager', 'ida'],
  },
  runs({ everyday: 100, full: 1_000 }),
)
