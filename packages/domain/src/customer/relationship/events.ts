import { CustomerId, RegionId, UserId } from '../../vocabulary/code.ts'
import { fields } from '../../vocabulary/fields.ts'
import { type EventDefinitions, type EventOf, firstVersion } from '../../vocabulary/messages.ts'
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

// Event names and fields are storage format: add, never rename or remove.
export const relationshipEvents = {
  /** policy 5.1-A, 5.1-C, 3.2-C */
  ContactRecorded: firstVersion(
    fields('ContactRecorded', { ...customer, ...contactFields.required }, contactFields.optional),
  ),
  /** policy 8.1-B, A61 */
  SatisfactionRecorded: firstVersion(
    fields(
      'SatisfactionRecorded',
      { ...customer, region: RegionId, ...Satisfaction.required },
      { owner: UserId, ...Satisfaction.optional },
    ),
  ),
  /** policy 5.1-B, A35 */
  CadenceAdjusted: firstVersion(fields('CadenceAdjusted', { ...customer, adjustment: CadenceAdjustment })),
  /** policy 5.1-C */
  FeedbackRecorded: firstVersion(
    fields('FeedbackRecorded', { ...customer, ...feedback.required }, feedback.optional),
  ),
  FeedbackResolved: firstVersion(fields('FeedbackResolved', { ...customer, ...resolvedFeedback })),
  /** A36 */
  FeedbackEscalated: firstVersion(fields('FeedbackEscalated', { ...customer, ...escalatedFeedback })),
  /** policy 3.2-A */
  NeedRecorded: firstVersion(fields('NeedRecorded', { ...customer, ...need })),
  NeedMet: firstVersion(fields('NeedMet', { ...customer, ...metNeed.required }, metNeed.optional)),
  NeedDeclined: firstVersion(fields('NeedDeclined', { ...customer, ...declinedNeed })),
  /** policy 3.2-C */
  MaterialsSent: firstVersion(fields('MaterialsSent', { ...customer, ...materials })),
  /** policy 3.2-C */
  UpgradeGoalSet: firstVersion(fields('UpgradeGoalSet', { ...customer, ...upgradeGoal })),
  /** policy 4.2-B, A25 */
  SurveyConducted: firstVersion(fields('SurveyConducted', { ...customer, ...survey })),
  /** policy 4.2-B */
  SurveyAnalysed: firstVersion(
    fields('SurveyAnalysed', { ...customer, ...surveyAnalysis.required }, surveyAnalysis.optional),
  ),
  /** policy 6.1-B */
  CustomerInformed: firstVersion(
    fields('CustomerInformed', { ...customer, ...news.required }, news.optional),
  ),
} as const satisfies EventDefinitions

export type RelationshipEvent = EventOf<typeof relationshipEvents>
