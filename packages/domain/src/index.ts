export { type Aggregate, aggregate, type Decider } from './aggregate/aggregate.ts'
export type { BackDatedTooFar, BusinessDateRejection, InTheFuture } from './aggregate/business-date.ts'
export type { Charge, Context, RegionToday, TransferProposal } from './aggregate/context.ts'
export { type NotPermitted, rolesIn } from './aggregate/permission.ts'
export { type Touched, touching } from './aggregate/touched.ts'
export { mayReadConfidential, personalValues, withheld } from './aggregate/visibility.ts'
export { type Aggregates, aggregates, type CommandName, type Refusal } from './aggregates.ts'
export { ComplaintCommand, type ComplaintCommandInput, complaintCommands } from './complaint/commands.ts'
export { complaint } from './complaint/complaint.ts'
export { deadlinesFrom, resolveByFor } from './complaint/deadlines.ts'
export { type ComplaintEvent, complaintEvents } from './complaint/events.ts'
export { type HandlingTime, handlingTime, type Pause } from './complaint/handling-time.ts'
export {
  isValid as isValidComplaint,
  type Recurrence,
  type RecurrenceCase,
  recurrences,
} from './complaint/recurrence.ts'
export type { ComplaintRejection } from './complaint/rejections.ts'
export {
  type ComplaintCase,
  type ComplaintStage,
  type ComplaintState,
  fold as foldComplaint,
} from './complaint/state.ts'
export {
  ComplaintChannel,
  ComplaintDeadlines,
  FaultParty,
  FollowUpOutcome,
  includesCompany,
  RecurrenceReason,
  Severity,
} from './complaint/vocabulary.ts'
export { AssignedTier, assignedHeadline, assignedIn } from './customer/account/assigned-tier.ts'
export { type AccountTeam, accountTeamOn } from './customer/account/team.ts'
export { CustomerCommand, type CustomerCommandInput, customerCommands } from './customer/commands.ts'
export { customer } from './customer/customer.ts'
export { type CustomerEvent, customerEvents, type IdentityEvent, identityEvents } from './customer/events.ts'
export { Birthday, isPossibleBirthday } from './customer/information/birthday.ts'
export { CreditCode } from './customer/information/credit-code.ts'
export { completeness } from './customer/information/decide-profile.ts'
export { MajorChangeKind, Section } from './customer/information/facts.ts'
export { Profile, ProfileChanges } from './customer/information/profile.ts'
export { reviewDueOn } from './customer/information/reviewing.ts'
export { Segment, SizeClass } from './customer/information/segment.ts'
export { Channel, FactSource, ProfileFact } from './customer/information/source.ts'
export { keyContactsOf, type Provenance } from './customer/information/state.ts'
export { type PurchasePattern, purchasePattern } from './customer/purchases/purchase-pattern.ts'
export type { CustomerRejection } from './customer/rejections.ts'
export { adjustmentOn, CadenceAdjustment, cadenceOf } from './customer/relationship/cadence.ts'
export {
  ContactKind,
  Depth,
  executiveDueOn,
  missingForDeep,
  missingForExecutive,
} from './customer/relationship/contact.ts'
export { contributionTrend, solutionOwed } from './customer/relationship/solution-owed.ts'
export { openNeeds } from './customer/relationship/state.ts'
export { type CustomerState, fold as foldCustomer } from './customer/state.ts'
export { type RecordedFact, recordedFacts } from './information-base/recorded-facts.ts'
export {
  OpportunityCommand,
  type OpportunityCommandInput,
  opportunityCommands,
} from './opportunity/commands.ts'
export { type OpportunityEvent, opportunityEvents } from './opportunity/events.ts'
export { opportunity } from './opportunity/opportunity.ts'
export type { OpportunityRejection } from './opportunity/rejections.ts'
export { isLargeProject, isStalled } from './opportunity/rules.ts'
export {
  fold as foldOpportunity,
  type Imported,
  type OpportunityCase,
  type OpportunityState,
  openSteps,
  type Person,
  type StepStatus,
} from './opportunity/state.ts'
export {
  ImportedStage,
  MemberDuty,
  OpportunitySource,
  type OpportunityStage,
  PlanStep,
} from './opportunity/vocabulary.ts'
export { checkPolicy, type InconsistentPolicy } from './policy/check-policy.ts'
export { type Clause, clauses, type Force } from './policy/clauses.ts'
export { defaultPolicy, defaultPolicyInForce } from './policy/default-policy.ts'
export { Festival } from './policy/festival.ts'
export { addInterval, describeInterval, Interval } from './policy/interval.ts'
export { Kpi, type KpiDefinition, kpis } from './policy/kpis.ts'
export { type Cadence, Policy, type PolicyInForce, Tier } from './policy/policy.ts'
export { highestTier } from './policy/tier.ts'
export { addWorkingDays, isWorkingDay, workingDaysBetween } from './policy/working-days.ts'
export { DatedPurchaseLine, PurchaseLine, Quantity } from './purchases/line.ts'
export {
  type SortedLines,
  type StandingLines,
  type StandingPurchase,
  sortLines,
} from './purchases/standing-lines.ts'
export { teamMeetingDueOn } from './region/collaboration/meeting-due.ts'
export {
  RegionCommand,
  type RegionCommandInput,
  RegionSalesCommand,
  type RegionSalesCommandInput,
  regionCommands,
  regionSalesCommands,
} from './region/commands.ts'
export { CreditShare, type CreditSplit, creditOf } from './region/credit/credit-split.ts'
export { customerEventsOwed } from './region/customer-events/owed.ts'
export { type RegionEvent, type RegionSalesEvent, regionEvents, regionSalesEvents } from './region/events.ts'
export { acknowledgementsMissing, membersOn, teamOn } from './region/organisation/members.ts'
export { region } from './region/region.ts'
export {
  foldRegionSales,
  type RegionSalesRejection,
  type RegionSalesState,
  regionSales,
} from './region/region-sales.ts'
export { regionToday } from './region/region-today.ts'
export type { RegionRejection } from './region/rejections.ts'
export { bandFor, RewardBand } from './region/rewards/band.ts'
export { fold as foldRegion, type RegionState } from './region/state.ts'
export { Subject, subjectOf } from './region/subject.ts'
export {
  evolveTerms as evolveRegionTerms,
  initialTerms as unopenedTerms,
  policyOn,
  RegionTerms,
  targetFor,
} from './region/terms/state.ts'
export { TargetValue, targetQuotient } from './region/terms/target.ts'
export { emptyBooks, enter, type RegionBooks, regionsOf, type SalesBooks } from './sales/books.ts'
export { SalesBooksCodec } from './sales/books-codec.ts'
export { addTo, type DailySums, emptySums, type Sum, sumWithin } from './sales/daily-sums.ts'
export { sharePercentage, thresholdPercentage } from './sales/percentage.ts'
export { type SaleChange, type SalesEvent, saleChanges, salesEventTypes } from './sales/sale-changes.ts'
export { type TierHistory, type TierRun, tierHistory } from './sales/tier-runs.ts'
export {
  explainGrade,
  type Grade,
  grade,
  type TierReason,
  type WindowKind,
  windowOn,
} from './sales/tiering.ts'
export { BuyingRole, Influence } from './vocabulary/buying-role.ts'
export {
  addDays,
  addMonths,
  CalendarDate,
  type CalendarDateBrand,
  DateRange,
  dayOfWeek,
  daysBetween,
  earlier,
  later,
  monthEnd,
  monthStart,
  within,
  yearStart,
} from './vocabulary/calendar-date.ts'
export {
  Code,
  type CodeBrand,
  ComplaintId,
  type ComplaintIdBrand,
  CustomerId,
  type CustomerIdBrand,
  OpportunityId,
  type OpportunityIdBrand,
  RegionId,
  type RegionIdBrand,
  UserId,
  type UserIdBrand,
} from './vocabulary/code.ts'
export { decode, type Invalid } from './vocabulary/decode.ts'
export { type Fields, fields } from './vocabulary/fields.ts'
export {
  Count,
  compareQuotients,
  decimalString,
  Fraction,
  Positive,
  percent,
  type Quotient,
  quotient,
  toQuotient,
  Whole,
} from './vocabulary/fraction.ts'
export {
  dateIn,
  Instant,
  type InstantBrand,
  instantFromMillis,
  TimeZone,
  type TimeZoneBrand,
} from './vocabulary/instant.ts'
export { mapOf } from './vocabulary/map-of.ts'
export {
  type CommandInputOf,
  type CommandOf,
  command,
  commandCodec,
  type EventDefinition,
  type EventDefinitions,
  type EventOf,
  firstVersion,
  laterVersion,
  type Upcast,
} from './vocabulary/messages.ts'
export {
  Currency,
  type CurrencyBrand,
  exponentOf,
  MinorUnits,
  type MinorUnitsBrand,
  majorUnits,
} from './vocabulary/money.ts'
export { Period, type PeriodBrand, periodRange, previousPeriod, yearEarlier } from './vocabulary/period.ts'
export { PersonalText, personal } from './vocabulary/personal.ts'
export { type Present, present } from './vocabulary/present.ts'
export { type Fact, refuse } from './vocabulary/rejection.ts'
export { MemberRole, Role } from './vocabulary/role.ts'
export { shown } from './vocabulary/shown.ts'
export { Text, type TextBrand } from './vocabulary/text.ts'
