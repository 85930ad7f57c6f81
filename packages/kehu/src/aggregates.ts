import {
  type ComplaintEvent,
  type CustomerEvent,
  complaint,
  complaintEvents,
  customer,
  customerEvents,
  foldComplaint,
  foldCustomer,
  foldOpportunity,
  foldRegion,
  foldRegionSales,
  type IdentityEvent,
  identityEvents,
  type OpportunityEvent,
  opportunity,
  opportunityEvents,
  type RegionEvent,
  type RegionSalesEvent,
  region,
  regionEvents,
  regionSales,
  regionSalesEvents,
} from '@kehu/domain'
import { foldOf } from '@kehu/event-store'
import type { KehuEvent } from './event-codec.ts'

const isIn = (definitions: object, event: KehuEvent): boolean => Object.hasOwn(definitions, event.type)

// Which events live in which streams, and how they fold: one entry for each category of streams.
export const aggregates = {
  customer: {
    belongs: (event: KehuEvent): event is CustomerEvent => isIn(customerEvents, event),
    fold: { initial: customer.initial, fold: foldCustomer },
  },
  complaint: {
    belongs: (event: KehuEvent): event is ComplaintEvent => isIn(complaintEvents, event),
    fold: { initial: complaint.initial, fold: foldComplaint },
  },
  opportunity: {
    belongs: (event: KehuEvent): event is OpportunityEvent => isIn(opportunityEvents, event),
    fold: { initial: opportunity.initial, fold: foldOpportunity },
  },
  region: {
    belongs: (event: KehuEvent): event is RegionEvent => isIn(regionEvents, event),
    fold: { initial: region.initial, fold: foldRegion },
  },
  regionSales: {
    belongs: (event: KehuEvent): event is RegionSalesEvent => isIn(regionSalesEvents, event),
    fold: { initial: regionSales.initial, fold: foldRegionSales },
  },
  identity: {
    belongs: (event: KehuEvent): event is IdentityEvent => isIn(identityEvents, event),
    fold: foldOf<IdentityEvent['data']['customer'] | null, IdentityEvent>({
      initial: null,
      evolve: (holder, { data }) => holder ?? data.customer,
    }),
  },
} as const
