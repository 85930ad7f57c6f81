import { type CalendarDate, daysBetween } from '../vocabulary/calendar-date.ts'
import type { Code, ComplaintId, CustomerId } from '../vocabulary/code.ts'
import type { ComplaintStage } from './state.ts'
import type { RecurrenceReason } from './vocabulary.ts'

/** What tells whether a complaint repeats another; a `ComplaintCase` with its id has it all. */
export type RecurrenceCase = {
  readonly complaint: ComplaintId
  readonly customer: CustomerId
  readonly receivedOn: CalendarDate
  readonly category: Code | null
  readonly rootCause: Code | null
  readonly stage: ComplaintStage
}

/** A complaint and the latest one before it that it repeats; `code` is the category or the root cause of both. */
export type Recurrence = {
  readonly complaint: ComplaintId
  readonly earlier: ComplaintId
  readonly because: RecurrenceReason
  readonly code: Code
  readonly daysAfter: number
}

/** Valid as complaints go (A45): neither rejected nor taken back nor part of another one. */
export const isValid = (stage: ComplaintStage): boolean =>
  stage !== 'rejected' && stage !== 'withdrawn' && stage !== 'merged'

/**
 * Which complaints came again, although lessons were drawn: the same category from the same customer, or the same root cause
 * from anybody, within so many days of the one before. In the order of their receipt; those of one day in the order given.
 * What was rejected, withdrawn or merged repeats nothing.
 *
 * @param withinDays `policy.complaints.recurrenceDays`; a complaint on the last of these days is a recurrence still
 * @clause 56
 * @source not from the policy, which says "prevent repeats" (5.3-C); A50
 * @example
 * recurrences([], 180) // []
 */
export const recurrences = (
  cases: ReadonlyArray<RecurrenceCase>,
  withinDays: number,
): ReadonlyArray<Recurrence> => {
  const latest = new Map<string, RecurrenceCase>()
  const met = (now: RecurrenceCase, because: RecurrenceReason): ReadonlyArray<Recurrence> => {
    const code = now[because]
    if (code === null) return []
    const key = JSON.stringify(because === 'category' ? [because, code, now.customer] : [because, code])
    const before = latest.get(key)
    latest.set(key, now)
    if (before === undefined) return []
    const daysAfter = daysBetween(before.receivedOn, now.receivedOn)
    const { complaint } = now
    return daysAfter > withinDays ? [] : [{ complaint, earlier: before.complaint, because, code, daysAfter }]
  }
  return cases
    .filter(({ stage }) => isValid(stage))
    .toSorted((a, b) => daysBetween(b.receivedOn, a.receivedOn))
    .flatMap((now) => [...met(now, 'category'), ...met(now, 'rootCause')])
}
