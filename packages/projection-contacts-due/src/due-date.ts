import { addDays, after, type Cadence, type CadenceAdjustment, type CalendarDate, later } from '@kehu/domain'

/** What a due date follows from. */
export type Obligation = {
  readonly cadence: Cadence
  /** The last contact that counts, on or before the as-of date. */
  readonly lastQualifying: CalendarDate | null
  /** The later of registration (else first purchase) and the day since which the tier holds. */
  readonly base: CalendarDate
  /** The day on which the present tier began: a new tier never makes a contact due before it. */
  readonly tierSince: CalendarDate
  /** The customer's own cadence in force, if any. */
  readonly adjustment: CadenceAdjustment | null
  /** The day on which something that had suspended the tier's cadence ended (a lowered cadence, a time of inactivity). */
  readonly resumedOn: CalendarDate | null
}

/**
 * When the next contact is due: the last qualifying contact plus the interval, months clamped to their end; without one, the
 * base plus the interval. A change of tier or cadence counts from the last contact too, but never makes a contact due
 * before the day of the change.
 * @source policy 5.1-A, 5.1-B; A29, A33, A35
 */
export const dueDate = ({ cadence, lastQualifying, base, tierSince, adjustment, resumedOn }: Obligation): CalendarDate => {
  const from = lastQualifying ?? base
  const notBefore = resumedOn === null ? tierSince : later(tierSince, resumedOn)
  const byTier = later(after(cadence.interval, from), notBefore)
  if (adjustment === null) return byTier
  const byAdjustment = later(after(adjustment.interval, from), later(notBefore, adjustment.from))
  // A raise only ever brings a contact forward; a lower, being approved, only ever puts it off.
  if (adjustment.direction === 'raise') return byAdjustment < byTier ? byAdjustment : byTier
  return later(byAdjustment, byTier)
}

/** The adjustment in force on a date: of those that cover it, the last decided. */
export const adjustmentOn = (adjustments: ReadonlyArray<CadenceAdjustment>, date: CalendarDate): CadenceAdjustment | null =>
  adjustments.findLast(({ from, until }) => from <= date && date <= until) ?? null

/** The day on which the latest lowered cadence that is over had ended; the tier's cadence returned on it. */
export const lowerEndedOn = (adjustments: ReadonlyArray<CadenceAdjustment>, date: CalendarDate): CalendarDate | null =>
  adjustments
    .filter(({ direction, until }) => direction === 'lower' && until < date)
    .map(({ until }) => addDays(until, 1))
    .reduce<CalendarDate | null>((latest, day) => (latest === null || day > latest ? day : latest), null)
