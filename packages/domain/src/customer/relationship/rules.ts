import {
  complaintHandlers,
  entrusted,
  everybody,
  sellers,
  sellersAndMarketing,
} from '../../aggregate/roles.ts'
import { rule } from '../decision.ts'
import { active } from '../stages.ts'
import { complained, home, occasion, pursued, there } from '../touches.ts'
import * as decide from './decide.ts'
import { adjustCadence } from './decide-cadence.ts'
import { recordContact } from './decide-contact.ts'
import { decideFeedback } from './decide-feedback.ts'
import { decideNeed } from './decide-need.ts'
import { analyseSurvey, conductSurvey, recordSatisfaction } from './decide-survey.ts'

// How we stay in touch, and what the customer lets us know (policy 3.2, 5.1).
export const relationshipRules = {
  RecordContact: rule(active, complaintHandlers, home, recordContact),
  RecordSatisfaction: rule(active, complaintHandlers, home, recordSatisfaction),
  AdjustCadence: rule(active, entrusted, occasion, adjustCadence),
  RecordFeedback: rule(active, everybody, home, decideFeedback),
  ResolveFeedback: rule(active, everybody, home, decideFeedback),
  EscalateFeedback: rule(active, everybody, complained, decideFeedback),
  RecordNeed: rule(active, everybody, home, decideNeed),
  MeetNeed: rule(active, sellers, pursued, decideNeed),
  DeclineNeed: rule(active, entrusted, home, decideNeed),
  SendMaterials: rule(active, sellersAndMarketing, home, decide.sendMaterials),
  SetUpgradeGoal: rule(active, entrusted, there, decide.setUpgradeGoal),
  ConductSurvey: rule(active, [...complaintHandlers, 'marketing'], home, conductSurvey),
  AnalyseSurvey: rule(active, [...complaintHandlers, 'marketing'], home, analyseSurvey),
  InformOfNews: rule(active, sellersAndMarketing, home, decide.informOfNews),
}
