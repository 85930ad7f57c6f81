import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runs } from '../../../../tools/laws.ts'
import { make } from '../testing/leaves.ts'
import { addDays, CalendarDate } from './calendar-date.ts'
import { dateIn, Instant, instantFromMillis, TimeZone } from './instant.ts'

const zone = (name: string): TimeZone => make(TimeZone, name)
const millis = fc.integer({ min: Date.UTC(1995, 0, 1), max: Date.UTC(2035, 0, 1) })

test('the order of moments as text is their order in time', () => {
  fc.assert(
    fc.property(millis, millis, (a, b) => {
      expect(instantFromMillis(a) < instantFromMillis(b)).toBe(a < b)
      expect(Instant.is(instantFromMillis(a))).toBe(true)
      expect(instantFromMillis(a)).toBe(new Date(a).toISOString())
    }),
    { numRuns: runs({ everyday: 200, full: 2_000 }) },
  )
})

test('China has one time, eight hours ahead, so its day begins at four in the afternoon UTC', () => {
  expect(dateIn(zone('Asia/Shanghai'), make(Instant, '2026-01-31T15:59:59.999Z'))).toBe('2026-01-31')
  expect(dateIn(zone('Asia/Shanghai'), make(Instant, '2026-01-31T16:00:00Z'))).toBe('2026-02-01')
  fc.assert(
    fc.property(millis, (moment) => {
      const shifted = new Date(moment + 8 * 3_600_000).toISOString().slice(0, 10)
      expect(dateIn(zone('Asia/Shanghai'), instantFromMillis(moment))).toBe(shifted)
    }),
    { numRuns: runs({ everyday: 200, full: 2_000 }) },
  )
})

test('summer time moves the day’s beginning elsewhere, and the date line the day itself', () => {
  expect(dateIn(zone('America/New_York'), make(Instant, '2026-01-31T04:30:00Z'))).toBe('2026-01-30')
  expect(dateIn(zone('America/New_York'), make(Instant, '2026-07-31T04:30:00Z'))).toBe('2026-07-31')
  expect(dateIn(zone('Pacific/Kiritimati'), make(Instant, '2026-01-31T10:00:00Z'))).toBe('2026-02-01')
  fc.assert(
    fc.property(millis, fc.constantFrom('UTC', 'America/New_York', 'Pacific/Kiritimati'), (moment, name) => {
      const utc = make(CalendarDate, new Date(moment).toISOString().slice(0, 10))
      expect([addDays(utc, -1), utc, addDays(utc, 1)]).toContain(
        dateIn(zone(name), instantFromMillis(moment)),
      )
    }),
    { numRuns: runs({ everyday: 100, full: 1_000 }) },
  )
})
