import { type Touched, touching } from '../aggregate/touched.ts'
import type { CustomerId, OpportunityId, RegionId } from '../vocabulary/code.ts'
import type { Command } from './decision.ts'
import type { RegionState } from './state.ts'

type Here = { readonly region: RegionId }

export const itself = ({ region }: Here): Touched => touching({ regions: [region] })

export const parent = ({ region, parent }: Command<'PlaceUnder'>): Touched =>
  touching({ regions: [region, parent] })

type AboutCustomer = Here & { readonly customer?: CustomerId; readonly opportunity?: OpportunityId }

export const itsCustomer = ({ region, customer, opportunity }: AboutCustomer): Touched =>
  touching({ regions: [region], customers: [customer], opportunities: [opportunity] })

/** What was asked about a customer is answered about them. */
export const handOff = (
  c: Command<'AcceptHandOff' | 'AnswerHandOff' | 'DeclineHandOff'>,
  { handOffs }: RegionState,
): Touched =>
  touching({
    regions: [c.region],
    customers: [handOffs.get(c.handOff)?.customer],
    opportunities: [c.type === 'AnswerHandOff' ? c.opportunity : null],
  })

export const guests = (c: Command<'InviteToEvent' | 'HoldCustomerEvent'>): Touched =>
  touching({ regions: [c.region], customers: c.type === 'InviteToEvent' ? c.customers : c.attended })

export const outcome = ({ region, opportunities }: Command<'EvaluateCustomerEvent'>): Touched =>
  touching({ regions: [region], opportunities })
