// Days and months counted by hand, for models that share nothing with what they are compared with.

const text = (year: number, month: number, day: number): string =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

const parts = (date: string): readonly [number, number, number] => [
  Number(date.slice(0, 4)),
  Number(date.slice(5, 7)),
  Number(date.slice(8)),
]

export const daysIn = (year: number, month: number): number => {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

export const tomorrow = (date: string): string => {
  const [year, month, day] = parts(date)
  if (day < daysIn(year, month)) return text(year, month, day + 1)
  return month < 12 ? text(year, month + 1, 1) : text(year + 1, 1, 1)
}

export const yesterday = (date: string): string => {
  const [year, month, day] = parts(date)
  if (day > 1) return text(year, month, day - 1)
  return month > 1 ? text(year, month - 1, daysIn(year, month - 1)) : text(year - 1, 12, 31)
}

/** The last day of the month where there is no such day (A29). */
export const monthsFrom = (date: string, months: number): string => {
  const [year, month, day] = parts(date)
  const count = year * 12 + (month - 1) + months
  const [y, m] = [Math.floor(count / 12), (count % 12) + 1]
  return text(y, m, Math.min(day, daysIn(y, m)))
}

const dayMillis = 86_400_000
const millis = (date: string): number => Date.parse(`${date}T00:00:00Z`)

export const daysFrom = (date: string, days: number): string =>
  new Date(millis(date) + days * dayMillis).toISOString().slice(0, 10)

export const countDays = (from: string, to: string): number =>
  Math.max(0, (millis(to) - millis(from)) / dayMillis)

export const isMonthEnd = (date: string): boolean => tomorrow(date).endsWith('-01')
