import { refuse } from '../../vocabulary/rejection.ts'
import { accepted, type Command, type Decision } from '../decision.ts'
import type { RegionState } from '../state.ts'

/** A72: a region speaks for itself alone, as the one that gives or the one that takes. */
export const propose = (c: Command<'ProposeTransfer'>, state: RegionState): Decision => {
  const { type: _, occurredOn, ...data } = c
  if (state.transferProposals.has(c.proposal)) {
    return refuse(
      'ProposalExists',
      `There is or was a proposal ${c.proposal}: give the new one a code of its own.`,
      { proposal: c.proposal },
    )
  }
  return c.from === c.to || (c.region !== c.from && c.region !== c.to)
    ? refuse(
        'NotOurTransfer',
        `Region ${c.region} proposes what it gives or takes itself: let "from" or "to" be ${c.region}, and the other another region.`,
        {},
      )
    : accepted({ type: 'TransferProposed', occurredOn, data })
}

export const withdraw = (c: Command<'WithdrawTransferProposal'>, state: RegionState): Decision => {
  const { type: _, occurredOn, ...data } = c
  return (state.transferProposals.get(c.proposal) ?? null) === null
    ? refuse('NoSuchProposal', `No proposal ${c.proposal} stands in this region: check its code.`, {
        proposal: c.proposal,
      })
    : accepted({ type: 'TransferProposalWithdrawn', occurredOn, data })
}
