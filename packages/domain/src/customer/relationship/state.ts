import { match } from 'ts-pattern'
import type { CalendarDate } from '../../vocabulary/calendar-date.ts'
import type { Draft } from '../../vocabulary/draft.ts'
import type { RelationshipEvent } from './events.ts'

export type FeedbackStatus = 'open' | 'resolved' | 'escalated'
export type NeedStatus = 'open' | 'met' | 'declined'

/** One person asked once. */
export type Asked = { readonly survey: string; readonly person: string; readonly on: CalendarDate }

/** How we kept in touch, and what the customer needs. */
export type RelationshipState = {
  /** Ids of the contacts recorded. */
  readonly contacts: ReadonlySet<string>
  readonly feedback: ReadonlyMap<string, FeedbackStatus>
  readonly needs: ReadonlyMap<string, NeedStatus>
  readonly surveys: ReadonlyArray<Asked>
  /** Surveys of which an answer is recorded. */
  readonly answered: ReadonlySet<string>
}

export const initialRelationship: RelationshipState = {
  contacts: new Set(),
  feedback: new Map(),
  needs: new Map(),
  surveys: [],
  answered: new Set(),
}

/** What the customer needs and has not got, by id (policy 3.2-A). */
export const openNeeds = ({ needs }: Pick<RelationshipState, 'needs'>): ReadonlyArray<string> =>
  [...needs].filter(([, status]) => status === 'open').map(([need]) => need)

export const applyRelationship = (draft: Draft<RelationshipState>, event: RelationshipEvent): void =>
  match(event)
    .with({ type: 'ContactRecorded' }, ({ data }) => {
      draft.contacts.add(data.contact)
    })
    .with({ type: 'SatisfactionRecorded' }, ({ data }) => {
      if (data.survey !== undefined) draft.answered.add(data.survey)
    })
    .with({ type: 'FeedbackRecorded' }, ({ data }) => {
      draft.feedback.set(data.feedback, 'open')
    })
    .with({ type: 'FeedbackResolved' }, ({ data }) => {
      draft.feedback.set(data.feedback, 'resolved')
    })
    .with({ type: 'FeedbackEscalated' }, ({ data }) => {
      draft.feedback.set(data.feedback, 'escalated')
    })
    .with({ type: 'NeedRecorded' }, ({ data }) => {
      draft.needs.set(data.need, 'open')
    })
    .with({ type: 'NeedMet' }, ({ data }) => {
      draft.needs.set(data.need, 'met')
    })
    .with({ type: 'NeedDeclined' }, ({ data }) => {
      draft.needs.set(data.need, 'declined')
    })
    .with({ type: 'SurveyConducted' }, ({ occurredOn, data: { survey, person } }) => {
      draft.surveys = [...draft.surveys, { survey, person, on: occurredOn }]
    })
    .with(
      { type: 'CadenceAdjusted' },
      { type: 'MaterialsSent' },
      { type: 'UpgradeGoalSet' },
      { type: 'SurveyAnalysed' },
      { type: 'CustomerInformed' },
      () => undefined,
    )
    .exhaustive()
