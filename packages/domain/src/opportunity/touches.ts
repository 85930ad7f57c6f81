import { type Touched, touching } from '../aggregate/touched.ts'
import type { Command } from './decision.ts'
import type { OpportunityCase, OpportunityState } from './state.ts'

/** An opportunity touches the region in which it was identified, and its customer where that is known. */
export const itself = (_: unknown, { region, customer }: OpportunityCase): Touched =>
  touching({ regions: [region], customers: [customer] })

export const signal = ({ region, customer, complaint }: Command<'IdentifyOpportunity'>): Touched =>
  touching({ regions: [region], customers: [customer], complaints: [complaint] })

export const imported = (command: Command<'ImportOpportunity'>, state: OpportunityState): Touched => {
  const known = state.stage === 'unheard' ? null : state
  return touching({
    regions: [command.region, known?.region],
    customers: [command.customer, known?.customer],
  })
}

export const itsCustomer = (command: Command<'QualifyOpportunity'>, state: OpportunityCase): Touched =>
  touching({ regions: [state.region], customers: [command.customer, state.customer] })
