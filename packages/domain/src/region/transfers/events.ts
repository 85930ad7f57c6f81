import { Code, CustomerId, RegionId } from '../../vocabulary/code.ts'
import { fields } from '../../vocabulary/fields.ts'
import { type EventDefinitions, type EventOf, firstVersion } from '../../vocabulary/messages.ts'
import { Text } from '../../vocabulary/text.ts'
import { region } from '../about.ts'

const proposal = { ...region, proposal: Code }

// Event names and fields are storage format: add, never rename or remove.
export const transferEvents = {
  TransferProposed: firstVersion(
    fields('TransferProposed', {
      ...proposal,
      customer: CustomerId,
      from: RegionId,
      to: RegionId,
      reason: Text,
    }),
  ),
  TransferProposalWithdrawn: firstVersion(fields('TransferProposalWithdrawn', { ...proposal, reason: Text })),
} as const satisfies EventDefinitions

export type TransferEvent = EventOf<typeof transferEvents>
