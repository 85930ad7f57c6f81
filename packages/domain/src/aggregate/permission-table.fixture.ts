import { Role, type Roles } from '../vocabulary/role.ts'

// Who may give which command, as the business says it: written down by hand, so that a rule that says something else is found
// out. Change a row here when the business decides so, then the rule.
const written = `
                          owner team manager sales service technical marketing auditor importer

# customer: account
RegisterCustomer          x     x    x       x     .       .         .         .       .
AssignTier                .     .    x       .     .       .         .         .       .
DeactivateCustomer        x     x    x       .     .       .         .         .       .
ReactivateCustomer        x     x    x       x     .       .         .         .       .
ChangeOwner               .     .    x       .     .       .         .         .       .
AppointAccountTeam        .     .    x       .     .       .         .         .       .
TransferToRegion          .     .    x       .     .       .         .         .       .
DeclareParent             x     x    x       x     .       .         .         .       .
EndParent                 x     x    x       x     .       .         .         .       .
MergeInto                 .     .    x       .     .       .         .         .       .
AbsorbDuplicate           .     .    x       .     .       .         .         .       .

# customer: information
CorrectProfile            x     x    x       x     .       .         .         .       .
SegmentCustomer           x     x    x       x     .       .         .         .       .
VerifyFact                x     x    x       x     x       .         .         .       .
RecordBusinessFacts       x     x    x       x     .       .         .         .       .
RecordSellingPoint        x     x    x       x     .       .         x         .       .
RecordBuyingProcess       x     x    x       x     .       .         .         .       .
RecordDevelopmentPlan     x     x    x       x     .       .         .         .       .
AddPerson                 x     x    x       x     .       .         .         .       .
ChangePerson              x     x    x       x     .       .         .         .       .
RemovePerson              x     x    x       x     .       .         .         .       .
NameKeyContact            x     x    x       x     .       .         .         .       .
WithdrawKeyContact        x     x    x       x     .       .         .         .       .
RecordBirthday            x     x    x       x     .       .         .         .       .
ForgetBirthday            x     x    x       x     .       .         .         .       .
RecordInsight             x     x    x       x     x       x         x         .       .
ReviewSection             x     x    x       x     .       .         .         .       .
RecordMajorChange         x     x    x       x     x       .         .         .       .

# customer: purchases
RecordPurchase            x     x    x       x     .       .         .         .       .
ReturnPurchase            x     x    x       x     .       .         .         .       .
CorrectPurchase           x     x    x       x     .       .         .         .       .
ImportPurchases           .     .    .       .     .       .         .         .       x

# customer: relationship
RecordContact             x     x    x       x     x       .         .         .       .
RecordSatisfaction        x     x    x       x     x       .         .         .       .
AdjustCadence             x     x    x       .     .       .         .         .       .
RecordFeedback            x     x    x       x     x       x         x         .       .
ResolveFeedback           x     x    x       x     x       x         x         .       .
EscalateFeedback          x     x    x       x     x       x         x         .       .
RecordNeed                x     x    x       x     x       x         x         .       .
MeetNeed                  x     x    x       x     .       .         .         .       .
DeclineNeed               x     x    x       .     .       .         .         .       .
SendMaterials             x     x    x       x     .       .         x         .       .
SetUpgradeGoal            x     x    x       .     .       .         .         .       .
ConductSurvey             x     x    x       x     x       .         x         .       .
AnalyseSurvey             x     x    x       x     x       .         x         .       .
InformOfNews              x     x    x       x     .       .         x         .       .

# customer: care
SendFestivalGreeting      x     x    x       x     x       .         .         .       .
OptOutOfGreetings         x     x    x       x     x       .         .         .       .
OptInToGreetings          x     x    x       x     x       .         .         .       .
GiveGift                  x     x    x       x     .       .         .         .       .
SendBirthdayGreeting      x     x    x       x     x       .         .         .       .
RecordEventAttendance     x     x    x       x     .       .         x         .       .

# complaint
ReceiveComplaint          x     x    x       x     x       x         x         .       .
AcknowledgeComplaint      x     x    x       x     x       x         x         .       .
AssessComplaint           x     x    x       x     x       .         .         .       .
StartInvestigation        x     x    x       x     x       .         .         .       .
RecordFinding             x     x    x       x     x       x         x         .       .
DetermineCause            x     x    x       x     x       x         x         .       .
ProposeResolution         x     x    x       x     x       .         .         .       .
ResolveComplaint          x     x    x       x     x       .         .         .       .
RecordFollowUp            x     x    x       x     x       .         .         .       .
CloseComplaint            x     x    x       x     x       .         .         .       .
ReopenComplaint           x     x    x       x     x       .         .         .       .
RejectComplaint           x     x    x       x     x       .         .         .       .
WithdrawComplaint         x     x    x       x     x       .         .         .       .
ReportProgress            x     x    x       x     x       x         x         .       .
PauseComplaint            x     x    x       x     x       .         .         .       .
ResumeComplaint           x     x    x       x     x       .         .         .       .
MergeComplaint            x     x    x       x     x       .         .         .       .
LinkRecurrence            x     x    x       x     x       x         x         .       .
LinkOpportunity           x     x    x       x     x       .         .         .       .

# opportunity
IdentifyOpportunity       x     x    x       x     x       x         x         .       .
ImportOpportunity         .     .    .       .     .       .         .         .       x
QualifyOpportunity        x     x    x       x     .       .         .         .       .
PlanFollowUp              x     x    x       .     .       .         .         .       .
RevisePlan                x     x    x       .     .       .         .         .       .
CompleteStep              x     x    x       x     x       x         x         .       .
MissStep                  x     x    x       x     .       .         .         .       .
RescheduleStep            x     x    x       x     .       .         .         .       .
AssignDuties              x     x    x       .     .       .         .         .       .
RaiseHardPoint            x     x    x       x     x       x         x         .       .
SolveHardPoint            x     x    x       x     x       x         x         .       .
NamePerson                x     x    x       x     .       .         .         .       .
StateTechnicalNeed        x     x    x       x     .       x         .         .       .
ProposeSolution           x     x    x       x     .       x         .         .       .
PresentSolution           x     x    x       x     .       x         .         .       .
Negotiate                 x     x    x       .     .       .         .         .       .
ReachAgreement            x     x    x       .     .       .         .         .       .
SignContract              x     x    x       .     .       .         .         .       .
RecordDelivery            x     x    x       x     .       x         .         .       .
RaiseTechnicalIssue       x     x    x       x     x       x         x         .       .
SolveTechnicalIssue       x     x    x       x     x       x         .         .       .
ReturnToStage             x     x    x       .     .       .         .         .       .
LoseOpportunity           x     x    x       .     .       .         .         .       .
AbandonOpportunity        x     x    x       .     .       .         .         .       .

# region
OpenRegion                .     .    x       .     .       .         .         .       .
AdoptPolicy               .     .    x       .     .       .         .         .       .
SetTarget                 .     .    x       .     .       .         .         .       .

# region: organisation
AppointMember             .     .    x       .     .       .         .         .       .
ReleaseMember             .     .    x       .     .       .         .         .       .
FormTeam                  .     .    x       .     .       .         .         .       .
DissolveTeam              .     .    x       .     .       .         .         .       .
PlaceUnder                .     .    x       .     .       .         .         .       .
AcknowledgePolicy         x     x    x       x     x       x         x         .       .
AgreeCreditSplit          .     .    x       .     .       .         .         .       .
ProposeTransfer           .     .    x       .     .       .         .         .       .
WithdrawTransferProposal  .     .    x       .     .       .         .         .       .

# region: working together
HoldTeamMeeting           x     x    x       x     x       x         x         .       .
ShareItem                 x     x    x       x     x       x         x         .       .
RunCampaign               .     .    x       .     .       .         x         .       .
SetIndustryApproach       .     .    x       x     .       .         .         .       .
NoteIndustryTrend         x     x    x       x     x       x         x         .       .
TellMarketing             .     .    x       x     .       .         .         .       .
AskTechnical              .     .    x       x     .       .         .         .       .
ReportProblemInUse        .     .    x       .     x       .         .         .       .
PassLead                  .     .    x       .     x       .         .         .       .
AcceptHandOff             x     x    x       x     x       x         x         .       .
AnswerHandOff             x     x    x       x     x       x         x         .       .
DeclineHandOff            x     x    x       x     x       x         x         .       .

# region: customer events
PlanCustomerEvent         .     .    x       x     .       .         x         .       .
InviteToEvent             .     .    x       x     .       .         x         .       .
HoldCustomerEvent         .     .    x       x     .       .         x         .       .
CancelCustomerEvent       .     .    x       x     .       .         x         .       .
EvaluateCustomerEvent     .     .    x       x     .       .         x         .       .

# region: judging and rewards
ClosePeriod               .     .    x       .     .       .         .         .       .
AssessPerformance         .     .    x       .     .       .         .         .       .
RestateAssessment         .     .    x       .     .       .         .         .       .
AdoptRewardPlan           .     .    x       .     .       .         .         .       .
ProposeMonetaryReward     x     x    x       x     x       x         x         .       .
ProposeRecognition        x     x    x       x     x       x         x         .       .
ApproveReward             .     .    x       .     .       .         .         .       .
RejectReward              .     .    x       .     .       .         .         .       .
GrantReward               .     .    x       .     .       .         .         .       .

# sales without a customer
RecordUnattributedSale    x     x    x       x     .       .         .         .       .
ImportUnattributedSales   .     .    .       .     .       .         .         .       x
CorrectUnattributedSale   x     x    x       x     .       .         .         .       .
`

const [header = '', ...lines] = written.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
const called: Readonly<Record<string, string>> = { team: 'accountTeam', service: 'customerService' }
const columns: Roles = header
  .trim()
  .split(/ +/)
  .map((name) => called[name] ?? name)
  .filter(Role.is)

/** The roles of each command, by its name. */
export const writtenPermissions: ReadonlyMap<string, Roles> = new Map(
  lines.map((line) => {
    const [command = '', ...marks] = line.split(/ +/)
    return [command, columns.filter((_, i) => marks[i] === 'x')]
  }),
)

export const everyRole: Roles = columns
