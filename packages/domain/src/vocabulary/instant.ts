import * as t from 'io-ts'
import { Temporal } from 'temporal-polyfill'
import type { CalendarDate } from './calendar-date.ts'
import { shown } from './shown.ts'

/** A moment in UTC, `YYYY-MM-DDTHH:MM:SS.sssZ`, to the millisecond; the order of the strings is the order of the moments. */
export type Instant = t.Branded<string, InstantBrand>
export interface InstantBrand {
  readonly Instant: unique symbol
}

// No moment and no zone has a longer name; beyond it nobody has to look for one.
const charactersMax = 100

const parse = (text: string): Temporal.Instant | null => {
  if (text.length > charactersMax) return null
  try {
    const instant = Temporal.Instant.from(text)
    // Its day must be a calendar date in every zone: years of four digits, and a day to spare at both ends.
    const first = '0001-01-02T00:00:00Z'
    const last = '9999-12-30T23:59:59.999999999Z'
    return Temporal.Instant.compare(instant, first) < 0 || Temporal.Instant.compare(instant, last) > 0
      ? null
      : instant
  } catch {
    return null
  }
}

const canonical = (instant: Temporal.Instant): Instant =>
  instant
    .round({ smallestUnit: 'millisecond', roundingMode: 'floor' })
    .toString({ smallestUnit: 'millisecond' }) as Instant

/** Accepts any ISO 8601 moment with an offset and keeps it in UTC to the millisecond. */
export const Instant: t.Type<Instant, string> = new t.Type<Instant, string>(
  'Instant',
  (u): u is Instant => {
    const instant = typeof u === 'string' ? parse(u) : null
    return instant !== null && canonical(instant) === u
  },
  (u, context) => {
    const instant = typeof u === 'string' ? parse(u) : null
    return instant === null
      ? t.failure(
          u,
          context,
          `${shown(u)} is not a moment: write it with its offset, as 2026-01-31T09:30:00+08:00`,
        )
      : t.success(canonical(instant))
  },
  (instant) => instant,
)

export const instantFromMillis = (millis: number): Instant =>
  canonical(Temporal.Instant.fromEpochMilliseconds(millis))

/** An IANA time zone that this machine's tables know, such as `Asia/Shanghai`. */
export type TimeZone = t.Branded<string, TimeZoneBrand>
export interface TimeZoneBrand {
  readonly TimeZone: unique symbol
}

const isTimeZone = (text: string): boolean => {
  if (text.length > charactersMax || !/^[A-Za-z]/.test(text)) return false
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(text)
    return true
  } catch {
    return false
  }
}

export const TimeZone: t.Type<TimeZone, string> = new t.Type<TimeZone, string>(
  'TimeZone',
  (u): u is TimeZone => typeof u === 'string' && isTimeZone(u),
  (u, context) =>
    typeof u === 'string' && isTimeZone(u)
      ? t.success(u as TimeZone)
      : t.failure(u, context, `${shown(u)} is not a time zone: use an IANA name such as Asia/Shanghai`),
  (zone) => zone,
)

/** The business date on which a moment falls in a time zone. */
export const dateIn = (zone: TimeZone, instant: Instant): CalendarDate =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString() as CalendarDate
