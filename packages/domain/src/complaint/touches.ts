import { type Touched, touching } from '../aggregate/touched.ts'
import type { Command } from './decision.ts'
import type { ComplaintCase } from './state.ts'

/** A complaint touches the region in which it was received, and its customer. */
export const itself = (_: unknown, { region, customer }: ComplaintCase): Touched =>
  touching({ regions: [region], customers: [customer] })

export const receipt = ({ region, customer }: Command<'ReceiveComplaint'>): Touched =>
  touching({ regions: [region], customers: [customer] })

export const into = (command: Command<'MergeComplaint'>, state: ComplaintCase): Touched =>
  touching({ ...itself(command, state), complaints: [command.into] })

export const earlier = (command: Command<'LinkRecurrence'>, state: ComplaintCase): Touched =>
  touching({ ...itself(command, state), complaints: [command.earlier] })

export const pursued = (command: Command<'LinkOpportunity'>, state: ComplaintCase): Touched =>
  touching({ ...itself(command, state), opportunities: [command.opportunity] })
