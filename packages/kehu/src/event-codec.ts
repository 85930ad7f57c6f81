import { aggregates, CalendarDate, identityEvents } from '@kehu/domain'
import { type EventCodec, type EventOf, eventCodec } from '@kehu/event-store'
import { isLeft } from 'fp-ts/lib/Either.js'

/** Every event type of Kehu; stored names are unique over all aggregates. */
export const definitions = {
  ...aggregates.customer.events,
  ...aggregates.complaint.events,
  ...aggregates.opportunity.events,
  ...aggregates.region.events,
  ...aggregates.regionSales.events,
  ...identityEvents,
}

/** Any event of Kehu: told apart by `type`. */
export type KehuEvent = EventOf<typeof definitions, CalendarDate>

/** The schema version in which events of a type are written now. */
export const schemaVersionOf = (type: KehuEvent['type']): number => definitions[type].version

const built = eventCodec(definitions, CalendarDate)
// A broken chain of upcasters is a bug of this package and must stop it before it reads anything.
if (isLeft(built)) throw new Error(built.left.message)

/** Between Kehu's events and what a store keeps. */
export const kehuEventCodec: EventCodec<KehuEvent> = built.right
