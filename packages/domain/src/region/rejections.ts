import type { BusinessDateRejection } from '../aggregate/business-date.ts'
import type { NotPermitted, SaidForAnother } from '../aggregate/permission.ts'
import type { CurrencyMismatch, RegionNotOpen } from '../aggregate/region-terms.ts'
import type { InconsistentPolicy } from '../policy/check-policy.ts'
import type { CalendarDate } from '../vocabulary/calendar-date.ts'
import type { Fact } from '../vocabulary/rejection.ts'

/** Why a command on a region is refused: the fact, and in `message` what mends it. */
export type RegionRejection =
  | RegionNotOpen
  | SaidForAnother
  | Fact<'NothingChanges'>
  | Fact<'ListEmpty', { list: string }>
  | Fact<'Repeated', { list: string; value: string }>
  | Fact<'PeriodReversed', { from: CalendarDate; until: CalendarDate }>
  | Fact<'TooEarly', { earliest: CalendarDate }>
  | Fact<'AmountTooSmall', { amount: number; least: number }>
  | Fact<'CustomerMissing'>
  | TermsRejection
  | OrganisationRejection
  | TransferRejection
  | CreditRejection
  | CollaborationRejection
  | HandOffRejection
  | CustomerEventRejection
  | JudgingRejection
  | RewardRejection
  | NotPermitted
  | BusinessDateRejection

type TermsRejection =
  | Fact<'RegionAlreadyOpen', { openedOn: CalendarDate }>
  | Fact<'VersionExists', { version: string }>
  | Fact<'TargetNotWhole', { kpi: string }>
  | Fact<'TargetUnchanged'>
  | Fact<'TwoSubjects'>
  | InconsistentPolicy

type OrganisationRejection =
  | Fact<'FirstManagerMissing'>
  | Fact<'LastManager', { user: string; on: CalendarDate }>
  | Fact<'NotAMember', { user: string; on: CalendarDate }>
  | Fact<'TeamExists', { team: string }>
  | Fact<'NoSuchTeam', { team: string }>
  | Fact<'TeamDissolved', { team: string; dissolvedOn: CalendarDate }>
  | Fact<'UnderItself'>
  | Fact<'NoSuchVersion', { version: string }>

type TransferRejection =
  | Fact<'ProposalExists', { proposal: string }>
  | Fact<'NoSuchProposal', { proposal: string }>
  | Fact<'NotOurTransfer'>

type CreditRejection = Fact<'ShareNotPositive', { user: string }> | Fact<'SplitNotWhole', { sum: string }>

type CollaborationRejection =
  | Fact<'MeetingExists', { meeting: string }>
  | Fact<'ItemExists', { item: string }>
  | Fact<'CampaignExists', { campaign: string }>
  | Fact<'UnknownIndustry', { industry: string }>
  | Fact<'NotYetPublished', { publishedOn: CalendarDate }>

type HandOffRejection =
  | Fact<'HandOffExists', { handOff: string }>
  | Fact<'NoSuchHandOff', { handOff: string }>
  | Fact<'HandOffAccepted', { handOff: string }>
  | Fact<'HandOffNotAccepted', { handOff: string }>
  | Fact<'HandOffEnded', { handOff: string; stage: string }>
  | Fact<'OwnHandOff', { by: string }>
  | Fact<'WrongDepartment', { user: string; needs: ReadonlyArray<string> }>
  | Fact<'TechnicianMissing'>
  | Fact<'LeadUndecided', { handOff: string }>
  | Fact<'ProblemOpen', { handOff: string }>

type CustomerEventRejection =
  | Fact<'EventExists', { event: string }>
  | Fact<'NoSuchEvent', { event: string }>
  | Fact<'NotAhead', { heldOn: CalendarDate }>
  | Fact<'EventOver', { event: string; stage: string }>
  | Fact<'EventNotHeld', { event: string; stage: string }>
  | Fact<'NotInvited', { customers: ReadonlyArray<string> }>

type JudgingRejection =
  | Fact<'PeriodNotOver', { endsOn: CalendarDate }>
  | Fact<'PeriodAlreadyClosed', { closedOn: CalendarDate }>
  | Fact<'PeriodOpen', { period: string }>
  | Fact<'AlreadyAssessed', { assessedOn: CalendarDate }>
  | Fact<'NotAssessed', { period: string }>
  | Fact<'OutOfRange', { what: string }>

type RewardRejection =
  | Fact<'PlanExists', { plan: string }>
  | Fact<'NoSuchPlan', { plan: string }>
  | Fact<'BandsNotAscending'>
  | Fact<'BelowBand', { plan: string; kind: string }>
  | CurrencyMismatch
  | Fact<'NotPublic'>
  | Fact<'RewardExists', { reward: string }>
  | Fact<'NoSuchReward', { reward: string }>
  | Fact<'RewardNotInStage', { reward: string; stage: string; needed: string }>
  | Fact<'SelfApproved', { approver: string }>
  | Fact<'ApproverNotManager', { approver: string }>
