import type { BusinessDateRejection } from '../aggregate/business-date.ts'
import type { NotPermitted } from '../aggregate/permission.ts'
import type { CurrencyMismatch, RegionNotOpen } from '../aggregate/region-terms.ts'
import type { CalendarDate } from '../vocabulary/calendar-date.ts'
import type { Code, CustomerId, UserId } from '../vocabulary/code.ts'
import type { Fraction } from '../vocabulary/fraction.ts'
import type { Fact } from '../vocabulary/rejection.ts'

/** Why a command on a customer is refused: the fact, and in `message` what mends it. */
export type CustomerRejection =
  | Fact<'NotRegistered'>
  | Fact<'AlreadyRegistered', { registeredOn: CalendarDate }>
  | Fact<'Inactive', { since: CalendarDate }>
  | Fact<'AlreadyActive'>
  | Fact<'NothingChanges'>
  | RegionNotOpen
  | CurrencyMismatch
  | Fact<'NoSuchPurchase', { purchase: string }>
  | Fact<'PurchaseExists', { purchase: string }>
  | Fact<'LineDiffers', { purchase: string; differing: ReadonlyArray<string> }>
  | Fact<'AmountNotPositive', { netAmount: number }>
  | Fact<'ReturnExceedsPurchase', { purchase: string; remaining: number }>
  | Fact<'ReturnBeforePurchase', { purchase: string; purchasedOn: CalendarDate }>
  | Fact<'ContactExists', { contact: string }>
  | Fact<'NotDeep', { missing: ReadonlyArray<string> }>
  | Fact<'ApprovalMissing'>
  | Fact<'SelfApproved', { approver: UserId }>
  | Fact<'AdjustmentTooLong', { latest: CalendarDate }>
  | Fact<'PeriodReversed', { from: CalendarDate; until: CalendarDate }>
  | Fact<'AlreadyRecorded', { what: string; id: string }>
  | Fact<'NotRecorded', { what: string; id: string }>
  | Fact<'NothingSaid'>
  | Fact<'ApproverNotManager', { approver: UserId }>
  // information
  | Fact<'UnknownIndustry', { industry: string }>
  | Fact<'SizeBasisMissing'>
  | Fact<'NotAShare', { share: Fraction }>
  | Fact<'NoSuchCompetitor', { competitor: string }>
  | Fact<'ReadBeforePublished', { publishedOn: CalendarDate }>
  | Fact<'KnownOutOfTime', { knownOn: CalendarDate }>
  | Fact<'FactUnknown', { fact: string }>
  | Fact<'VisitMissing'>
  | Fact<'RoleMissing'>
  | Fact<'NotKeyContact', { person: string }>
  | Fact<'ConsentMissing'>
  | Fact<'NoSuchDay', { month: number; day: number }>
  // relationship and care
  | Fact<'NoTopic'>
  | Fact<'NotExecutive', { missing: ReadonlyArray<string> }>
  | Fact<'FeedbackSettled', { feedback: string; status: string }>
  | Fact<'NeedSettled', { need: string; status: string }>
  | Fact<'NoProducts'>
  | Fact<'NoGoal'>
  | Fact<'SurveyTooLong', { questionsMax: number }>
  | Fact<'SurveyedRecently', { person: string; askedOn: CalendarDate; from: CalendarDate }>
  | Fact<'SurveyUnanswered', { survey: string }>
  | Fact<'FestivalNotKept', { festival: string }>
  | Fact<'OptedOut', { festival: string }>
  | Fact<'OutsideGreetingWindow', { from: CalendarDate; until: CalendarDate }>
  | Fact<'AlreadyGreeted', { festivalOn: CalendarDate }>
  | Fact<'NotTheBirthday', { birthdayOn: CalendarDate }>
  | Fact<'GiftTooCommercial'>
  | Fact<'GiftLimitExceeded', { recipient: string; remaining: number }>
  // account
  | Fact<'TeamIncomplete', { missing: string }>
  | Fact<'MemberTwice', { user: UserId }>
  | Fact<'Merged', { survivor: CustomerId }>
  | Fact<'OwnDuplicate'>
  | Fact<'MergeCycle', { absorbed: CustomerId }>
  | Fact<'OwnParent'>
  | Fact<'NoParent'>
  | Fact<'NoSuchProposal', { proposal: Code }>
  | Fact<'ProposalCompleted', { proposal: Code }>
  | NotPermitted
  | BusinessDateRejection
