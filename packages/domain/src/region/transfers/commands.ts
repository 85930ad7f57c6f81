import { Code, CustomerId, RegionId } from '../../vocabulary/code.ts'
import { command } from '../../vocabulary/messages.ts'
import { Text } from '../../vocabulary/text.ts'
import { region } from '../about.ts'

const proposal = { ...region, proposal: Code }

// A customer goes from one region to another by word of a manager of each (A72): one proposes, the other completes.
export const transferCommands = {
  /** `region`, whose manager speaks, is `from` or `to`; the other's manager completes it (TransferToRegion, `proposal`). */
  ProposeTransfer: command('ProposeTransfer', {
    ...proposal,
    customer: CustomerId,
    from: RegionId,
    to: RegionId,
    reason: Text,
  }),
  WithdrawTransferProposal: command('WithdrawTransferProposal', { ...proposal, reason: Text }),
} as const
