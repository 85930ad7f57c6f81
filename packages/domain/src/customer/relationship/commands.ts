import { CustomerId } from '../../vocabulary/code.ts'
import { type CommandOf, command } from '../../vocabulary/messages.ts'
import { CadenceAdjustment } from './cadence.ts'
import { contactFields } from './contact.ts'
import {
  declinedNeed,
  escalatedFeedback,
  feedback,
  materials,
  metNeed,
  need,
  news,
  resolvedFeedback,
  survey,
  surveyAnalysis,
  upgradeGoal,
} from './facts.ts'
import { Satisfaction } from './satisfaction.ts'

const customer = { customer: CustomerId }
const { region: _, ...contactOptional } = contactFields.optional

// How we keep in touch with the customer, and what it needs (policy 3.2, 4.2, 5.1).
export const relationshipCommands = {
  RecordContact: command('RecordContact', { ...customer, ...contactFields.required }, contactOptional),
  RecordSatisfaction: command(
    'RecordSatisfaction',
    { ...customer, ...Satisfaction.required },
    Satisfaction.optional,
  ),
  /**
   * Another frequency for a while: raised alone, lowered with approval.
   * @clause 38
   */
  AdjustCadence: command('AdjustCadence', { ...customer, adjustment: CadenceAdjustment }),
  /**
   * What the customer said of product and service.
   * @clause 41
   */
  RecordFeedback: command('RecordFeedback', { ...customer, ...feedback.required }, feedback.optional),
  ResolveFeedback: command('ResolveFeedback', { ...customer, ...resolvedFeedback }),
  /** It turned out to be a complaint, which is received under its own id. */
  EscalateFeedback: command('EscalateFeedback', { ...customer, ...escalatedFeedback }),
  /**
   * Something the customer needs.
   * @clause 12
   */
  RecordNeed: command('RecordNeed', { ...customer, ...need }),
  MeetNeed: command('MeetNeed', { ...customer, ...metNeed.required }, metNeed.optional),
  DeclineNeed: command('DeclineNeed', { ...customer, ...declinedNeed }),
  /**
   * Basic information for a customer who is not visited often.
   * @clause 17
   */
  SendMaterials: command('SendMaterials', { ...customer, ...materials }),
  /** The way to a higher tier. */
  SetUpgradeGoal: command('SetUpgradeGoal', { ...customer, ...upgradeGoal }),
  /**
   * A person is asked, in writing or by telephone.
   * @clause 27
   */
  ConductSurvey: command('ConductSurvey', { ...customer, ...survey }),
  /**
   * What the answers of a survey say.
   * @clause 28
   */
  AnalyseSurvey: command(
    'AnalyseSurvey',
    { ...customer, ...surveyAnalysis.required },
    surveyAnalysis.optional,
  ),
  /**
   * The customer is told of a chance in its industry.
   * @clause 58
   */
  InformOfNews: command('InformOfNews', { ...customer, ...news.required }, news.optional),
} as const

export type RelationshipCommand = CommandOf<typeof relationshipCommands>
