import type { CalendarDate, CustomerEvent, RegionEvent, RegionSalesEvent } from '@kehu/domain'
import { openProjections, type ProjectionOptions } from '@kehu/projection'
import { contactsDueProjection, due } from '@kehu/projection-contacts-due'
import { isLeft } from 'fp-ts/lib/Either.js'

type Log = ProjectionOptions<CustomerEvent | RegionEvent | RegionSalesEvent>

/** Whom to contact within a fortnight, one line each. */
export const callList = async (log: Log, asOf: CalendarDate): Promise<ReadonlyArray<string>> => {
  const read = openProjections(log, [contactsDueProjection])
  const caughtUp = await read.catchUp()()
  if (isLeft(caughtUp)) throw new Error(caughtUp.left.message)
  return due(read.stateOf(contactsDueProjection), { asOf, withinDays: 14 }).map(
    ({ customer, due: on, state, overdueDays, reason }) =>
      `${on} ${customer}, ${state === 'overdue' ? `overdue by ${overdueDays} days` : state}: ${reason}`,
  )
}
