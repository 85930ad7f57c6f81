import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../../tools/laws.ts'
import { calendarDate, make } from '../testing/leaves.ts'
import {
  addDays,
  addMonths,
  CalendarDate,
  dayOfWeek,
  daysBetween,
  monthEnd,
  monthStart,
  yearStart,
} from './calendar-date.ts'

const date = (text: string): CalendarDate => make(CalendarDate, text)
const anyDate = calendarDate(date('1896-01-01'), date('2104-12-31'))
const often = { numRuns: runs({ everyday: 200, full: 2_000 }) }

// Written from the calendar's rules alone, without a date library.
const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
const lengthOf = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31
const parts = (text: string): readonly [number, number, number] => {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number)
  return [year, month, day]
}
const written = (year: number, month: number, day: number): string =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
const dayNumber = (text: string): number => {
  const [year, month, day] = parts(text)
  let days = day
  for (let y = 1; y < year; y += 1) days += isLeap(y) ? 366 : 365
  for (let m = 1; m < month; m += 1) days += lengthOf(year, m)
  return days
}

describe('a calendar date', () => {
  test('is a day that exists, written YYYY-MM-DD', () => {
    for (const text of ['2026-02-28', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31']) {
      expect(CalendarDate.is(text)).toBe(true)
    }
    for (const text of [
      '2026-02-29',
      '1900-02-29',
      '2026-13-01',
      '2026-00-10',
      '2026-1-1',
      '26-01-01',
      '0000-12-31',
    ]) {
      expect(CalendarDate.is(text)).toBe(false)
    }
    for (const text of [
      '2026-01-31T00:00',
      '+002026-01-31',
      ' 2026-01-31',
      '2026-01-31[u-ca=chinese]',
      '',
      20260131,
      null,
    ]) {
      expect(CalendarDate.is(text)).toBe(false)
    }
  })

  test('exists exactly if the month is as long', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9999 }),
        fc.nat({ max: 14 }),
        fc.nat({ max: 33 }),
        (year, month, day) => {
          const exists = month >= 1 && month <= 12 && day >= 1 && day <= lengthOf(year, month)
          expect(CalendarDate.is(written(year, month, day))).toBe(exists)
        },
      ),
      often,
    )
  })

  test('months later is the same day of the month, or its last one', () => {
    expect(addMonths(date('2026-01-31'), 1)).toBe('2026-02-28')
    expect(addMonths(date('2024-02-29'), 12)).toBe('2025-02-28')
    expect(addMonths(date('2026-03-31'), -1)).toBe('2026-02-28')
    let clamped = 0
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -60, max: 60 }), (from, months) => {
        const [year, month, day] = parts(from)
        const index = year * 12 + month - 1 + months
        const [y, m] = [Math.floor(index / 12), (index % 12) + 1]
        if (day > lengthOf(y, m)) clamped += 1
        expect(addMonths(from, months)).toBe(written(y, m, Math.min(day, lengthOf(y, m))))
      }),
      often,
    )
    expect(clamped).toBeGreaterThan(runs({ everyday: 0, full: 20 }))
  })

  test('days are counted one by one, over month ends and leap years', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -1500, max: 1500 }), (from, days) => {
        const to = addDays(from, days)
        expect(dayNumber(to) - dayNumber(from)).toBe(days)
        expect(daysBetween(from, to)).toBe(days)
        expect(from < to).toBe(days > 0)
      }),
      often,
    )
  })

  test('the week goes on, and months and years begin and end where they should', () => {
    expect(dayOfWeek(date('2026-11-23'))).toBe(1)
    fc.assert(
      fc.property(anyDate, (day) => {
        const [year, month] = parts(day)
        expect(dayOfWeek(addDays(day, 1))).toBe((dayOfWeek(day) % 7) + 1)
        expect(monthStart(day)).toBe(written(year, month, 1))
        expect(monthEnd(day)).toBe(written(year, month, lengthOf(year, month)))
        expect(yearStart(day)).toBe(written(year, 1, 1))
      }),
      often,
    )
  })
})
