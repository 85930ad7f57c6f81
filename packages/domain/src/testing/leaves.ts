import fc from 'fast-check'
import type * as t from 'io-ts'
import { BirthYear, DayOfMonth, Month } from '../customer/information/birthday.ts'
import { CreditCode } from '../customer/information/credit-code.ts'
import { CsatScore, NpsScore } from '../customer/relationship/satisfaction.ts'
import { defaultPolicy } from '../policy/default-policy.ts'
import { Policy } from '../policy/policy.ts'
import { Quantity } from '../purchases/line.ts'
import { addDays, CalendarDate, daysBetween, monthEnd } from '../vocabulary/calendar-date.ts'
import { Code, ComplaintId, CustomerId, OpportunityId, RegionId, UserId } from '../vocabulary/code.ts'
import { decode } from '../vocabulary/decode.ts'
import { Count, Positive, Whole } from '../vocabulary/fraction.ts'
import { Instant, instantFromMillis, TimeZone } from '../vocabulary/instant.ts'
import { Currency, MinorUnits } from '../vocabulary/money.ts'
import { Period } from '../vocabulary/period.ts'
import { present } from '../vocabulary/present.ts'
import { Text } from '../vocabulary/text.ts'

/** What codecs without parts are made of, and what was derived from them so far; `date` is that of events. */
export type Leaves = {
  readonly made: Map<t.Mixed, fc.Arbitrary<unknown>>
  readonly date?: fc.Arbitrary<CalendarDate>
}

/** Leaves of one's own on top of others. */
export const withLeaves = (
  base: Leaves,
  own: ReadonlyArray<readonly [t.Mixed, fc.Arbitrary<unknown>]>,
  date?: fc.Arbitrary<CalendarDate>,
): Leaves => {
  const given = date === undefined ? own : [...own, [CalendarDate, date] as const]
  // Only leaves are taken over: what was derived from them would still be made of the old ones.
  const inherited = [...base.made].filter(([codec]) => standardCodecs.has(codec))
  return { made: new Map([...inherited, ...given]), ...present({ date }) }
}

/** A value a codec accepts, for constants in tests; a value it refuses is a mistake in the test. */
export const make = <A, O>(codec: t.Type<A, O>, input: O): A => {
  const decoded = codec.decode(input)
  if (decoded._tag === 'Left') throw new Error(`${JSON.stringify(input)} is no ${codec.name}`)
  return decoded.right
}

/** A day, month ends more often than others: that is where calendars go wrong. */
export const calendarDate = (
  from: CalendarDate = make(CalendarDate, '2019-01-01'),
  to: CalendarDate = make(CalendarDate, '2027-12-31'),
): fc.Arbitrary<CalendarDate> => {
  const day = fc.integer({ min: 0, max: daysBetween(from, to) }).map((days) => addDays(from, days))
  const lastDay = day.map(monthEnd).map((date) => (date > to ? to : date))
  return fc.oneof({ weight: 4, arbitrary: day }, { weight: 1, arbitrary: lastDay })
}

const checked = <A, O>(codec: t.Type<A, O>, text: fc.Arbitrary<string>): fc.Arbitrary<unknown> =>
  text
    .map((candidate) => decode(codec)(candidate))
    .filter((decoded) => decoded._tag === 'Right')
    .map(({ right }) => right)

const words = fc.oneof(
  fc.constantFrom('Delivered late', '交货延误', 'Späte Lieferung', '“quoted”, with, commas', 'a'),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
)
const codes = fc.oneof(
  fc.constantFrom('a', 'B-7', 'ÖBB', '客户001', 'x/y.z', 'A B'),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
)

const digits = [...'0123456789']
const creditAlphabet = [...'0123456789ABCDEFGHJKLMNPQRTUWXY']
const characters = (from: ReadonlyArray<string>, length: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...from), minLength: length, maxLength: length })

/** The check character is whichever the codec accepts. */
const creditCode = fc
  .tuple(characters(creditAlphabet, 2), characters(digits, 6), characters(creditAlphabet, 9))
  .map((parts) => creditAlphabet.map((last) => parts.join('') + last).find(CreditCode.is))

