import { everybody, marketers, salesDesk } from '../../aggregate/roles.ts'
import { rule } from '../decision.ts'
import { open } from '../stages.ts'
import { itsCustomer, itself } from '../touches.ts'
import * as decide from './decide.ts'

// What a team tells itself and the market (policy 3.1-A, 7.1, 7.2-A).
export const collaborationRules = {
  HoldTeamMeeting: rule(open, everybody, itself, decide.holdMeeting),
  ShareItem: rule(open, everybody, itsCustomer, decide.shareItem),
  RunCampaign: rule(open, marketers, itself, decide.runCampaign),
  SetIndustryApproach: rule(open, salesDesk, itself, decide.setApproach),
  NoteIndustryTrend: rule(open, everybody, itself, decide.noteTrend),
}
