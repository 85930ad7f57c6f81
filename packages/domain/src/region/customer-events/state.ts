import { match } from 'ts-pattern'
import type { CalendarDate } from '../../vocabulary/calendar-date.ts'
import type { Code, CustomerId } from '../../vocabulary/code.ts'
import type { Draft } from '../../vocabulary/draft.ts'
import type { CustomerEventEvent } from './events.ts'

export type PlannedEvent = {
  readonly stage: 'planned' | 'held' | 'cancelled' | 'evaluated'
  /** The day of what happened to it last; once held, the day on which it was held. */
  readonly since: CalendarDate
  readonly invited: ReadonlyArray<CustomerId>
  readonly attended: number
}

export type CustomerEventsState = { readonly customerEvents: ReadonlyMap<Code, PlannedEvent> }

export const initialCustomerEvents: CustomerEventsState = { customerEvents: new Map() }

export const applyCustomerEvent = (draft: Draft<CustomerEventsState>, event: CustomerEventEvent): void => {
  const change = (to: (known: PlannedEvent) => PlannedEvent): void => {
    const known = draft.customerEvents.get(event.data.event)
    if (known !== undefined) draft.customerEvents.set(event.data.event, to(known))
  }
  match(event)
    .with({ type: 'CustomerEventPlanned' }, ({ occurredOn, data }) => {
      draft.customerEvents.set(data.event, { stage: 'planned', since: occurredOn, invited: [], attended: 0 })
    })
    .with({ type: 'CustomersInvited' }, ({ occurredOn, data: { customers } }) =>
      change((known) => ({ ...known, since: occurredOn, invited: [...known.invited, ...customers] })),
    )
    .with({ type: 'CustomerEventHeld' }, ({ occurredOn, data: { attended } }) =>
      change((known) => ({ ...known, stage: 'held', since: occurredOn, attended: attended.length })),
    )
    .with({ type: 'CustomerEventCancelled' }, () => change((known) => ({ ...known, stage: 'cancelled' })))
    .with({ type: 'CustomerEventEvaluated' }, () => change((known) => ({ ...known, stage: 'evaluated' })))
    .exhaustive()
}
