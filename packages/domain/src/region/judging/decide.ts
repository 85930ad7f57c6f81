import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import type { Fraction } from '../../vocabulary/fraction.ts'
import { type Period, periodRange } from '../../vocabulary/period.ts'
import { refuse } from '../../vocabulary/rejection.ts'
import {
  accepted,
  type Check,
  type Command,
  type Decision,
  knownSubject,
  met,
  notBefore,
  nothingChanges,
  same,
} from '../decision.ts'
import type { RegionRejection } from '../rejections.ts'
import type { RegionState } from '../state.ts'
import { describeSubject, type Subject } from '../subject.ts'
import { knowsPolicy } from '../terms/state.ts'
import { type Assessment, assessmentKey } from './state.ts'

export const closePeriod = (c: Command<'ClosePeriod'>, state: RegionState): Decision => {
  const closedOn = state.closed.get(c.period)
  if (closedOn !== undefined) {
    return refuse(
      'PeriodAlreadyClosed',
      `${c.period} is closed since ${closedOn}: there is nothing to close.`,
      {
        closedOn,
      },
    )
  }
  const { to: endsOn } = periodRange(c.period)
  if (c.occurredOn <= endsOn) {
    return refuse('PeriodNotOver', `${c.period} runs until ${endsOn}: close it on a later day.`, { endsOn })
  }
  return accepted({
    type: 'PeriodClosed',
    occurredOn: c.occurredOn,
    data: { region: c.region, period: c.period },
  })
}

export const assess = (c: Command<'AssessPerformance'>, state: RegionState): Decision => {
  const closedOn = state.closed.get(c.period)
  if (closedOn === undefined) {
    return refuse('PeriodOpen', `${c.period} is still open: close it first (ClosePeriod).`, {
      period: c.period,
    })
  }
  const timely = notBefore(closedOn, c.occurredOn)
  if (isLeft(timely)) return timely
  const known = knownSubject(state, c.subject)
  if (isLeft(known)) return known
  const assessed = state.assessments.get(assessmentKey(c.period, c.subject))
  if (assessed !== undefined) {
    return refuse(
      'AlreadyAssessed',
      `${c.period} of ${describeSubject(c.subject)} was assessed on ${assessed.assessedOn}: restate it (RestateAssessment).`,
      { assessedOn: assessed.assessedOn },
    )
  }
  if (!knowsPolicy(state, c.scheme)) {
    return refuse('NoSuchVersion', `No policy was adopted as ${c.scheme}: adopt it first (AdoptPolicy).`, {
      version: c.scheme,
    })
  }
  const scored = checkScore('score', c.score)
  if (isLeft(scored)) return scored
  if (c.coverage !== undefined) {
    const covered = checkScore('coverage', c.coverage, 1)
    if (isLeft(covered)) return covered
  }
  const { type: _, occurredOn, ...data } = c
  return accepted({ type: 'PerformanceAssessed', occurredOn, data })
}

export const restate = (c: Command<'RestateAssessment'>, state: RegionState): Decision => {
  const assessed = assessmentOf(state, c.period, c.subject)
  if (isLeft(assessed)) return assessed
  const { assessedOn, score: scoreBefore } = assessed.right
  const timely = notBefore(assessedOn, c.occurredOn)
  if (isLeft(timely)) return timely
  const scored = checkScore('score', c.score)
  if (isLeft(scored)) return scored
  if (same(scoreBefore, c.score)) return nothingChanges('score')
  const { type: _, occurredOn, ...data } = c
  return accepted({ type: 'AssessmentRestated', occurredOn, data: { ...data, scoreBefore } })
}

/** What was assessed of a subject for a period. */
export const assessmentOf = (
  state: RegionState,
  period: Period,
  subject: Subject,
): Either<RegionRejection, Assessment> => {
  const known = state.assessments.get(assessmentKey(period, subject))
  return known === undefined
    ? refuse(
        'NotAssessed',
        `${period} of ${describeSubject(subject)} is not assessed: assess it first (AssessPerformance).`,
        { period },
      )
    : right(known)
}

/** A score is nothing or more; a share is at most the whole. */
const checkScore = (what: string, { numerator, denominator }: Fraction, max?: number): Check =>
  numerator < 0 || (max !== undefined && numerator > max * denominator)
    ? refuse(
        'OutOfRange',
        `The ${what} ${numerator}/${denominator} cannot be: it is ${max === undefined ? '0 or more' : `from 0 to ${max}`}.`,
        { what },
      )
    : met
