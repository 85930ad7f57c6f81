import * as t from 'io-ts'
import { fields } from '../../vocabulary/fields.ts'
import { personal } from '../../vocabulary/personal.ts'
import { shown } from '../../vocabulary/shown.ts'

const between = (name: string, min: number, max: number): t.Type<number> => {
  const is = (u: unknown): u is number => typeof u === 'number' && Number.isInteger(u) && u >= min && u <= max
  return new t.Type<number>(
    name,
    is,
    (u, context) =>
      is(u)
        ? t.success(u)
        : t.failure(u, context, `${shown(u)} is not a ${name}: a whole number from ${min} to ${max}`),
    (n) => n,
  )
}

/** 1–12 */
export const Month = between('month', 1, 12)
/** 1–31, as far as any month of its calendar goes; whether this month has it is asked apart. */
export const DayOfMonth = between('day', 1, 31)
/** A year of birth. */
export const BirthYear = between('year of birth', 1900, 2100)

/**
 * A birthday in the solar or the lunar calendar, its year unknown if need be (A41). In a year without that leap month it is
 * kept in the plain month, on a day the month lacks on its last: that is for whoever knows the lunar calendar to find out.
 */
export const BirthdayFacts = fields(
  'Birthday',
  {
    calendar: t.union([t.literal('solar'), t.literal('lunar')], 'solar or lunar'),
    month: Month,
    day: DayOfMonth,
  },
  { leapMonth: t.boolean, year: BirthYear },
)
export type BirthdayFacts = t.TypeOf<typeof BirthdayFacts>

/** Somebody's birthday, as personal data. */
export const Birthday = personal(BirthdayFacts)
export type Birthday = t.TypeOf<typeof Birthday>

const solarDays = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/**
 * Whether some year has this day: no 31 April, no 31st of a lunar month, no leap month in the solar calendar.
 * @example
 * isPossibleBirthday({ calendar: 'solar', month: 2, day: 30 }) // false
 */
export const isPossibleBirthday = ({
  calendar,
  month,
  day,
  leapMonth,
}: Pick<BirthdayFacts, 'calendar' | 'month' | 'day' | 'leapMonth'>): boolean =>
  calendar === 'lunar' ? day <= 30 : day <= (solarDays[month - 1] ?? 0) && leapMonth !== true
