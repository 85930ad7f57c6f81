import type { NotPermitted } from '../permissions/check.ts'
import type { BusinessDateRejection } from '../vocabulary/business-date.ts'
import type { CalendarDate } from '../vocabulary/calendar-date.ts'
import type { CustomerId, RegionId } from '../vocabulary/code.ts'
import type { Fact } from '../vocabulary/rejection.ts'
import type { StepStatus } from './state.ts'
import type { OpportunityStage } from './vocabulary.ts'

/** Why a command on an opportunity is refused: the fact, and in `message` what mends it. */
export type OpportunityRejection =
  | Fact<'NotIdentified'>
  | Fact<'AlreadyIdentified', { identifiedOn: CalendarDate }>
  | Fact<'BeforeIdentification', { identifiedOn: CalendarDate }>
  | Fact<'RegionNotOpen', { region: RegionId }>
  | Fact<'CurrencyMismatch', { expected: string; given: string }>
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
  | NotPermitted
  | BusinessDateRejection
