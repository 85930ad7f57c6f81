import type { CalendarDate, CustomerEvent, RegionEvent, RegionSalesEvent } from '@kehu/domain'
import { openProjections, type ProjectionOptions } from '@kehu/projection'
import { tiers, tiersProjection } from '@kehu/projection-tiers'
import { isLeft } from 'fp-ts/lib/Either.js'

type Log = ProjectionOptions<CustomerEvent | RegionEvent | RegionSalesEvent>

/** Who is what as of a date, one line each. */
export const tierList = async (log: Log, asOf: CalendarDate): Promise<ReadonlyArray<string>> => {
  const read = openProjections(log, [tiersProjection])
  const caughtUp = await read.catchUp()()
  if (isLeft(caughtUp)) throw new Error(caughtUp.left.message)
  return tiers(read.stateOf(tiersProjection), { asOf }).flatMap(({ region, customers }) =>
    customers.map(
      ({ customer, tier, explanation }) => `${region}: ${customer} is ${tier ?? 'no tier'}: ${explanation}`,
    ),
  )
}
