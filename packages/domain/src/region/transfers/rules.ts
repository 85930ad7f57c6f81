import { managers } from '../../aggregate/roles.ts'
import { rule } from '../decision.ts'
import { open } from '../stages.ts'
import { itself } from '../touches.ts'
import * as decide from './decide.ts'

// What a region offers to or asks of another. The customer spoken of stays as it is until both have agreed, so that nobody
// but the region itself is touched.
export const transferRules = {
  ProposeTransfer: rule(open, managers, itself, decide.propose),
  WithdrawTransferProposal: rule(open, managers, itself, decide.withdraw),
}
