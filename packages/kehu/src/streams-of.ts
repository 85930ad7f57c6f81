import { type Aggregates, aggregates, type CalendarDate, type CustomerId, identityEvents } from '@kehu/domain'
import { foldOf, type Aggregate as Kept } from '@kehu/event-store'
import type { KehuEvent } from './event-codec.ts'

type Foldable<S, E> = {
  readonly events: object
  readonly initial: S
  readonly fold: (state: S, events: ReadonlyArray<E>) => S
  readonly stateVersion: number
}

/** How the streams of an aggregate are read: which events live there, and how they fold. */
const keptAs = <S, E extends KehuEvent>({
  events,
  initial,
  fold,
  stateVersion,
}: Foldable<S, E>): Kept<S, KehuEvent, E> => ({
  belongs: (event): event is E => Object.hasOwn(events, event.type),
  fold: { initial, fold },
  snapshotVersion: stateVersion,
})

/** What lives in each category of streams. */
export const streamsOf = {
  customer: keptAs(aggregates.customer),
  complaint: keptAs(aggregates.complaint),
  opportunity: keptAs(aggregates.opportunity),
  region: keptAs(aggregates.region),
  regionSales: keptAs(aggregates.regionSales),
  identity: {
    belongs: (event: KehuEvent): event is IdentityEvent => Object.hasOwn(identityEvents, event.type),
    fold: foldOf<CustomerId | null, IdentityEvent>({
      initial: null,
      evolve: (holder, { data }) => holder ?? data.customer,
    }),
  },
} satisfies Record<keyof Aggregates | 'identity', object>

type IdentityEvent = Extract<KehuEvent, { readonly type: keyof typeof identityEvents }> & {
  readonly occurredOn: CalendarDate
}
