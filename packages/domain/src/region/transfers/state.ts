import type { TransferProposal } from '../../aggregate/context.ts'
import type { Code } from '../../vocabulary/code.ts'
import type { Draft } from '../../vocabulary/draft.ts'
import type { TransferEvent } from './events.ts'

export type TransfersState = {
  /** Every proposal ever made; null once it was withdrawn. */
  readonly transferProposals: ReadonlyMap<Code, TransferProposal | null>
}

export const initialTransfers: TransfersState = { transferProposals: new Map() }

export const applyTransfer = (draft: Draft<TransfersState>, event: TransferEvent): void => {
  if (event.type === 'TransferProposed') {
    const { proposal, customer, from, to } = event.data
    draft.transferProposals.set(proposal, { customer, from, to })
  } else draft.transferProposals.set(event.data.proposal, null)
}
