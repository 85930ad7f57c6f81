import type { Policy } from '../policy/policy.ts'
import { workingDaysBetween } from '../policy/working-days.ts'
import { type CalendarDate, daysBetween, earlier } from '../vocabulary/calendar-date.ts'

/** Days on which nothing could be done without the customer. */
export type Wait = { readonly from: CalendarDate; readonly until: CalendarDate }

/** How long a complaint took: with the days waited for the customer, those alone, and without them. */
export type HandlingTime = {
  readonly elapsedDays: number
  readonly waitedDays: number
  readonly netDays: number
  readonly elapsedWorkingDays: number
  readonly waitedWorkingDays: number
  readonly netWorkingDays: number
}

/**
 * How long a complaint took from its receipt to a day, elapsed and net of the waiting for the customer. A wait that is not
 * over by that day counts up to it. The waits do not overlap.
 *
 * @param complaint `waitingSince` is null unless it waits; `waits` are those that are over
 * @source not from the policy, which says "quickly" (5.3-B); A46 keeps both
 * @example
 * handlingTime(defaultPolicy.calendar, { receivedOn: date('2026-03-02'), waits: [], waitingSince: null }, date('2026-03-09')).netWorkingDays // 5
 */
export const handlingTime = (
  calendar: Policy['calendar'],
  complaint: {
    readonly receivedOn: CalendarDate
    readonly waits: ReadonlyArray<Wait>
    readonly waitingSince: CalendarDate | null
  },
  day: CalendarDate,
): HandlingTime => {
  const { receivedOn, waitingSince } = complaint
  const open = waitingSince === null ? [] : [{ from: waitingSince, until: day }]
  const waits = [...complaint.waits, ...open]
    .filter(({ from }) => from <= day)
    .map(({ from, until }) => ({ from, until: earlier(until, day) }))
  const sum = (days: (wait: Wait) => number): number => waits.reduce((total, wait) => total + days(wait), 0)
  const elapsedDays = daysBetween(receivedOn, day)
  const waitedDays = sum(({ from, until }) => daysBetween(from, until))
  const elapsedWorkingDays = workingDaysBetween(calendar, receivedOn, day)
  const waitedWorkingDays = sum(({ from, until }) => workingDaysBetween(calendar, from, until))
  return {
    elapsedDays,
    waitedDays,
    netDays: elapsedDays - waitedDays,
    elapsedWorkingDays,
    waitedWorkingDays,
    netWorkingDays: elapsedWorkingDays - waitedWorkingDays,
  }
}
