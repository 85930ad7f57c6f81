import type { ComplaintCommand } from '../complaint/commands.ts'
import type { CustomerCommand } from '../customer/commands.ts'
import type { OpportunityCommand } from '../opportunity/commands.ts'
import type { RegionCommand, RegionSalesCommand } from '../region/commands.ts'
import type { Role } from './role.ts'

/** Every command there is. */
export type CommandName = (
  | CustomerCommand
  | ComplaintCommand
  | OpportunityCommand
  | RegionCommand
  | RegionSalesCommand
)['type']

type Roles = ReadonlyArray<Role>

const managers: Roles = ['manager']
/** Whoever the customer or the case is entrusted to. */
const entrusted: Roles = ['owner', 'accountTeam', 'manager']
const sellers: Roles = ['owner', 'accountTeam', 'manager', 'sales']
/** Complaints are everybody's to hear, and the business of sales and customer service (policy 5.3). */
const complaintHandlers: Roles = [...sellers, 'customerService']
/** Customer service tells sales (policy 7.2-C). */
const service: Roles = ['manager', 'customerService']
const hosts: Roles = ['manager', 'sales', 'marketing']
const everybody: Roles = [...complaintHandlers, 'technical', 'marketing']

/** Who may do what, unless the policy in force says otherwise (`policy.permissions.commands`). */
export const permissions: Readonly<Record<CommandName, Roles>> = {
  // customer: account
  RegisterCustomer: sellers,
  AssignTier: managers,
  DeactivateCustomer: entrusted,
  ReactivateCustomer: sellers,
  ChangeOwner: managers,
  AppointAccountTeam: managers,
  TransferToRegion: managers,
  DeclareParent: sellers,
  EndParent: sellers,
  MergeInto: managers,
  AbsorbDuplicate: managers,
  // customer: information
  CorrectProfile: sellers,
  SegmentCustomer: sellers,
  VerifyFact: complaintHandlers,
  RecordBusinessFacts: sellers,
  RecordSellingPoint: [...sellers, 'marketing'],
  RecordBuyingProcess: sellers,
  RecordDevelopmentPlan: sellers,
  AddPerson: sellers,
  ChangePerson: sellers,
  RemovePerson: sellers,
  NameKeyContact: sellers,
  WithdrawKeyContact: sellers,
  RecordBirthday: sellers,
  ForgetBirthday: sellers,
  RecordInsight: everybody,
  ReviewSection: sellers,
  RecordMajorChange: complaintHandlers,
  // customer: purchases
  RecordPurchase: sellers,
  ReturnPurchase: sellers,
  CorrectPurchase: sellers,
  ImportPurchases: sellers,
  // customer: relationship
  RecordContact: complaintHandlers,
  RecordSatisfaction: complaintHandlers,
  AdjustCadence: entrusted,
  RecordFeedback: everybody,
  ResolveFeedback: everybody,
  EscalateFeedback: everybody,
  RecordNeed: everybody,
  MeetNeed: sellers,
  DeclineNeed: entrusted,
  SendMaterials: [...sellers, 'marketing'],
  SetUpgradeGoal: entrusted,
  ConductSurvey: [...complaintHandlers, 'marketing'],
  AnalyseSurvey: [...complaintHandlers, 'marketing'],
  InformOfNews: [...sellers, 'marketing'],
  // customer: care
  SendFestivalGreeting: complaintHandlers,
  OptOutOfGreetings: complaintHandlers,
  OptInToGreetings: complaintHandlers,
  GiveGift: sellers,
  SendBirthdayGreeting: complaintHandlers,
  RecordEventAttendance: [...sellers, 'marketing'],

  // complaint
  ReceiveComplaint: everybody,
  AcknowledgeComplaint: everybody,
  AssessComplaint: complaintHandlers,
  StartInvestigation: complaintHandlers,
  RecordFinding: everybody,
  DetermineCause: everybody,
  ProposeResolution: complaintHandlers,
  ResolveComplaint: complaintHandlers,
  RecordFollowUp: complaintHandlers,
  CloseComplaint: complaintHandlers,
  ReopenComplaint: complaintHandlers,
  RejectComplaint: complaintHandlers,
  WithdrawComplaint: complaintHandlers,
  ReportProgress: everybody,
  WaitForCustomer: complaintHandlers,
  ResumeComplaint: complaintHandlers,
  MergeComplaint: complaintHandlers,
  LinkRecurrence: everybody,
  LinkOpportunity: complaintHandlers,

  // opportunity
  IdentifyOpportunity: everybody,
  ImportOpportunity: sellers,
  QualifyOpportunity: sellers,
  PlanFollowUp: entrusted,
  RevisePlan: entrusted,
  CompleteStep: everybody,
  MissStep: sellers,
  RescheduleStep: sellers,
  AssignDuties: entrusted,
  RaiseHardPoint: everybody,
  SolveHardPoint: everybody,
  NamePerson: sellers,
  StateTechnicalNeed: [...sellers, 'technical'],
  ProposeSolution: [...sellers, 'technical'],
  PresentSolution: [...sellers, 'technical'],
  Negotiate: entrusted,
  ReachAgreement: entrusted,
  SignContract: entrusted,
  RecordDelivery: [...sellers, 'technical'],
  RaiseTechnicalIssue: everybody,
  SolveTechnicalIssue: [...complaintHandlers, 'technical'],
  ReturnToStage: entrusted,
  LoseOpportunity: entrusted,
  AbandonOpportunity: entrusted,

  // region
  OpenRegion: managers,
  AdoptPolicy: managers,
  SetTarget: managers,
  // region: organisation
  AppointMember: managers,
  ReleaseMember: managers,
  FormTeam: managers,
  DissolveTeam: managers,
  PlaceUnder: managers,
  AcknowledgePolicy: everybody,
  AgreeCreditSplit: managers,
  // region: collaboration (policy 7); who answers a hand-off is checked by its department
  HoldTeamMeeting: everybody,
  ShareItem: everybody,
  RunCampaign: ['manager', 'marketing'],
  SetIndustryApproach: ['manager', 'sales'],
  NoteIndustryTrend: everybody,
  TellMarketing: ['manager', 'sales'],
  AskTechnical: ['manager', 'sales'],
  ReportProblemInUse: service,
  PassLead: service,
  AcceptHandOff: everybody,
  AnswerHandOff: everybody,
  DeclineHandOff: everybody,
  // region: customer events, of sales and marketing (policy 5.2-C)
  PlanCustomerEvent: hosts,
  InviteToEvent: hosts,
  HoldCustomerEvent: hosts,
  CancelCustomerEvent: hosts,
  EvaluateCustomerEvent: hosts,
  // region: judging and rewards (policy 8)
  ClosePeriod: managers,
  AssessPerformance: managers,
  RestateAssessment: managers,
  AdoptRewardPlan: managers,
  ProposeMonetaryReward: everybody,
  ProposeRecognition: everybody,
  ApproveReward: managers,
  RejectReward: managers,
  GrantReward: managers,

  // sales without a customer
  RecordUnattributedSale: sellers,
  ImportUnattributedSales: sellers,
  CorrectUnattributedSale: sellers,
}
