import {
  CalendarDate,
  complaintEvents,
  customerEvents,
  decimalString,
  Period,
  regionEvents,
  regionSalesEvents,
} from '@kehu/domain'
import { type EventStore, eventCodec } from '@kehu/event-store'
import { openProjections } from '@kehu/projection'
import { kpis, kpisProjection } from './index.ts'

const codec = eventCodec(
  { ...customerEvents, ...complaintEvents, ...regionEvents, ...regionSalesEvents },
  CalendarDate,
)
const period = Period.decode('2022-Q1')

export const scores = async (store: EventStore) => {
  if (codec._tag === 'Left' || period._tag === 'Left') throw new Error('no codec, no period')
  const read = openProjections({ store, codec: codec.right }, [kpisProjection])
  const caughtUp = await read.catchUp()()
  if (caughtUp._tag === 'Left') throw new Error(caughtUp.left.message)
  return kpis(read.stateOf(kpisProjection), { period: period.right }).map(
    ({ region, score, kpis: answers }) => ({
      region,
      score: score && decimalString(score, 2),
      because: answers.map(({ kpi, reason }) => `${kpi}: ${reason}`),
    }),
  )
}
