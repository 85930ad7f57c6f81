import type { Policy } from '../policy/policy.ts'
import { workingDaysBetween } from '../policy/working-days.ts'
import { type CalendarDate, daysBetween, earlier } from '../vocabulary/calendar-date.ts'

/** Days on which nothing could be done without the customer. */
export type Pause = { readonly from: CalendarDate; readonly until: CalendarDate }

/** How long a complaint took: with the days on which it was paused, those alone, and without them. */
export type HandlingTime = {
  readonly elapsedDays: number
  readonly pausedDays: number
  readonly netDays: number
  readonly elapsedWorkingDays: number
  readonly pausedWorkingDays: number
  readonly netWorkingDays: number
}

/**
 * How long a complaint took from its receipt to a day, elapsed and net of its pauses. A pause that is not
 * over by that day counts up to it. The pauses do not overlap.
 *
 * @param complaint `pausedSince` is null unless it is paused now; `pauses` are those that are over
 * @source not from the policy, which says "quickly" (5.3-B); A46 keeps both
 * @example
 * handlingTime(defaultPolicy.calendar, { receivedOn: date('2026-03-02'), pauses: [], pausedSince: null }, date('2026-03-09')).netWorkingDays // 5
 */
export const handlingTime = (
  calendar: Policy['calendar'],
  complaint: {
    readonly receivedOn: CalendarDate
    readonly pauses: ReadonlyArray<Pause>
    readonly pausedSince: CalendarDate | null
  },
  day: CalendarDate,
): HandlingTime => {
  const { receivedOn, pausedSince } = complaint
  const open = pausedSince === null ? [] : [{ from: pausedSince, until: day }]
  const pauses = [...complaint.pauses, ...open]
    .filter(({ from }) => from <= day)
    .map(({ from, until }) => ({ from, until: earlier(until, day) }))
  const sum = (days: (pause: Pause) => number): number =>
    pauses.reduce((total, pause) => total + days(pause), 0)
  const elapsedDays = daysBetween(receivedOn, day)
  const pausedDays = sum(({ from, until }) => daysBetween(from, until))
  const elapsedWorkingDays = workingDaysBetween(calendar, receivedOn, day)
  const pausedWorkingDays = sum(({ from, until }) => workingDaysBetween(calendar, from, until))
  return {
    elapsedDays,
    pausedDays,
    netDays: elapsedDays - pausedDays,
    elapsedWorkingDays,
    pausedWorkingDays,
    netWorkingDays: elapsedWorkingDays - pausedWorkingDays,
  }
}
