import type { BusinessDateRejection } from '../aggregate/business-date.ts'
import type { NotPermitted } from '../aggregate/permission.ts'
import type { CurrencyMismatch, RegionNotOpen } from '../aggregate/region-terms.ts'
import type { CalendarDate } from '../vocabulary/calendar-date.ts'
import type { CustomerId, UserId } from '../vocabulary/code.ts'
import type { Fact } from '../vocabulary/rejection.ts'
import type { StepStatus } from './state.ts'
import type { ImportedStage, OpportunityStage } from './vocabulary.ts'

/** Why a command on an opportunity is refused: the fact, and in `message` what mends it. */
export type OpportunityRejection =
  | Fact<'NotIdentified'>
  | Fact<'AlreadyIdentified', { identifiedOn: CalendarDate | null }>
  | Fact<'BeforeIdentification', { identifiedOn: CalendarDate }>
  | RegionNotOpen
  | CurrencyMismatch
  | Fact<'AmountNotPositive', { amount: number }>
  | Fact<'CustomerMissing'>
  | Fact<'CustomerDiffers', { customer: CustomerId }>
  | Fact<'NotQualified'>
  | Fact<'AlreadyQualified'>
  | Fact<'PlanEmpty'>
  | Fact<'AlreadyPlanned'>
  | Fact<'NotPlanned'>
  | Fact<'StepTwice', { step: string }>
  | Fact<'DueInThePast', { step: string; due: CalendarDate }>
  | Fact<'NoSuchStep', { step: string }>
  | Fact<'StepNotOpen', { step: string; status: StepStatus }>
  | Fact<'NotDueYet', { step: string; due: CalendarDate }>
  | Fact<'NothingChanges'>
  | Fact<'NoNeedsCovered'>
  | Fact<'NoSolution'>
  | Fact<'NotAgreed'>
  | Fact<'AlreadyAgreed'>
  | Fact<'NotSigned'>
  | Fact<'AlreadySigned'>
  | Fact<'AlreadyDelivered'>
  | Fact<'DeliveryBeforeSigning', { deliverBy: CalendarDate }>
  | Fact<'NotBackwards', { from: OpportunityStage; to: OpportunityStage }>
  | Fact<'Ended', { stage: OpportunityStage }>
  | Fact<'InsightMissing'>
  | Fact<'HandOffMissing'>
  | Fact<'ComplaintMissing'>
  | Fact<'NobodyAssigned'>
  | Fact<'MemberTwice', { user: UserId }>
  | Fact<'DutiesMissing'>
  | Fact<'HardPointExists', { point: string }>
  | Fact<'NoSuchHardPoint', { point: string }>
  | Fact<'HardPointNotOpen', { point: string }>
  | Fact<'SolvedByNobody', { point: string }>
  | Fact<'NoRoles', { person: string }>
  | Fact<'TechnicianMissing'>
  | Fact<'NotLatestVersion', { latest: number }>
  | Fact<'NotPresented', { version: number }>
  | Fact<'NotUnderstood', { version: number }>
  | Fact<'BottomLineUnknown'>
  | Fact<'SelfChecked', { checkedBy: UserId }>
  | Fact<'IssueExists', { issue: string }>
  | Fact<'NoSuchIssue', { issue: string }>
  | Fact<'IssueNotOpen', { issue: string }>
  | Fact<'ClosingDayMissing', { importedStage: ImportedStage }>
  | Fact<'NotClosed', { importedStage: ImportedStage }>
  | Fact<'ClosedBeforeEngaged', { engagedOn: CalendarDate; closedOn: CalendarDate }>
  | Fact<'AmountNegative', { amount: number }>
  | Fact<'ImportDiffers', { differing: ReadonlyArray<string> }>
  | NotPermitted
  | BusinessDateRejection
