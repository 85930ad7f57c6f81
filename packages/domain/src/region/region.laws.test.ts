import { runs } from '../../../../tools/laws.ts'
import { aggregateLaws } from '../testing/laws.ts'
import { regionStories } from '../testing/region-history.ts'
import { addDays } from '../vocabulary/calendar-date.ts'
import { compareQuotients, toQuotient } from '../vocabulary/fraction.ts'
import { regionEvents } from './events.ts'
import { assessmentKey } from './judging/state.ts'
import { membersOn, ungovernedFrom } from './organisation/members.ts'
import type { RegionRejection } from './rejections.ts'
import { fold } from './state.ts'

const rejections: Record<RegionRejection['_tag'], true> = {
  RegionNotOpen: true,
  SaidForAnother: true,
  NothingChanges: true,
  ListEmpty: true,
  Repeated: true,
  PeriodReversed: true,
  TooEarly: true,
  AmountTooSmall: true,
  CustomerMissing: true,
  RegionAlreadyOpen: true,
  ProposalExists: true,
  NoSuchProposal: true,
  NotOurTransfer: true,
  VersionExists: true,
  TargetNotWhole: true,
  TargetUnchanged: true,
  TwoSubjects: true,
  InconsistentPolicy: true,
  FirstManagerMissing: true,
  LastManager: true,
  NotAMember: true,
  TeamExists: true,
  NoSuchTeam: true,
  TeamDissolved: true,
  UnderItself: true,
  NoSuchVersion: true,
  ShareNotPositive: true,
  SplitNotWhole: true,
  MeetingExists: true,
  ItemExists: true,
  CampaignExists: true,
  UnknownIndustry: true,
  NotYetPublished: true,
  HandOffExists: true,
  NoSuchHandOff: true,
  HandOffAccepted: true,
  HandOffNotAccepted: true,
  HandOffEnded: true,
  OwnHandOff: true,
  WrongDepartment: true,
  TechnicianMissing: true,
  LeadUndecided: true,
  ProblemOpen: true,
  EventExists: true,
  NoSuchEvent: true,
  NotAhead: true,
  EventOver: true,
  EventNotHeld: true,
  NotInvited: true,
  PeriodNotOver: true,
  PeriodAlreadyClosed: true,
  PeriodOpen: true,
  AlreadyAssessed: true,
  NotAssessed: true,
  OutOfRange: true,
  PlanExists: true,
  NoSuchPlan: true,
  BandsNotAscending: true,
  BelowBand: true,
  CurrencyMismatch: true,
  NotPublic: true,
  RewardExists: true,
  NoSuchReward: true,
  RewardNotInStage: true,
  SelfApproved: true,
  ApproverNotManager: true,
  NotPermitted: true,
  InTheFuture: true,
  BackDatedTooFar: true,
}

aggregateLaws(
  'region',
  {
    story: regionStories(),
    events: regionEvents,
    fold,
    invariants: {
      'only an open region has policies, people and work': (state) =>
        state.opened !== null ||
        (state.policies.length === 0 &&
          state.targets.length === 0 &&
          state.appointments.length === 0 &&
          state.handOffs.size === 0 &&
          state.rewards.size === 0),
      'whoever was appointed first managed the region from then on': ({ appointments: [first] }) =>
        first === undefined || first.roles.includes('manager'),
      'a region with people has its founder or a manager to appoint the next': ({
        everAppointed,
        appointments,
      }) => everAppointed || appointments.length === 0,
      'whoever has a manager keeps one while there are members': (state) => ungovernedFrom(state) === null,
      'every member has a role': (state) =>
        state.appointments.every(({ from }) =>
          [...membersOn(state, from).values()].every((r) => r.length > 0),
        ),
      'who is appointed to a team is appointed to one that was formed': (state) =>
        state.appointments.every(({ team }) => team === null || state.teams.has(team)),
      'shares are more than nothing': ({ creditSplits }) =>
        creditSplits.every(({ shares }) => shares.every(({ share }) => share.numerator > 0)),
      'an answer is never due before it was asked': ({ handOffs }) =>
        [...handOffs.values()].every(
          ({ stage, since, due }) => stage !== 'asked' || due >= addDays(since, 0),
        ),
      'no more came to an event than were invited': ({ customerEvents }) =>
        [...customerEvents.values()].every(({ attended, invited }) => attended <= invited.length),
      'what is assessed lies in a closed period': ({ closed, assessments }) =>
        [...assessments.values()].every(({ period }) => closed.has(period)),
      'whoever is rewarded was assessed': ({ rewards, assessments }) =>
        [...rewards.values()].every(({ period, subject }) => assessments.has(assessmentKey(period, subject))),
      'what is granted was approved by somebody who did not propose it': ({ rewards }) =>
        [...rewards.values()].every(
          ({ stage, approver, proposer }) =>
            (stage !== 'granted' && stage !== 'approved') || (approver !== null && approver !== proposer),
        ),
      'the bands of a plan ascend': ({ plans }) =>
        [...plans.values()].every((bands) =>
          bands.every((band, i) => {
            const before = bands[i - 1]
            return (
              before === undefined || compareQuotients(toQuotient(before.from), toQuotient(band.from)) < 0
            )
          }),
        ),
    },
    rejections,
    // Only a manager gets far enough to name an approver who is none.
    actors: ['tester', 'manager', 'manager', 'manager', 'anna', 'bo'],
  },
  runs({ everyday: 100, full: 1_000 }),
)
