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
  // customer: information
  CorrectProfile: sellers,
  SegmentCustomer: sellers,
  // customer: purchases
  RecordPurchase: sellers,
  ReturnPurchase: sellers,
  CorrectPurchase: sellers,
  ImportPurchases: sellers,
  // customer: relationship
  RecordContact: complaintHandlers,
  RecordSatisfaction: complaintHandlers,
  AdjustCadence: entrusted,

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

  // opportunity
  IdentifyOpportunity: everybody,
  QualifyOpportunity: sellers,
  PlanFollowUp: entrusted,
  RevisePlan: entrusted,
  CompleteStep: everybody,
  MissStep: sellers,
  RescheduleStep: sellers,
  ProposeSolution: [...sellers, 'technical'],
  Negotiate: entrusted,
  ReachAgreement: entrusted,
  SignContract: entrusted,
  RecordDelivery: [...sellers, 'technical'],
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
