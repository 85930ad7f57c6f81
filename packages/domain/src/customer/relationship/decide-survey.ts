import type { Context } from '../../aggregate/context.ts'
import { addDays, daysBetween } from '../../vocabulary/calendar-date.ts'
import { refuse } from '../../vocabulary/rejection.ts'
import { accepted, type Command, type Decision, factsOf, notRecorded, notRegistered } from '../decision.ts'
import type { CustomerState } from '../state.ts'

// Asking customers, and making something of the answers (policy 4.2-B).

/** policy 4.2-B: short, and nobody is burdened; at most one survey a person in so many days (A25). */
export const conductSurvey = (
  c: Command<'ConductSurvey'>,
  state: CustomerState,
  context: Context,
): Decision => {
  const { surveyDaysMin, surveyQuestionsMax } = context.policy.policy.information
  if (!state.people.has(c.person)) return notRecorded('person', c.person)
  if (c.questions > surveyQuestionsMax) {
    return refuse(
      'SurveyTooLong',
      `A survey asks at most ${surveyQuestionsMax} questions: leave out ${c.questions - surveyQuestionsMax}.`,
      { questionsMax: surveyQuestionsMax },
    )
  }
  const near = state.surveys.find(
    ({ person, on }) => person === c.person && Math.abs(daysBetween(on, c.occurredOn)) < surveyDaysMin,
  )
  return near === undefined
    ? accepted({ type: 'SurveyConducted', occurredOn: c.occurredOn, data: factsOf(c) })
    : refuse(
        'SurveyedRecently',
        `${c.person} was asked on ${near.on} (${near.survey}): ask again from ${addDays(near.on, surveyDaysMin)} on.`,
        { person: c.person, askedOn: near.on, from: addDays(near.on, surveyDaysMin) },
      )
}

/** policy 4.2-B: answers there must be before they say anything. */
export const analyseSurvey = (c: Command<'AnalyseSurvey'>, state: CustomerState): Decision =>
  state.answered.has(c.survey)
    ? accepted({ type: 'SurveyAnalysed', occurredOn: c.occurredOn, data: factsOf(c) })
    : refuse(
        'SurveyUnanswered',
        `No answer to survey ${c.survey} is recorded for this customer: record the answers first (RecordSatisfaction).`,
        { survey: c.survey },
      )

export const recordSatisfaction = (c: Command<'RecordSatisfaction'>, state: CustomerState): Decision =>
  state.homeRegion === null
    ? notRegistered
    : accepted({
        type: 'SatisfactionRecorded',
        occurredOn: c.occurredOn,
        data: {
          ...factsOf(c),
          region: state.homeRegion,
          ...(state.owner === null ? {} : { owner: state.owner }),
        },
      })
