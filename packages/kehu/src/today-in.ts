import { type CalendarDate, dateIn, instantFromMillis, TimeZone } from '@kehu/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { Deps } from './deps.ts'

/** Where no region says otherwise, a day begins in Shanghai (A34). */
export const defaultTimeZone: TimeZone = (() => {
  const zone = TimeZone.decode('Asia/Shanghai')
  if (isLeft(zone)) throw new Error('This machine knows no time zones: install a Node.js with full ICU.')
  return zone.right
})()

export const todayIn = (deps: Pick<Deps, 'clock'>, zone: TimeZone = defaultTimeZone): CalendarDate =>
  dateIn(zone, instantFromMillis(deps.clock()))
