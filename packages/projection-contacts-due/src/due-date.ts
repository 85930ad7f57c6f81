import {
  addDays,
  addInterval,
  type Cadence,
  type CadenceAdjustment,
  type CalendarDate,
  later,
} from '@kehu/domain'

/** How often a customer is to be contacted, as of a day; both null where nobody says. */
export type Terms = {
  /** What the tier asks for. */
  readonly cadence: Cadence | null
  /** The customer's own cadence, if any. */
  readonly adjustment: CadenceAdjustment | null
}

/** What a due date follows from. */
export type Obligation = {
  readonly asOf: CalendarDate
  /** The later of registration (else first purchase) and the day since which the tier holds: counted from where there was no contact. */
  readonly base: CalendarDate
  /** Nothing falls due before it: the beginning of the tier, or a later return from a time of inactivity. */
  readonly start: CalendarDate
  /** The terms on a day from `start` on; they change on `turns` only. */
  readonly termsOn: (date: CalendarDate) => Terms
  /** In any order. */
  readonly turns: ReadonlyArray<CalendarDate>
  /** The last contact by `asOf`; `deep`: the last deep one. */
  readonly lastContact: (deep: boolean) => CalendarDate | null
}

/**
 * When the next contact is due, or has been since. A contact is owed on a day if the interval in force on that day has run out
 * since the last contact that counts; it is due on the first of the days on which it is owed without a break.
 *
 * So a shorter interval makes a contact due on the day it comes into force at the earliest, and a longer one, or the return of
 * the tier's, lifts what is not yet due by it, but neither excuses what is overdue under both. Adjustments that will begin or
 * end before the contact is due are allowed for; a tier that will change is not, for nobody knows.
 *
 * @returns null where nothing will be owed
 * @source policy 5.1-A, 5.1-B; A29, A33, A35
 */
export const dueDate = (obligation: Obligation): CalendarDate | null => {
  const { asOf, start, turns } = obligation
  const starts = [start, ...[...new Set(turns)].filter((turn) => turn > start).sort()]
  let owedSince: CalendarDate | null = null
  for (const [i, from] of starts.entries()) {
    const next = starts[i + 1]
    const to = next === undefined ? null : addDays(next, -1)
    const ranOut = runsOut(obligation, from)
    const first = ranOut === null ? null : later(ranOut, from)
    const falls: CalendarDate | null = first === null || (to !== null && first > to) ? null : first
    owedSince = falls === from && owedSince !== null ? owedSince : falls
    if (owedSince !== null && (to === null || to >= asOf)) return owedSince
  }
  return null
}

/** When the interval in force on a day has run out: a raise only ever brings that forward, a lower only ever puts it off. */
const runsOut = ({ base, termsOn, lastContact }: Obligation, date: CalendarDate): CalendarDate | null => {
  const { cadence, adjustment } = termsOn(date)
  const from = lastContact(cadence?.deep ?? false) ?? base
  const byTier = cadence === null ? null : addInterval(cadence.interval, from)
  if (adjustment === null) return byTier
  const byOwn = addInterval(adjustment.interval, from)
  if (byTier === null) return byOwn
  const isEarlier = byOwn < byTier
  return isEarlier === (adjustment.direction === 'raise') ? byOwn : byTier
}

/** The days on which another adjustment, or none, comes into force. */
export const adjustmentTurns = (adjustments: ReadonlyArray<CadenceAdjustment>): ReadonlyArray<CalendarDate> =>
  adjustments.flatMap(({ from, until }) => [from, addDays(until, 1)])