const quantity = fc
  .tuple(fc.integer({ min: -9999, max: 99_999 }), fc.nat({ max: 9 }), fc.nat({ max: 999 }))
  .map(([whole, places, part]) => (places === 0 ? `${whole}` : `${whole}.${part}`))

const period = fc
  .tuple(
    fc.integer({ min: 1, max: 2999 }),
    fc.constantFrom('', '-Q1', '-Q2', '-Q3', '-Q4', '-01', '-06', '-12'),
  )
  .map(([year, part]) => `${String(year).padStart(4, '0')}${part}`)

const amounts = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: -1_000_000, max: 100_000_000 }) },
  { weight: 1, arbitrary: fc.constantFrom(0, 1, -1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER) },
)

/** Policies that do not contradict themselves: other thresholds, windows, cadences and deadlines than the default. */
export const consistentPolicy: fc.Arbitrary<Policy> = fc
  .record({
    b: fc.integer({ min: 1, max: 40 }),
    above: fc.integer({ min: 1, max: 40 }),
    windowMonths: fc.integer({ min: 1, max: 36 }),
    months: fc.integer({ min: 1, max: 6 }),
    workingDays: fc.nat({ max: 10 }),
    backDatingDaysMax: fc.integer({ min: 30, max: 1000 }),
  })
  .map(({ b, above, windowMonths, months, workingDays, backDatingDaysMax }) => ({
    ...defaultPolicy,
    tiers: {
      ...defaultPolicy.tiers,
      a: { numerator: b + above, denominator: 100 },
      b: { numerator: b, denominator: 100 },
      windowMonths,
    },
    contacts: {
      ...defaultPolicy.contacts,
      cadence: { ...defaultPolicy.contacts.cadence, C: { interval: { months }, deep: false } },
    },
    complaints: { ...defaultPolicy.complaints, acknowledgeWorkingDays: workingDays },
    entry: { backDatingDaysMax },
    // The national calendar is long, and equal in all of them: a few days of it do as well.
    calendar: {
      holidays: defaultPolicy.calendar.holidays.slice(-40),
      workdays: defaultPolicy.calendar.workdays.slice(-10),
    },
  }))

const standard: ReadonlyArray<readonly [t.Mixed, fc.Arbitrary<unknown>]> = [
  [CalendarDate, calendarDate()],
  [Instant, fc.integer({ min: 1_546_300_800_000, max: 1_830_297_599_999 }).map(instantFromMillis)],
  [
    TimeZone,
    fc
      .constantFrom('Asia/Shanghai', 'UTC', 'America/New_York', 'Pacific/Kiritimati')
      .map((z) => make(TimeZone, z)),
  ],
  [Currency, fc.constantFrom('CNY', 'USD', 'JPY', 'KWD').map((code) => make(Currency, code))],
  [MinorUnits, amounts.map((amount) => make(MinorUnits, amount))],
  [Text, checked(Text, words)],
  [Code, checked(Code, codes)],
  [CustomerId, checked(CustomerId, codes)],
  [RegionId, checked(RegionId, codes)],
  [ComplaintId, checked(ComplaintId, codes)],
  [OpportunityId, checked(OpportunityId, codes)],
  [UserId, checked(UserId, codes)],
  [Count, fc.nat()],
  [Positive, fc.integer({ min: 1 })],
  [Whole, fc.maxSafeInteger().map((n) => n + 0)],
  [CreditCode, creditCode],
  [Quantity, quantity],
  [CsatScore, fc.integer({ min: 1, max: 5 })],
  [NpsScore, fc.integer({ min: 0, max: 10 })],
  [Month, fc.integer({ min: 1, max: 12 })],
  [DayOfMonth, fc.integer({ min: 1, max: 31 })],
  [BirthYear, fc.integer({ min: 1900, max: 2100 })],
  [Period, period.map((text) => make(Period, text))],
  [Policy, consistentPolicy],
]
const standardCodecs: ReadonlySet<t.Mixed> = new Set(standard.map(([codec]) => codec))

/** Anything the vocabulary allows. */
export const standardLeaves: Leaves = { made: new Map(standard) }
