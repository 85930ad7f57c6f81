import { match } from 'ts-pattern'
import type { CalendarDate } from '../../vocabulary/calendar-date.ts'
import type { Draft } from '../../vocabulary/draft.ts'
import type { Fraction } from '../../vocabulary/fraction.ts'
import type { Period } from '../../vocabulary/period.ts'
import { type Subject, subjectKey } from '../subject.ts'
import type { JudgingEvent } from './events.ts'

export type Assessment = {
  readonly subject: Subject
  readonly period: Period
  readonly assessedOn: CalendarDate
  /** The score that stands now. */
  readonly score: Fraction
}

export type JudgingState = {
  /** Closed periods, with the day on which they were. */
  readonly closed: ReadonlyMap<Period, CalendarDate>
  /** By `assessmentKey`. */
  readonly assessments: ReadonlyMap<string, Assessment>
}

export const initialJudging: JudgingState = { closed: new Map(), assessments: new Map() }

export const assessmentKey = (period: Period, subject: Subject): string => `${period} ${subjectKey(subject)}`

export const applyJudging = (draft: Draft<JudgingState>, event: JudgingEvent): void =>
  match<JudgingEvent, void>(event)
    .with({ type: 'PeriodClosed' }, ({ occurredOn, data: { period } }) => {
      draft.closed.set(period, occurredOn)
    })
    .with({ type: 'PerformanceAssessed' }, ({ occurredOn, data: { subject, period, score } }) => {
      draft.assessments.set(assessmentKey(period, subject), {
        subject,
        period,
        assessedOn: occurredOn,
        score,
      })
    })
    .with({ type: 'AssessmentRestated' }, ({ data: { subject, period, score } }) => {
      const key = assessmentKey(period, subject)
      const known = draft.assessments.get(key)
      if (known !== undefined) draft.assessments.set(key, { ...known, score })
    })
    .exhaustive()
